"""A built site on disk, whatever built it: swapped in at once, listed, measured, indexed for the search."""
