"""The gate against harm: what strangers send is refused with a reason, or harmless; nothing is stripped."""
