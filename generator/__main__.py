"""`python -m generator` is the console script `briefings`."""

from generator.cli import main

main()
