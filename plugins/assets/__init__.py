"""The site's own styles, scripts and pictures: one copy for all languages, named by what is in them."""
