"""What authors may write beyond Python-Markdown's own forms: GitHub's lists, boxes, equations, diagrams."""
