"""The third fence: a Content-Security-Policy in every page that lets the theme's own scripts run and no others."""

import base64
import hashlib
import re
from functools import lru_cache

# Material's inline scripts by the SHA-256 of their text: scope, palette, linked tabs, tab targets, announcement.
# Hashing whatever stands in a page would let a source's script in; the test names a theme's new script.
THEME_SCRIPTS = frozenset(
    {
        "6a9a103c779f08d5a3c5b0a6f87cd50ce016e024955a163b5729508e0385c9f9",
        "0eb10c249dbdb0beef225a10ce5cbe55418cc4a7014cc208f8e7d6ed8f00906e",
        "d74bb3b582599bb38b62d1eb15a60a0af4ce0147e3335efe0a811693984b71ce",
        "ffcc0f7735fdab434d257c80e65cec2e88d716991e69757185b7e450e41a5b2f",
        "e441dbdde5a0501b99527bb443d86875df7b1a02ed15df77ed97b4c8234e4b70",
    }
)
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
# None of the theme's scripts speaks of a script: one that never ends is not looked through again and again.
_SCRIPT = re.compile(r"<script>([^<]*+(?:<(?!/?script)[^<]*+)*+)</script>")
_SCOPE = re.compile(r'(?<=\A__md_scope=new URL\(")[\w./:-]{0,500}(?=",location\))')
_HEAD = re.compile(r"<head(?:\s[^<>]*+)?>(?:\s*+<meta charset=[^<>]*+>)?", re.IGNORECASE)


def with_policy(html: str) -> str:
    """The page with the policy before anything that could run; ValueError on a page without a head."""
    sources = sorted(set(filter(None, map(_source, _SCRIPT.findall(html)))))
    policy = _POLICY.format(scripts=" ".join(["'self'", *sources]))
    head = _HEAD.search(html)
    if not head:
        raise ValueError("a page without a head cannot carry a policy")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f"{html[: head.end()]}{meta}{html[head.end() :]}"


@lru_cache(64)
def _source(script: str) -> str:
    """What allows a script, by the hash of its text; nothing where it is none of the theme's."""
    if not _is_themes(script):
        return ""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _is_themes(script: str) -> bool:
    """Whether the script is one of the theme's, wherever in the site the page stands."""
    return hashlib.sha256(_SCOPE.sub(".", script, count=1).encode()).hexdigest() in THEME_SCRIPTS
