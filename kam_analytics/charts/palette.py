"""Colours by role. `SCREEN` holds strings that the browser replaces by the theme's colours, `LIGHT` the real ones."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LIGHT", "SCREEN", "Palette"]


@dataclass(frozen=True)
class Palette:
    """Ten categorical roles, ten sequential steps, grid and page; each a `#rrggbb`."""

    existing: str
    emerging: str
    rest: str
    positive: str
    negative: str
    emerging_pale: str
    existing_pale: str
    rest_pale: str
    muted: str
    ink: str
    sequential: tuple[str, ...]
    grid: str
    page: str

    @property
    def categorical(self) -> tuple[str, ...]:
        """Return the ten roles in the order of the theme's slots."""
        return (
            self.existing,
            self.emerging,
            self.rest,
            self.positive,
            self.negative,
            self.emerging_pale,
            self.existing_pale,
            self.rest_pale,
            self.muted,
            self.ink,
        )


SCREEN = Palette(
    existing="#000001",
    emerging="#000002",
    rest="#000003",
    positive="#000004",
    negative="#000005",
    emerging_pale="#000006",
    existing_pale="#000007",
    rest_pale="#000008",
    muted="#000009",
    ink="#000010",
    sequential=tuple(f"#{slot:06d}" for slot in range(11, 21)),
    grid="#000035",
    page="#000038",
)
"""What Streamlit's Plotly theme replaces when it draws, in light and dark."""

LIGHT = Palette(
    existing="#1B4B8A",
    emerging="#CC7A00",
    rest="#84919E",
    positive="#0B7A6B",
    negative="#B3264A",
    emerging_pale="#F3DDB8",
    existing_pale="#C9D8EA",
    rest_pale="#DDE3E9",
    muted="#55626F",
    ink="#0B131C",
    sequential=(
        "#EEF3F9",
        "#DCE6F2",
        "#C3D4E8",
        "#A6BFDC",
        "#86A8CE",
        "#668FBD",
        "#4977AC",
        "#30629B",
        "#1B4B8A",
        "#123563",
    ),
    grid="#E3E8ED",
    page="#FFFFFF",
)
"""For documents, which are always light."""
