"""Imports point downwards, without cycles, and modules stay small enough to read in one go."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "debias"
LAYERS = (
    ("__main__",),
    ("cli",),
    ("editor",),
    ("trend",),
    ("selftest", "explain", "run", "workshop"),
    ("annotate", "reports"),
    ("suppress", "baseline", "changes", "comparing", "saved"),
    ("settings",),
    ("engine", "packs", "readers"),
    ("checks", "decision", "kinds", "parts"),
    ("context", "ooxml", "overlap", "repeats"),
    ("probing", "first_words", "emptiness"),
    ("word_index",),
    ("literals", "phrases", "prefilter"),
    ("wording",),
    ("finding",),
    ("rule",),
    ("document", "limits", "files"),
    ("errors", "records", "digests"),
    ("debias",),
)
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = ("debias", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path): path for path in MODULES}


def room(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "debias"


def imported(path: Path) -> set[str]:
    """The modules of debias that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports are absolute"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in NAMES else node.module)
    return {name for name in found if name.split(".")[0] == "debias"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_downwards(path: Path) -> None:
    here = name_of(path)
    for name in imported(path):
        if room(name) != room(here):
            assert LEVEL[room(here)] < LEVEL[room(name)], f"{here} imports {name}"


def test_there_is_no_cycle() -> None:
    graph = {name: imported(path) & set(NAMES) - {name} for name, path in NAMES.items()}
    # A package may be imported for its names by its own modules; it must then not import them.
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join((*above, name))
        if name not in done:
            for other in graph[name]:
                visit(other, (*above, name))
            done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_one_room(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), "the first line says what the room is for"


def test_only_one_room_starts_other_programs() -> None:
    starting = [
        name_of(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (
            isinstance(node, ast.Import) and any(alias.name == "subprocess" for alias in node.names)
        )
        or (isinstance(node, ast.ImportFrom) and node.module == "subprocess")
    ]
    assert starting == ["debias.changes"]
