"""From untrusted text to Markdown, from Markdown to HTML, each once: escaping, YAML, sanitiser, converter."""
