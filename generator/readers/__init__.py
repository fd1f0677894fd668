"""Readers turn a source's bytes into a Reading, one module a format; `dispatch` chooses among them."""
