"""Functions that fail for one source, so that a test sees what becomes of the others."""

from generator.model import Document

BAD = "ferry.txt"
FAULT = "the clock has thirteen hours"


def is_of(value, name=BAD):
    """Whether a value is the source, with its text, or holds something of it."""
    found = value if isinstance(value, Document) else getattr(value, "document", None)
    if isinstance(found, Document):
        return found.path == name and bool(found.reading.text)
    return isinstance(value, tuple | list) and any(is_of(one, name) for one in value)


def always(_):
    return True


def broken(monkeypatch, where, name, when=is_of):
    """Have a function raise for some of what it is called with."""
    real = getattr(where, name)

    def fails(*values, **more):
        if any(map(when, (*values, *more.values()))):
            raise ValueError(FAULT)
        return real(*values, **more)

    monkeypatch.setattr(where, name, fails)
