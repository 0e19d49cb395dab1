"""Files of a workspace: durable writing, hashes, and the one lock of publishing."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kam_analytics.config import Workspace
from kam_analytics.errors import Busy, Refused

__all__ = ["copy_checked", "digest", "locked", "settle", "settle_folder", "take"]

CHUNK = 1 << 20


@contextmanager
def locked(workspace: Workspace, seconds: float) -> Iterator[None]:
    """Hold the workspace's publishing lock; other processes wait.

    Raises
    ------
    Busy
        When it is not free within `seconds` (0: at once).
    """
    lock = FileLock(workspace.root / ".lock", thread_local=False)
    try:
        lock.acquire(timeout=seconds)
    except Timeout as error:
        raise Busy("store.busy") from error
    try:
        yield
    finally:
        lock.release()


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_checked(source: Path, target: Path, sha256: str, name: str) -> None:
    """Copy a file durably, under a temporary name first; refuse when its bytes are not those that were read."""
    found = hashlib.sha256()
    temporary = target.with_name(f"{target.name}.part")
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as file, temporary.open("wb") as copy:
        while chunk := file.read(CHUNK):
            found.update(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    if found.hexdigest() != sha256:
        temporary.unlink()
        raise Refused("store.file_changed", file=name)
    temporary.replace(target)
    settle_folder(target.parent)


def take(source: Path, target: Path) -> None:
    """Move a file that nobody writes any more to its final place, durably."""
    settle(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        source.replace(target)
    except OSError:
        shutil.copyfile(source, target)
        settle(target)


def settle(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def settle_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
