"""What readers take away: PDF, EPUB and offline copies, made from finished pages."""
