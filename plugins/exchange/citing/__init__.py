"""How pages are cited, named by short addresses, previewed elsewhere and described to machines."""
