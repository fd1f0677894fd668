"""A real server on this machine, asked over plain sockets as its editor, and as others would."""

import re
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.addresses import document_path
from generator.plugin.serving.allowed_requests import LONGEST_LINE, LONGEST_TARGET, Request, host_of, refusal
from tests.support import processes

ROOT = Path(__file__).resolve().parent.parent.parent
SECRET = "The ferry company will be sold in autumn, the board decided."
PAGE = "/" + document_path("ferry.txt").removesuffix(".md") + "/"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A site with one document that is never published."""
    root = tmp_path_factory.mktemp("project")
    (root / "docs").mkdir()
    (root / "briefings").mkdir()
    (root / "briefings" / "ferry.txt").write_text(f"The ferry is sold\n\nBy Ada Miller\n\n3 May 2024\n\n{SECRET}\n")
    (root / "briefings" / "ferry.meta.yml").write_text("rights: internal\n")
    config = (
        (ROOT / "mkdocs.yml")
        .read_text("utf-8")
        .replace("generator/plugin/theme", str(ROOT / "generator" / "plugin" / "theme"))
    )
    (root / "mkdocs.yml").write_text(config, "utf-8")
    return root


def free_port(address):
    with socket.create_server((address, 0), family=family(address)) as listener:
        return listener.getsockname()[1]


def family(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


class Asked:
    """A server at an address, and what it answers to bytes."""

    def __init__(self, address, port):
        self.address, self.port = address, port

    def answer(self, sent):
        with socket.create_connection((self.address, self.port), timeout=60) as connection:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            with connection.makefile("rb") as received:
                return received.read()

    def status(self, line="GET / HTTP/1.1", *headers):
        """The status of an answer; where nothing but a reason came, that is one line of plain text."""
        sent = "\r\n".join([line, *headers, "", ""]).encode("latin-1")
        head, _, body = self.answer(sent).partition(b"\r\n\r\n")
        status = int(head.split()[1])
        if status in {400, 403, 405}:
            assert body.count(b"\n") == (not line.startswith("HEAD"))
            assert b"text/plain" in head
            assert SECRET.encode() not in body
        return status


@contextmanager
def served(project, address, *options):
    port = free_port(address)
    at = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--dev-addr", at, *options]
    with processes.running(command, cwd=project, stderr=subprocess.PIPE) as process:
        said = b""
        for line in process.stderr:
            said += line
            if b"Serving on" in line:
                break
        assert b"Serving on" in said, said.decode()
        threading.Thread(target=process.stderr.read, daemon=True).start()  # else the server waits for a reader
        yield Asked({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address), port)


@pytest.fixture(scope="module")
def server(project):
    with served(project, "127.0.0.1") as asked:
        yield asked


OWN = ["localhost", "LOCALHOST", "127.0.0.1", "127.9.8.7", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]"]
OTHERS = [
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.localhost",
    "localhost.",
    "192.0.2.7",
    "10.0.0.1",
    "0.0.0.0",
    "2130706433",
    "0x7f000001",
    "127.1",
    "127.000.000.001",
    "[2001:db8::1]",
    "[::]",
    "xn--lcalhost-54a",
]
NONE = ["", ":80", "a b", "localhost:99999", "localhost:8o", "localhost/", "localhost@evil.example", "[::1", "::1"]
NONE += ["[127.0.0.1]", "[::1%25lo]", "localhost,evil.example", "http://localhost", "lócalhost", "localhost:1:2", "[x]"]


@pytest.mark.parametrize("port", ["", ":", ":80", ":{port}"])
@pytest.mark.parametrize("host", OWN)
def test_this_machine_is_answered_at_any_port(server, host, port):
    head, _, body = server.answer(
        f"GET {PAGE} HTTP/1.1\r\nHost: {host}{port.format(port=server.port)}\r\n\r\n".encode()
    ).partition(b"\r\n\r\n")
    assert b" 200 " in head.splitlines()[0]
    assert SECRET in body.decode()


@pytest.mark.parametrize("port", ["", ":{port}"])
@pytest.mark.parametrize("host", OTHERS)
def test_another_name_gets_one_line_that_says_why(server, host, port):
    named = f"Host: {host}{port.format(port=server.port)}"
    assert server.status(f"GET {PAGE} HTTP/1.1", named) == 403
    assert server.status("GET /livereload/0/1 HTTP/1.1", named) == 403
    assert server.status(f"HEAD {PAGE} HTTP/1.1", named) == 403
    assert server.status("GET /missing HTTP/1.1", named) == 403
    body = server.answer(f"GET {PAGE} HTTP/1.1\r\n{named}\r\n\r\n".encode()).partition(b"\r\n\r\n")[2].decode()
    assert body.startswith("403 Forbidden: this server answers to localhost and to its own address, not to ")


@pytest.mark.parametrize("host", NONE)
def test_a_host_that_can_be_none_is_a_bad_request(server, host):
    assert server.status(f"GET {PAGE} HTTP/1.1", f"Host: {host}") == 400


@pytest.mark.parametrize("version", ["HTTP/1.1", "HTTP/1.0", ""])
def test_a_request_names_its_host_once(server, version):
    line = f"GET {PAGE} {version}".rstrip()
    assert server.status(line) == 400
    assert server.status(line, "Host: localhost", "Host: localhost") == 400
    assert server.status(line, "Host: localhost", "hOsT: evil.example") == 400
    assert server.status(line, "X-Forwarded-Host: localhost") == 400
    assert server.status(line, "Host: evil.example", "X-Forwarded-Host: localhost") in {400, 403}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "get", "X"])
def test_nothing_but_get_and_head(server, method):
    head = server.answer(f"{method} {PAGE} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nhi".encode())
    assert head.startswith(b"HTTP/1.0 405 ")
    assert b"\r\nAllow: GET, HEAD\r\n" in head


def test_head_says_what_get_does_without_the_page(server):
    get, _, page = server.answer(f"GET {PAGE} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()).partition(b"\r\n\r\n")
    head, _, body = server.answer(f"HEAD {PAGE} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()).partition(b"\r\n\r\n")
    assert body == b""
    assert head.splitlines()[0] == get.splitlines()[0]
    (length,) = re.findall(rb"(?m)^Content-Length: (\d+)", head)
    assert abs(int(length) - len(page)) < 10  # the script that reloads has numbers in it
    assert server.status("HEAD /missing/ HTTP/1.1", "Host: localhost") == 404


BAD_PATHS = [
    "/%00",
    "/days/%00/",
    "/\x00",
    "/\x7f",
    "/%0a",
    "/%0D%0ASet-Cookie:x",
    "/%1b[2J",
    "/%7f",
    "/%c2%85",
    "/%",
    "/%2",
    "/%zz",
    "/%u0041",
    "/?q=%",
    "/%ff",
    "/%c0%ae%c0%ae/",
    "/%ed%a0%80",
    "/../mkdocs.yml",
    "/..",
    "/days/../../mkdocs.yml",
    "/%2e%2e/mkdocs.yml",
    "/%2e./mkdocs.yml",
    "/..%2fmkdocs.yml",
    "/..%5cmkdocs.yml",
    "/days\\..\\..\\mkdocs.yml",
    "//evil.example/",
    "/%2fevil.example/",
    "http://localhost/",
    "http://evil.example/",
    "https://127.0.0.1:80/days/",
    "file:///etc/hostname",
    "*",
    "days/",
    "?q=x",
    "/übung",
    "/" + "a" * LONGEST_TARGET,
    "/?q=" + "a" * LONGEST_TARGET,
    "/" + "a" * LONGEST_LINE,
]


@pytest.mark.parametrize("path", BAD_PATHS, ids=lambda path: ascii(path[:20]))
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_bad_path_is_a_bad_request(server, method, path):
    assert server.status(f"{method} {path} HTTP/1.1", "Host: localhost") == 400


@pytest.mark.parametrize("line", ["GET", "GET / HTTP/x", "GET / x y", "GET /a b HTTP/1.1", "\x1b[2J / HTTP/1.1 \x07"])
def test_what_is_no_request_is_a_bad_one(server, line):
    assert server.status(line, "Host: localhost") == 400
    assert server.status("GET / HTTP/1.1", "Host: localhost", "Referer: \x1b[2J") == 400


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/?q=%C3%BCber&day=2024-05-03", 200),
        ("/search/?q=" + "a" * 1_000, 200),
        ("/assets/newsroom.css", 200),
        ("/documents", 404),
        (PAGE.rstrip("/"), 302),
        ("/missing/", 404),
        ("/%2e%2ehidden/a..b/...", 404),
        ("/%252e%252e/mkdocs.yml", 404),
        ("/%E2%80%8C%20space", 404),
        ("/" + "a" * 300, 404),
        ("/livereload/0/1", 200),
        ("/livereload/x/1", 404),
    ],
)
def test_every_other_path_is_looked_up(server, path, status):
    assert server.status(f"GET {path} HTTP/1.1", "Host: localhost") == status
    assert server.status(f"GET {path} HTTP/1.0", f"Host: 127.0.0.1:{server.port}") == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (["Origin: http://localhost:{port}"], 200),
        (["Origin: http://127.0.0.1:3000"], 200),
        (["Origin: https://evil.example"], 403),
        (["Origin: http://localhost.evil.example"], 403),
        (["Origin: http://[::1"], 403),
        (["Origin: http://[x]"], 403),
        (["Origin: null"], 403),
        (["Origin: "], 403),
        (["Origin: http://localhost", "Origin: https://evil.example"], 403),
        (["Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: cors"], 200),
        (["Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"], 200),
        (["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"], 200),
        (["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"], 403),
        (["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: script"], 403),
        (["Sec-Fetch-Site: cross-site"], 403),
    ],
)
@pytest.mark.parametrize("path", [PAGE, "/livereload/0/1"])
def test_a_page_of_another_site_gets_nothing(server, path, headers, status):
    headers = [line.format(port=server.port) for line in headers]
    assert server.status(f"GET {path} HTTP/1.1", "Host: localhost", *headers) == status


@pytest.mark.parametrize(
    ("address", "options", "own"),
    [
        ("127.0.0.1", ["--no-livereload"], ["localhost", "127.0.0.1:{port}"]),
        ("127.0.0.1", ["--clean"], ["localhost", "127.0.0.1:{port}"]),
        ("127.0.0.3", [], ["127.0.0.3:{port}", "localhost"]),
        ("0.0.0.0", [], ["0.0.0.0:{port}", "localhost:{port}", "127.0.0.1"]),
        ("::1", [], ["[::1]:{port}", "localhost", "127.0.0.1"]),
        ("::", [], ["[::]:{port}", "[::1]:{port}", "localhost"]),
    ],
    ids=lambda value: "".join(value) if isinstance(value, list | str) else None,
)
def test_wherever_it_listens_and_however_it_builds_no_other_name_is_answered(project, address, options, own):
    with served(project, address, *options) as asked:
        for host in own:
            assert asked.status("GET / HTTP/1.1", f"Host: {host.format(port=asked.port)}") == 200
        for host in ("evil.example", "192.0.2.7", "[2001:db8::1]"):
            assert asked.status("GET / HTTP/1.1", f"Host: {host}:{asked.port}") == 403
        assert asked.status("POST / HTTP/1.1", "Host: localhost") == 405
        assert asked.status("GET /%00 HTTP/1.1", "Host: localhost") == 400


def asked(host, *addresses):
    return refusal(Request(method="GET", target="/", headers=[("Host", host)], addresses=frozenset(addresses)))


def test_the_address_that_a_request_reached_is_answered_in_all_its_spellings():
    assert asked("192.0.2.7:8000", "0.0.0.0", "192.0.2.7") is None
    assert asked("192.0.2.7", "::", "::ffff:192.0.2.7") is None
    assert asked("[2001:DB8:0::7]", "2001:db8::7") is None
    assert asked("[fe80::7]:8000", "fe80::7%eth0") is None
    assert asked("192.0.2.8", "0.0.0.0", "192.0.2.7").status == 403


@given(st.text() | st.from_regex(r"[a-z0-9.:\[\]%-]{0,20}", fullmatch=True), st.text(), st.text())
def test_whatever_is_sent_is_answered_or_refused_in_one_plain_line(host, target, value):
    headers = [("Host", host), ("Origin", value)]
    refused = refusal(Request(method="GET", target="/" + target, headers=headers))
    if refused:
        assert re.fullmatch(r"[ -~]+", refused.reason)
    else:
        assert host_of(host.strip()) in {"localhost", "::1"} or host_of(host.strip()).startswith("127.")
