"""Training: questions of lessons, what only instructors see, packages for learning platforms."""
