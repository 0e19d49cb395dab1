"""Workbooks written by hand, for what no library writes."""

from __future__ import annotations

import zipfile
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KINDS = {"worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml", "styles": "styles.xml"}


def sheet_of(rows: str, around: str = "") -> str:
    """A sheet's XML; `around` stands behind the rows."""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{around}</worksheet>'


def inline(*cells: str, row: int | None = None) -> str:
    """A row of texts."""
    place = f' r="{row}"' if row else ""
    return f"<row{place}>" + "".join(f'<c t="str"><v>{cell}</v></c>' for cell in cells) + "</row>"


def by_hand(
    path: Path, sheet: str | bytes, *, texts: str = "", styles: str = "", settings: str = "", strict: bool = False
) -> Path:
    """Write a workbook with one sheet, `S`, from XML: shared texts (`<si>`), children of its style sheet, settings."""
    kinds = {kind: part for kind, part in KINDS.items() if kind == "worksheet" or {"styles": styles}.get(kind, texts)}
    links = (f'<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{part}"/>' for kind, part in kinds.items())
    place = RELATIONS.replace("schemas.openxmlformats.org", "purl.oclc.org/ooxml") if strict else RELATIONS
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_PACKAGE}">{"".join(links)}</Relationships>'
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{place}">{settings}'
            '<sheets><sheet name="S" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        if texts:
            archive.writestr("xl/SharedStrings.xml", f'<sst xmlns="{_MAIN}">{texts}</sst>')
        if styles:
            archive.writestr("xl/styles.xml", f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>')
    return path
