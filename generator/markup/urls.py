"""Addresses of the web taken apart: what comes from outside may be none, and then the standard library raises."""

from urllib.parse import SplitResult, urljoin, urlsplit


def split(url: str) -> SplitResult | None:
    """The parts of an address whose port is a possible one; None for a text that is no address."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # looked at only when it is asked for
    except ValueError:
        return None
    return parts


def join(page: str, path: str) -> str:
    """The path that the relative one of a `split` address leads to from the page at an absolute one."""
    return urljoin(page, path)


def host(url: str) -> str:
    """The host of an address with or without its scheme, 'www.' left out; "" where there is none."""
    parts = split(url if "://" in url else f"//{url}")
    return ((parts.hostname if parts else None) or "").removeprefix("www.").rstrip(".")
