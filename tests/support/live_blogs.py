"""Live blogs made of time stamps."""

from tests.support.sources import BODY

LINES = [paragraph.strip() for paragraph in BODY.split("\n\n")]


def blog(*stamps, head="Bridge closed: live updates\n\nJune 1, 2023\n"):
    posts = [f"{stamp}\n\nUpdate number {n} of the day\n\n{LINES[n % 3]}\n" for n, stamp in enumerate(stamps)]
    return "\n".join([head, *posts])
