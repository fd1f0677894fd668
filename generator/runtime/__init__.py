"""What keeps builds fast and contained: cache, memo, spool, limits, workers, memory, progress."""
