"""What templates may see of calls, in the reader's language."""
