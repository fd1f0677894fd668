"""Days in the names that files get by themselves: screenshots, camera pictures, downloads."""

import datetime as dt
import re

from generator.language.dates import bounds

_SCREENSHOT = re.compile(
    r"(?:screen[ _]?shot|screen[ _]?recording|bildschirmfoto|bildschirmaufnahme|capture d[’']écran"
    r"|captura de pantalla|captura de tela|schermata|снимок экрана|знімок екрана"
    r"|img|image|photo|dsc|pxl|whatsapp image)"
    r"[ _-]{0,3}(?:\d[\d .:_-]{5,30}|\d{4}\D.{4,40})(?:[ap]m)?(?:\.\w{3,4})?",
    re.IGNORECASE,
)
_CLAIM = re.compile(r"(?<![\w-])\d{4,6}(?P<sep>[-_.])\d{2}(?P=sep)\d{2}(?!\d)")
_DAY = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<sep>[-_.]?)(?P<m>\d{2})(?P=sep)(?P<d>\d{2})(?!\d)")


def is_screenshot(text: str) -> bool:
    """Whether the text is the name that a screenshot's or a camera's file gets by itself."""
    return bool(_SCREENSHOT.fullmatch(text.strip()))


def screenshot_day(text: str) -> dt.date | None:
    """The day in such a name; None for other texts."""
    return file_day(text) if is_screenshot(text) else None


def file_day(name: str) -> dt.date | None:
    """The first day, year first, in a file's name."""
    match = _DAY.search(name)
    return bounds.day(int(match["y"]), int(match["m"]), int(match["d"])) if match else None


def impossible_day(name: str) -> str:
    """What is written like a day, year first, in a file's name and is none; "" where a day is there or nothing is."""
    claim = None if file_day(name) else _CLAIM.search(name)
    return claim[0] if claim else ""
