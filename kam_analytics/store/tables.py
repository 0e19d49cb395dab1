"""The catalogue: uploads, versions, parts and publications."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kam_analytics.state import Base

__all__ = [
    "ArtefactRow",
    "PartRow",
    "PublicationRow",
    "SettingRow",
    "UploadFileRow",
    "UploadRow",
    "VersionPartRow",
    "VersionRow",
    "VersionUploadRow",
]


class UploadRow(Base):
    """One upload that was ever published; never changed."""

    __tablename__ = "upload"

    id: Mapped[str] = mapped_column(primary_key=True)
    table_name: Mapped[str]
    source: Mapped[str]
    known_at: Mapped[str]
    known_origin: Mapped[str]
    precedence: Mapped[int]
    mode: Mapped[str]
    created_at: Mapped[str]
    author: Mapped[str]


class UploadFileRow(Base):
    """One file of an upload; `outcome` is JSON: its counts, money and the rows refused because of others."""

    __tablename__ = "upload_file"

    upload_id: Mapped[str] = mapped_column(ForeignKey("upload.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    sha256: Mapped[str]
    sheet: Mapped[str | None]
    mapping: Mapped[str]
    outcome: Mapped[str]


class ArtefactRow(Base):
    """One file that an upload keeps: `raw_N` as it came, and its typed rows. `path` is below the uploads folder."""

    __tablename__ = "upload_artefact"

    upload_id: Mapped[str] = mapped_column(ForeignKey("upload.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    path: Mapped[str]
    sha256: Mapped[str]
    bytes: Mapped[int]


class VersionRow(Base):
    """One set of uploads; `content` is JSON: what its fold holds."""

    __tablename__ = "version"

    id: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[str]
    content: Mapped[str]


class VersionUploadRow(Base):
    """An upload in a version."""

    __tablename__ = "version_upload"

    version_id: Mapped[str] = mapped_column(ForeignKey("version.id"), primary_key=True)
    upload_id: Mapped[str] = mapped_column(ForeignKey("upload.id"), primary_key=True)


class PartRow(Base):
    """One Parquet file of a canonical table: `live` (of one month), `pending` or `history`; `facts` is JSON."""

    __tablename__ = "part"

    id: Mapped[str] = mapped_column(primary_key=True)
    table_name: Mapped[str]
    kind: Mapped[str]
    month: Mapped[str | None]
    rows: Mapped[int]
    bytes: Mapped[int]
    sha256: Mapped[str]
    facts: Mapped[str]


class VersionPartRow(Base):
    """A part of a version."""

    __tablename__ = "version_part"

    version_id: Mapped[str] = mapped_column(ForeignKey("version.id"), primary_key=True)
    part_id: Mapped[str] = mapped_column(ForeignKey("part.id"), primary_key=True)


class PublicationRow(Base):
    """One change of the current version; the last one is the pointer. `added`, `removed`: JSON lists of uploads."""

    __tablename__ = "publication"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[str]
    author: Mapped[str]
    action: Mapped[str]
    version_id: Mapped[str | None] = mapped_column(ForeignKey("version.id"))
    added: Mapped[str]
    removed: Mapped[str]


class SettingRow(Base):
    """One setting of the workspace."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
