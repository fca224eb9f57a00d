"""Checks the validation set's own form: run with a Python that has python-docx. It does not run debias."""

import collections, json, pathlib, re
import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

HERE = pathlib.Path(__file__).resolve().parent
CATS, SEV = {"R", "S", "L"}, {"error", "warning", "suggestion"}
FORMATS = {"prose", "list", "table_row", "heading", "form_field", "quote", "reference"}
VERDICTS = {"expected", "must_not", "not_scored"}
KEYS = {
    "ethnicity_prompt",
    "language_prompt",
    "audit_ethnicity",
    "equality_impact",
    "lived_experience",
}


def flat(text):
    return re.sub(r"\s+", " ", re.sub(r"[|*]", " ", text)).strip()


def docx_text(path):
    d = docx.Document(path)
    out = [p.text for s in d.sections for p in s.header.paragraphs + s.footer.paragraphs]
    for el in d.element.body:
        if el.tag.endswith("}p"):
            out.append(Paragraph(el, d).text)
        elif el.tag.endswith("}tbl"):
            out += [" | ".join(c.text for c in r.cells) for r in Table(el, d).rows]
    return "\n".join(out)


rows = [json.loads(x) for x in (HERE / "sentences.jsonl").open(encoding="utf-8")]
assert len({r["id"] for r in rows}) == len(rows) == len({r["text"] for r in rows})
for r in rows:
    assert (
        r["format"] in FORMATS
        and r["difficulty"] in {"easy", "medium", "hard"}
        and r["source"] == "written"
    ), r["id"]
    assert "[[" not in r["text"] and "]]" not in r["text"], r["id"]
    for x in r["labels"]:
        assert r["text"][x["start"] : x["end"]] == x["span"] and x["span"].strip(), (
            r["id"],
            x["span"],
        )
        assert x["category"] in CATS and x["severity"] in SEV and x["principles"] and x["why"], r[
            "id"
        ]
        assert bool(x.get("contested")) <= bool(r.get("contested")), r["id"]

docs = [json.loads(x) for x in (HERE / "documents.jsonl").open(encoding="utf-8")]
assert len({d["id"] for d in docs}) == len(docs)
assert {d["file"] for d in docs} == {p.name for p in (HERE / "documents").iterdir()}
for d in docs:
    path = HERE / "documents" / d["file"]
    text = flat(docx_text(path) if path.suffix == ".docx" else path.read_text(encoding="utf-8"))
    assert set(d["absences"]) == KEYS and set(d["absences"].values()) <= VERDICTS, d["file"]
    assert d["absent_must_flag"] == [k for k, v in d["absences"].items() if v == "expected"], d[
        "file"
    ]
    assert d["absent_must_not_flag"] == [k for k, v in d["absences"].items() if v == "must_not"], d[
        "file"
    ]
    for s in [*(x["span"] for x in d["spans_must"] + d["spans_may"]), *d["spans_must_not"]]:
        assert flat(s) in text, (d["file"], s)

C = collections.Counter
scored = [r for r in rows if not r.get("contested")]
print(
    "passages",
    len(rows),
    "contested",
    len(rows) - len(scored),
    "negatives",
    sum(not r["labels"] for r in scored),
    "positives",
    sum(bool(r["labels"]) for r in scored),
)
print(
    "labels",
    dict(C(x["category"] for r in scored for x in r["labels"])),
    "by severity",
    dict(C(x["severity"] for r in scored for x in r["labels"])),
)
print(
    "formats",
    dict(C(r["format"] for r in rows)),
    "difficulty",
    dict(C(r["difficulty"] for r in rows)),
)
print(
    "documents",
    len(docs),
    dict(C(d["file"].rsplit(".", 1)[1] for d in docs)),
    dict(C(d["type"] for d in docs)),
    "clean",
    sum(not d["spans_must"] for d in docs),
)
print(
    "document spans: must",
    sum(len(d["spans_must"]) for d in docs),
    dict(C(s["category"] for d in docs for s in d["spans_must"])),
    "may",
    sum(len(d["spans_may"]) for d in docs),
    "must_not",
    sum(len(d["spans_must_not"]) for d in docs),
    "absences",
    dict(C(v for d in docs for v in d["absences"].values())),
)
