"""Generated pages as MkDocs sees them: their files, their HTML, the theme's template rendered once."""

# Reasons: docs/decisions/0071-rendering.md
