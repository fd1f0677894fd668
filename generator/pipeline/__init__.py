"""Runs the journey: lists sources, reads and annotates them in isolation, assembles the corpus."""
