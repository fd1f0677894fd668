"""Turns collected documents into Markdown pages with evidence, organised by topic."""
