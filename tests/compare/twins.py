"""One document in two formats, made by hand."""

from __future__ import annotations

from pathlib import Path

from docx import Document

Piece = tuple[str, object]
GUIDELINE: tuple[Piece, ...] = (
    ("h1", "Haemorrhage after birth: guideline"),
    ("p", "This guideline is for all staff – midwives, doctors and students."),
    ("h2", "1 Risk assessment"),
    ("p", "Women with any of the following are at higher risk:"),
    ("numbers", ("Previous haemorrhage", "Asian or Afro-Caribbean ethnicity", "Placenta praevia")),
    ("table", (("Factor", "Action"), ("Anaemia", "Treat"), ("Black ethnicity", "Score 1"))),
    ("h2", "2 Care"),
    ("p", "If the woman’s colour is pale, call for help. A woman who looks pale is unwell."),
    ("bullets", ("She was non-compliant with iron.", "She refused oxytocin.",
                 "Failure to progress is recorded.")),
    ("p", "The woman was non-compliant, and remained non-compliant after advice."),
    ("h2", "3 Newborn"),
    ("p", "The baby should be pink all over. Look for cyanosis: blue lips."),
)  # fmt: skip


def as_markdown(pieces: tuple[Piece, ...] = GUIDELINE) -> str:
    made = []
    for kind, content in pieces:
        if kind in ("h1", "h2"):
            made.append("#" * int(kind[1]) + f" {content}")
        elif kind == "p":
            words = str(content).split(" ")  # wrapped, as people write it
            made.append("\n".join(" ".join(words[at : at + 8]) for at in range(0, len(words), 8)))
        elif kind == "bullets":
            made.append("\n".join(f"- {item}" for item in content))  # type: ignore[attr-defined]
        elif kind == "numbers":
            items = enumerate(content, 1)  # type: ignore[arg-type, var-annotated]
            made.append("\n".join(f"{number}. {item}" for number, item in items))
        else:
            head, *rows = ["| " + " | ".join(row) + " |" for row in content]  # type: ignore[attr-defined]
            made.append("\n".join((head, "| --- | --- |", *rows)))
    return "\n\n".join(made) + "\n"


def write_word(path: Path, pieces: tuple[Piece, ...] = GUIDELINE) -> None:
    made = Document()
    styles = {"bullets": "List Bullet", "numbers": "List Number"}
    for kind, content in pieces:
        if kind in ("h1", "h2"):
            made.add_heading(str(content), int(kind[1]))
        elif kind == "p":
            made.add_paragraph(str(content))
        elif kind in styles:
            for item in content:  # type: ignore[attr-defined]
                made.add_paragraph(item, style=styles[kind])
        else:
            rows = content
            table = made.add_table(len(rows), 2, style="Table Grid")  # type: ignore[arg-type]
            for row, texts in zip(table.rows, rows, strict=True):  # type: ignore[call-overload]
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
    made.save(str(path))


def as_text(pieces: tuple[Piece, ...] = GUIDELINE) -> str:
    """The sentences only: no lists, no tables."""
    return "\n\n".join(str(content) for kind, content in pieces if kind == "p") + "\n"
