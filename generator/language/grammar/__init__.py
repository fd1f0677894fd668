"""Running text: its lines, its quotation marks, and who says what in a sentence."""
