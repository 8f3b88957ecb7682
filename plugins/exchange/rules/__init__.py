"""Rules over pages as they were written, in no engine's terms."""
