"""ZIP and tar archives: every readable member as a source, nothing written, every skipped member a problem."""

import gzip
import io
import re
import stat
import tarfile
import zipfile
from collections.abc import Container, Iterator
from hashlib import sha256
from itertools import count
from typing import IO, Final, Literal, Self

from generator.filenames import SUFFIXES
from generator.model import Problem, Source
from generator.readers import refusals
from generator.readers.zipped_xml import DAMAGE, GZIP, damaged
from generator.settings import Settings

ZIP: Final = SUFFIXES[".zip"]
TAR: Final = SUFFIXES[".tar"]
_DRIVE = re.compile(r"^[A-Za-z]:")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_WACZ = "datapackage.json"
_ENCRYPTED = 1
_MAX_NAME = 200
_CHUNK = 1 << 16
_TAR_DAMAGE = (tarfile.TarError, *DAMAGE)


def split_zip(source: Source, settings: Settings) -> Iterator[Source | Problem]:
    """The members of a ZIP; of a WACZ its web archives alone."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except DAMAGE as error:
        yield damaged(source.path, error)
        return
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if any(info.filename == _WACZ for info in infos):
            captured = [info for info in infos if info.filename.startswith("archive/")]
            message = f"{len(infos) - len(captured)} files that only list what was captured: left out"
            yield refusals.problem("member-skipped", source.path, message, severity="info")
            infos = captured
        yield from _bounded(source, settings, (_from_zip(archive, info, source, settings) for info in infos))


def split_tar(source: Source, settings: Settings) -> Iterator[Source | Problem]:
    """The members of a tar archive, however it is compressed; those before a damage where it has one."""
    yield from _bounded(source, settings, _tar_members(source, settings))


class _Checked:
    """The bytes of a tar to read from; tarfile's own way through gzip does not look at the sum of what it unpacked."""

    def __init__(self, data: bytes) -> None:
        packed = data.startswith(GZIP)
        self.file: IO[bytes] = gzip.GzipFile(fileobj=io.BytesIO(data)) if packed else io.BytesIO(data)  # type: ignore[assignment]  # as good as one
        self.mode: Literal["r|", "r|*"] = "r|" if packed else "r|*"

    def check(self, most: int) -> None:
        """Read on to where the sum stands, which raises where it does not fit; not further than so many bytes."""
        left = most
        while self.mode == "r|" and left > 0 and (more := len(self.file.read(_CHUNK))):
            left -= more


class _Header(tarfile.TarInfo):
    """A header of a tar; a damaged one, or none at all, is no end of the archive, as the library takes it for."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(archive)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]  # missing in the stubs
            raise
        except tarfile.HeaderError as error:
            raise tarfile.ReadError(str(error)) from error


def _tar_members(source: Source, settings: Settings) -> Iterator[Source | Problem]:
    whole = _Checked(source.data)
    try:
        with tarfile.open(fileobj=whole.file, mode=whole.mode, tarinfo=_Header) as archive:
            for info in archive:
                if info.isdir():
                    continue
                path = member_path(source.path, info.name)
                file = archive.extractfile(info) if info.isreg() else None
                if file is None:
                    message = "a link or device in an archive: left out. Put the file itself there"
                    yield refusals.problem("member-skipped", path, message)
                elif wrong := _unwanted(path, info.name, info.size, settings):
                    yield wrong
                else:
                    yield _member(path, file.read(settings.max_source_bytes + 1))
        whole.check(settings.max_unpacked_bytes)
    except _TAR_DAMAGE as error:
        message = f"the archive is damaged ({type(error).__name__}: {error}): the members before the damage are used"
        yield refusals.problem("damaged-file", source.path, message, severity="error")


def _from_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source, settings: Settings) -> Source | Problem:
    path = member_path(source.path, info.filename)
    if wrong := _unwanted(path, info.filename, info.file_size, settings):
        return wrong
    if info.flag_bits & _ENCRYPTED:
        return refusals.problem(
            "locked", path, "locked with a password: not read. Pack it without one", severity="error"
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        message = "a link or device in an archive: left out. Put the file itself there"
        return refusals.problem("member-skipped", path, message)
    try:
        with archive.open(info) as file:
            return _member(path, file.read(settings.max_source_bytes + 1))
    except DAMAGE as error:
        return damaged(path, error)


def _unwanted(path: str, name: str, size: int, settings: Settings) -> Problem | None:
    """What keeps a member from being read before a byte of it is."""
    if any(part.startswith(".") or part == "__MACOSX" for part in name.split("/") if part not in {"", ".", ".."}):
        return refusals.problem("member-skipped", path, "a hidden file in an archive: left out", severity="info")
    if size > settings.max_source_bytes:
        message = f"{size:,} bytes unpacked, more than the {settings.max_source_bytes:,} allowed: not read"
        return refusals.problem("too-large", path, message, severity="error")
    return None


def _member(path: str, data: bytes) -> Source:
    return Source(path=path, data=data, sha256=sha256(data).hexdigest())


def _bounded(source: Source, settings: Settings, members: Iterator[Source | Problem]) -> Iterator[Source | Problem]:
    """The members until there are too many or they are too large together; names that come twice are numbered."""
    used: set[str] = set()
    size = 0
    for number, member in enumerate(members):
        size += len(member.data) if isinstance(member, Source) else 0
        if number >= settings.max_members or size > settings.max_unpacked_bytes:
            yield too_much(source.path, settings)
            return
        if isinstance(member, Problem):
            yield member
            continue
        path = numbered(member.path, number, used)
        used.add(path)
        yield Source(path=path, data=member.data, sha256=member.sha256)


def too_much(path: str, settings: Settings) -> Problem:
    """The problem of a file that holds more than may be unpacked: what comes after is left out."""
    message = (
        f"it holds more than {settings.max_members:,} members or {settings.max_unpacked_bytes:,} bytes unpacked: "
        "the rest is left out. Split it, or allow more with max_members or max_unpacked_bytes"
    )
    return refusals.problem("archive-too-large", path, message, severity="error")


def numbered(path: str, number: int, used: Container[str]) -> str:
    """A path that is not used: as it is, else with a number before its suffix, as often as it takes."""
    stem, dot, suffix = path.rpartition(".")
    before, behind = (stem, f".{suffix}") if dot and "/" not in suffix else (path, "")
    return next(one for times in count() if (one := f"{before}{f'-{number}' * times}{behind}") not in used)


def member_path(archive: str, name: str) -> str:
    """A member's path below its archive's, with every part that would lead elsewhere taken out."""
    name = _DRIVE.sub("", _UNSEEN.sub("", name).replace("\\", "/"))
    parts = [part.strip()[:_MAX_NAME] for part in name.split("/")]
    kept = "/".join(part for part in parts if part not in {"", ".", ".."})
    return f"{archive}/{kept or 'unnamed'}"
