"""Which requests the server of MkDocs answers: for the editor's own browser, not for a website that is open in it.

A website can have the name of its host lead to this machine (DNS rebinding) and read the answers then, the text of
internal documents among them. Its requests still bear its own name, so a name that is not this machine's gets none.
"""

# Reasons: docs/decisions/0096-answering.md

import ipaddress
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote_to_bytes
from wsgiref.simple_server import ServerHandler

from mkdocs import livereload

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

METHODS: Final = ("GET", "HEAD")
LONGEST_TARGET: Final = 8_000  # characters of a path and what is asked of it
LONGEST_LINE: Final = 65_536
SHOWN: Final = 80
LOCAL: Final = "localhost"

_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_.-]+)(?::([0-9]{0,5}))?")
_VISIBLE: Final = re.compile(r"[!-~]+")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
_ORIGIN: Final = re.compile(r"https?://(.+)")
_BAD_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UPWARDS: Final = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a request asks for, as it was sent, and where it came in."""

    method: str
    target: str
    headers: Sequence[tuple[str, str]]
    version: str = "HTTP/1.1"
    addresses: frozenset[str] = frozenset()
    """The address that the server was told to listen on, and that of this machine which the request reached."""

    def all(self, name: str) -> list[str]:
        """Every value of a header."""
        return [value.strip() for key, value in self.headers if key.lower() == name]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered, in one line."""

    status: HTTPStatus
    reason: str


def refusal(request: Request) -> Refusal | None:
    """What keeps a request from being answered, if anything does."""
    return _malformed(request) or _foreign(request) or _method(request) or _path(request.target)


def host_of(authority: str) -> str | None:
    """The host in `host:port`, without brackets and in the form that all its spellings share; None where it is none."""
    match = _HOST.fullmatch(authority)
    if match is None or int(match[2] or 0) > 0xFFFF:  # noqa: PLR2004 - the highest port
        return None
    host = match[1].lower()
    bracketed = host.startswith("[")
    try:
        return address(host.strip("[]")) if bracketed == (":" in host) else None
    except ValueError:
        return None if bracketed else host


def address(text: str) -> str:
    """An IP address in its one form, without its zone; ValueError where it is none."""
    ip = ipaddress.ip_address(text.partition("%")[0])
    return str((isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped) or ip)


def _malformed(request: Request) -> Refusal | None:
    hosts = request.all("host")
    if request.version == "HTTP/0.9" or not hosts:
        return _bad("the request names no host")
    if len(hosts) > 1:
        return _bad("the request names more than one host")
    if host_of(hosts[0]) is None:
        return _bad(f"the request names a host that can be none: {_shown(hosts[0])}")
    if any(_CONTROL.search(text) for header in request.headers for text in header):
        return _bad("a header has control characters")
    return None


def _foreign(request: Request) -> Refusal | None:
    """Why a request may come from a website; what browsers say of its origin is looked at wherever they say it."""
    name = host_of(request.all("host")[0])
    if not _own(name, request):
        return _forbidden(f"this server answers to localhost and to its own address, not to {_shown(name or '')}")
    for origin in request.all("origin"):
        page = _ORIGIN.fullmatch(origin)
        if not (page and _own(host_of(page[1]), request)):
            return _forbidden(f"this server does not answer pages of {_shown(origin)}")
    opened = request.all("sec-fetch-mode") == ["navigate"] and request.all("sec-fetch-dest") == ["document"]
    if "cross-site" in request.all("sec-fetch-site") and not opened:
        return _forbidden("this server does not answer pages of other sites")
    return None


def _own(name: str | None, request: Request) -> bool:
    """Whether a host is this machine, and no name that somebody else could have lead here."""
    if name is None:
        return False
    try:
        loopback = ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == LOCAL
    return loopback or name in {address(own) for own in request.addresses}


def _method(request: Request) -> Refusal | None:
    if request.method in METHODS:
        return None
    return Refusal(HTTPStatus.METHOD_NOT_ALLOWED, f"this server answers {' and '.join(METHODS)} only")


def _path(target: str) -> Refusal | None:
    if len(target) > LONGEST_TARGET:
        return _bad(f"the address has more than {LONGEST_TARGET:,} characters")
    if not target.startswith("/"):
        return _bad("the request's address does not begin with /")
    if not _VISIBLE.fullmatch(target):
        return _bad("the address has characters that addresses write as %XX")
    if _BAD_ESCAPE.search(target):
        return _bad("the address has a % without two hexadecimal digits")
    return _decoded(unquote_to_bytes(target.partition("?")[0]))


def _decoded(path: bytes) -> Refusal | None:
    try:
        text = path.decode("utf-8")
    except UnicodeDecodeError:
        return _bad("the address is not UTF-8")
    if _CONTROL.search(text) or "\t" in text:
        return _bad("the address has control characters")
    if _UPWARDS.search(text) or text.startswith("//"):
        return _bad("the address leads out of the site")
    return None


def _bad(reason: str) -> Refusal:
    return Refusal(HTTPStatus.BAD_REQUEST, reason)


def _forbidden(reason: str) -> Refusal:
    return Refusal(HTTPStatus.FORBIDDEN, reason)


def _shown(text: str) -> str:
    """What a stranger sent, as a terminal and a browser may show it."""
    return ascii(text[:SHOWN])


class Answering(livereload._Handler):  # noqa: SLF001 - MkDocs has no other way to look at a request first
    """Answers what may be answered; what may not gets one line that says why."""

    server: livereload.LiveReloadServer

    def handle(self) -> None:
        """Answer one request."""
        self.raw_requestline = self.rfile.readline(LONGEST_LINE + 1)
        if len(self.raw_requestline) > LONGEST_LINE:
            self.requestline = ""
            self.command = self.raw_requestline.partition(b" ")[0].decode("latin-1")
            self._refuse(_bad(f"the address has more than {LONGEST_TARGET:,} characters"))
        elif self.parse_request():
            handler = ServerHandler(self.rfile, self.wfile, self.get_stderr(), self.get_environ(), multithread=True)  # type: ignore[arg-type]
            handler.request_handler = self  # type: ignore[attr-defined]
            handler.run(self._answer)

    def parse_request(self) -> bool:
        """Whether the request is one that is answered; else it has been refused."""
        if not super().parse_request():
            return False
        addresses = frozenset(str(end.getsockname()[0]) for end in (self.server.socket, self.connection))
        request = Request(
            method=self.command,
            target=self.requestline.split()[1],
            headers=self.headers.items(),
            version=self.request_version,
            addresses=addresses,
        )
        refused = refusal(request)
        if refused:
            self._refuse(refused)
        return refused is None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no HTTP, in one line as well."""
        del explain
        status = HTTPStatus(code)
        self._refuse(Refusal(status, ascii(message)[1:-1] if message else status.description))

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Tell of a request in characters that a terminal only shows."""
        self.requestline = ascii(self.requestline[: 2 * SHOWN])[1:-1]
        super().log_request(code, size)  # type: ignore[no-untyped-call]

    def _refuse(self, refused: Refusal) -> None:
        body = f"{refused.status.value} {refused.status.phrase}: {refused.reason}\n".encode("ascii")
        self.request_version = "HTTP/1.0"  # before which answers had no status
        self.send_response(refused.status)
        for name, value in _headers(refused.status, len(body)).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _answer(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """The answer of MkDocs, which has a body for HEAD, too."""
        app = self.server.get_app()
        assert app, "MkDocs sets it when it makes the server"  # noqa: S101 - else nothing is served
        body: Any = app(environ, start_response)
        if self.command != "HEAD":
            return body  # type: ignore[no-any-return]
        if hasattr(body, "close"):
            body.close()
        return ()


def _headers(status: HTTPStatus, length: int) -> Mapping[str, str]:
    allowed = {"Allow": ", ".join(METHODS)} if status == HTTPStatus.METHOD_NOT_ALLOWED else {}
    return {
        "Content-Type": "text/plain; charset=us-ascii",
        "Content-Length": str(length),
        "X-Content-Type-Options": "nosniff",
        **allowed,
    }


def begin() -> None:
    """Have every server that MkDocs makes from here on answer so; one without live reload is shown to no plugin."""
    livereload._Handler = Answering  # type: ignore[misc]  # noqa: SLF001
