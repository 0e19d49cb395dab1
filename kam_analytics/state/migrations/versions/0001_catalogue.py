"""The catalogue of uploads, versions and parts; weight sets and calibrations; the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _uploads()
    _versions()
    _scoring()
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _text("at"),
        _text("author"),
        _text("action"),
        _text("subject"),
        _text("details"),
    )


def _uploads() -> None:
    op.create_table(
        "upload",
        _key("id"),
        _text("table_name"),
        _text("source"),
        _text("known_at"),
        _text("known_origin"),
        sa.Column("precedence", sa.Integer, nullable=False),
        _text("mode"),
        _text("created_at"),
        _text("author"),
    )
    op.create_table(
        "upload_file",
        _reference("upload_id", "upload.id", primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        _text("name"),
        _text("sha256"),
        sa.Column("sheet", sa.Text),
        _text("mapping"),
        _text("outcome"),
    )
    op.create_index("upload_file_sha256", "upload_file", ["sha256"])
    op.create_table(
        "upload_artefact",
        _reference("upload_id", "upload.id", primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        _text("path"),
        _text("sha256"),
        sa.Column("bytes", sa.Integer, nullable=False),
    )


def _versions() -> None:
    op.create_table("version", _key("id"), _text("created_at"), _text("content"))
    op.create_table(
        "version_upload",
        _reference("version_id", "version.id", primary_key=True),
        _reference("upload_id", "upload.id", primary_key=True),
    )
    op.create_table(
        "part",
        _key("id"),
        _text("table_name"),
        _text("kind"),
        sa.Column("month", sa.Text),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("bytes", sa.Integer, nullable=False),
        _text("sha256"),
        _text("facts"),
    )
    op.create_table(
        "version_part",
        _reference("version_id", "version.id", primary_key=True),
        _reference("part_id", "part.id", primary_key=True),
    )
    op.create_table(
        "publication",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
        _text("at"),
        _text("author"),
        _text("action"),
        sa.Column("version_id", sa.Text, sa.ForeignKey("version.id")),
        _text("added"),
        _text("removed"),
    )
    op.create_table("setting", _key("name"), _text("value"))


def _scoring() -> None:
    op.create_table(
        "weight_set",
        _key("id"),
        sa.Column("purpose", sa.Text),
        sa.Column("name", sa.Text),
        sa.Column("version", sa.Integer),
        sa.Column("factors", sa.Text),
        sa.Column("author", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("created_at", sa.Text),
        sa.UniqueConstraint("purpose", "name", "version"),
    )
    op.create_table(
        "calibration",
        _key("id"),
        sa.Column("version", sa.Text),
        sa.Column("fitted_as_of", sa.Text),
        sa.Column("configuration", sa.Text),
        sa.Column("content", sa.Text),
        sa.Column("pinned", sa.Integer),
        sa.Column("author", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("created_at", sa.Text),
    )


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _reference(name: str, target: str, *, primary_key: bool) -> sa.Column[str]:
    return sa.Column(name, sa.Text, sa.ForeignKey(target), primary_key=primary_key)
