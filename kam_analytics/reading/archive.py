"""Files in a zip archive: one of them is unpacked beside the cells, within bounds, and read as if it stood alone."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from kam_analytics.errors import Unreadable
from kam_analytics.reading.limits import unpacked

__all__ = ["member", "members"]

_MOST = 1_000
_LISTED = 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, UnicodeDecodeError)
_ENCRYPTED = 1


def members(path: Path, name: str) -> list[str]:
    """Return the names of the files in an archive, without folders and what systems put beside files.

    Raises
    ------
    Unreadable
        A damaged archive, one with a password, without a file, or with too many.
    """
    with _opened(path, name) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_hidden(entry.filename)]
        if not entries:
            raise Unreadable("reading.empty", file=name)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise Unreadable("reading.zip_encrypted", file=name)
        if len(entries) > _MOST:
            raise Unreadable("reading.bomb", file=name)
        return [entry.filename for entry in entries]


@contextmanager
def member(path: Path, place: Path, name: str, wanted: str | None) -> Iterator[tuple[Path, str]]:
    """Unpack one file of an archive; yield its place and its name, and remove it in the end.

    Raises
    ------
    Unreadable
        `reading.zip_files`: it is not said which of several files; or there is no such file, or it is too large.
    """
    names = members(path, name)
    if wanted is None and len(names) > 1:
        listed = ", ".join(names[:_LISTED]) + (", \N{HORIZONTAL ELLIPSIS}" if len(names) > _LISTED else "")
        raise Unreadable("reading.zip_files", file=name, files=listed, members=names)
    chosen = names[0] if wanted is None else wanted
    if chosen not in names:
        raise Unreadable("reading.no_sheet", file=name, sheet=chosen, sheets=", ".join(names[:_LISTED]))
    try:
        with _opened(path, name) as archive:
            entry = archive.getinfo(chosen)
            if entry.file_size > unpacked(path.stat().st_size):
                raise Unreadable("reading.bomb", file=name)
            with archive.open(entry) as source, place.open("wb") as target:
                shutil.copyfileobj(source, target)
        yield place, chosen
    finally:
        place.unlink(missing_ok=True)


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts)


@contextmanager
def _opened(path: Path, name: str) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _DAMAGE as error:
        raise Unreadable("reading.damaged", file=name) from error
