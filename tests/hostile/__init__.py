"""Hostile input: payloads, the engines that publish them, and the browser that opens them."""
