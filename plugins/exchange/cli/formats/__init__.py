"""The forms in which findings are printed, one module each: findings in, one text out."""
