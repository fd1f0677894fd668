"""What keeps builds fast and contained: cache, memo, spool, limits, workers, processes, memory, progress."""
