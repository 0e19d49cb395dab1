"""SQL models have one shape, and SQL over facts stands nowhere else (`state` speaks to its own small database)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.architecture.source import PACKAGE, Source, package, pages, sql_models
from tests.support.each import each

STATEMENT = re.compile(
    r"\bselect\b[\s\S]+\bfrom\b|\binsert\s+into\b|\bdelete\s+from\b|\bupdate\b[\s\S]+\bset\b|\bcreate\s+(?:or\s+replace\s+)?"
    r"(?:temp\s+)?(?:table|view)\b|\bcopy\s*\(",
    re.IGNORECASE,
)
SHAPED = re.compile(r"select\s+\*\s+from\s+final\s+order\s+by\s+[\w\s,.()]+;?\s*\Z", re.IGNORECASE)


@each(sql_models())
def test_a_model_has_the_house_shape(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    header = "\n".join(line for line in text.splitlines() if line.startswith("--")).lower()
    assert path.parent.name == "sql"
    assert text.startswith("--"), "begin with the header comment"
    for word in ("grain", "key", "input"):
        assert word in header, f"the header comment names no {word}"
    body = re.sub(r"--[^\n]*", "", text).strip()
    assert body.startswith("with "), "import CTEs come first"
    assert re.search(r"\bfinal\s+as\s*\(", body), "the last CTE is `final`"
    assert SHAPED.search(body), "end with `select * from final order by <key>`"
    assert len(text.splitlines()) <= 200


def test_every_model_is_asked_for_by_name() -> None:
    """A model nobody runs is dead code; a name may be put together (`f"stamped_{half}"`)."""
    names = {path.stem for path in sql_models()}
    text = "\n".join(source.text for source in package())
    started = tuple(re.findall(r"f\"([a-z]+_)\{", text))
    assert not {name for name in names if not re.search(rf"[\"'/]{name}[\"'.]", text) and not name.startswith(started)}


@each([*package(), *pages()], lambda source: source.name)
def test_no_sql_outside_models_and_engine(source: Source) -> None:
    if source.path.is_relative_to(PACKAGE) and source.room in {"engine", "state"}:
        return
    found = [text for text in _strings(source.tree) if STATEMENT.search(text)]
    assert not found, "SQL lives in .sql models with bound parameters"


def _strings(tree: ast.Module) -> list[str]:
    """Return every string that is not a docstring; of f-strings their fixed parts."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.append(" ".join(str(part.value) for part in node.values if isinstance(part, ast.Constant)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings | bare:
            found.append(node.value)
    return found
