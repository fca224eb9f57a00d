"""What the comments of a marked Word file say, and where those go that Word shows elsewhere."""

from __future__ import annotations

import re

import pytest

from debias import annotate
from debias.annotate.grouping import grouped
from debias.document import Unread
from debias.errors import DebiasError
from debias.finding import FileReport
from debias.ooxml.names import STRICT_NAMES
from debias.readers.word import read
from debias.rule import Principle
from tests.readers.word_package import MAIN, field, par, part, row, run, table, word_file, zipped

from . import word_oracle as oracle
from .made import RULES, finding, report, words

BOX = (
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>"
    "</w:pict></w:r>"
)


def mark(data: bytes, *wanted: str, suggest: bool = False, when: int = 0, **more) -> bytes:
    """The copy of a file with a finding on each of some words."""
    document = read("a.docx", data, {})
    made = report(document, *words(document, *wanted, **more))
    return annotate.mark(document, made, RULES, annotate.Options(data, when, suggest))


def shown(copy: bytes) -> list[tuple[str, str]]:
    """The words and the comment of each finding."""
    ranges = oracle.range_texts(oracle.main_part(copy)[1])
    return [(ranges[at], oracle.said(one)) for at, one in oracle.own(copy).items()][1:]


def body(copy: bytes) -> str:
    return oracle.parts(copy)["word/document.xml"].decode()


NOTE_PARTS = {"footnotes.xml": part("footnotes", '<w:footnote w:id="2">' + par("A bad word.") + "</w:footnote>")}  # fmt: skip  # noqa: E501
NOTE_LINKS = {"rN": ("footnotes", "footnotes.xml")}


def test_a_comment_says_what_a_reader_needs() -> None:
    copy = mark(
        word_file(par("These are bad words.")), "bad words", guidance="current-national-guidance"
    )
    ((words_, said),) = shown(copy)
    assert words_ == "bad words"
    lines = said.split("\n")
    assert lines[0] == "Warning: Words to look at"
    assert lines[1] == "Could this be said in another way?"
    assert "Principle 5: Identify racial bias" in lines
    assert any("question for clinical governance" in line for line in lines)
    assert "Source: A study (A journal, 2020)" in lines
    assert not any("clinical advice" in line for line in lines)
    comment = list(oracle.own(copy).values())[1]
    assert comment.get(oracle.W + "initials") == "db"
    first = next(comment.iter(oracle.W + "p"))
    assert first.find(f"{oracle.W}r/{oracle.W}rPr/{oracle.W}b") is not None


def test_first_comment_sums_up() -> None:
    data = word_file(par("Cover") + par("A title", '<w:pStyle w:val="berschrift1"/>') + par("bad"))
    document = read("a.docx", data, {})
    made = report(document, *words(document, "bad"))
    made = made._replace(unread=(Unread("page 3", "picture without text"),))
    copy = annotate.mark(document, made, RULES, annotate.Options(data))
    at, comment = next(iter(oracle.own(copy).items()))
    assert oracle.range_texts(oracle.main_part(copy)[1])[at] == "A title"
    said = oracle.said(comment)
    assert said.startswith("debias found 1 place to talk about\n1 warning.\n")
    assert "Principle 5: Identify racial bias: 1" in said
    assert "Not read: page 3: picture without text" in said
    assert "01234567" in said
    assert "not clinical advice" in said


def test_nothing_found_is_said_too() -> None:
    copy = mark(word_file(par("All is well.")))
    (comment,) = oracle.own(copy).values()
    assert oracle.said(comment).startswith("debias found no place to talk about")


@pytest.mark.parametrize(
    ("inside", "wanted", "expected"),
    [
        (run("one ba") + run("d wo", "<w:b/>") + run("rd two"), "bad word", "bad word"),
        (f"<w:hyperlink>{run('a bad')}</w:hyperlink>" + run(" word"), "bad word", "bad word"),
        (f'<w:ins w:id="1" w:author="A">{run("a bad")}</w:ins>' + run(" word"), "bad word",
         "bad word"),
        (run("a bad ") + '<w:del w:id="1" w:author="A"><w:r><w:delText>no</w:delText></w:r></w:del>'
         + run("word"), "bad word", "bad word"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('a bad one')}</w:sdtContent></w:sdt>", "bad", "bad"),
        (field(" REF x ", run("a bad word")), "bad", "bad"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>bad</w:t><w:br/><w:t>word</w:t></w:r>", "bad\nword",
         "bad\nword"),
    ],
    ids=["runs", "link", "insertion", "deletion", "control", "field", "one run"],
)  # fmt: skip
def test_range_is_the_words(inside: str, wanted: str, expected: str) -> None:
    ((words_, said),) = shown(mark(word_file(par(inside)), wanted))
    assert words_ == expected
    assert "“" not in said.split("\n")[1]


@pytest.mark.parametrize(
    ("inside", "around"),
    [
        ("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>" + run("a bad word")
         + "</w:sdtContent></w:sdt>", "a bad word"),
        (f'<w:fldSimple w:instr="x">{run("a bad word")}</w:fldSimple>', "a bad word"),
        ("<m:oMath><m:r><m:t>a bad word</m:t></m:r></m:oMath>", "a bad word"),
        (BOX.format(par("a bad word")), ""),
        ('<w:r><w:drawing><wp:docPr id="1" name="x" descr="a bad word"/></w:drawing></w:r>', ""),
        (run("Pick: ") + '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="a bad word"/>'
         "</w:dropDownList></w:sdtPr><w:sdtContent>" + run("none") + "</w:sdtContent></w:sdt>",
         "Pick: none"),
        (run("Text") + '<w:r><w:footnoteReference w:id="2"/></w:r>', ""),
    ],
    ids=["plain control", "simple field", "formula", "text box", "picture", "choice", "footnote"],
)  # fmt: skip
def test_where_the_range_is_not_the_words_they_are_quoted(inside: str, around: str) -> None:
    data = word_file(par(run("Start.")) + par(inside), NOTE_PARTS, NOTE_LINKS)
    ((words_, said),) = shown(mark(data, "bad word"))
    assert words_ == around
    assert re.search(r": “bad word”$", said.split("\n")[1])


def test_header_words_are_on_the_first_paragraph() -> None:
    data = word_file(
        par("First.") + par("<w:r/>", '<w:sectPr><w:headerReference r:id="rH"/></w:sectPr>'),
        {"header1.xml": part("hdr", par("a bad word"))},
        {"rH": ("header", "header1.xml")},
    )
    copy = mark(data, "bad word")
    ((words_, said),) = shown(copy)
    assert words_ == "First."
    assert said.split("\n")[1] == "In the page header: “bad word”"
    assert oracle.parts(copy)["word/header1.xml"] == oracle.parts(data)["word/header1.xml"]


def test_comments_at_one_place_keep_their_order() -> None:
    document = read("a.docx", data := word_file(par("a bad word")), {})
    found = [finding(document, 0, 2, 5, message=f"Number {n}") for n in range(3)]
    copy = annotate.mark(document, report(document, *found), RULES, annotate.Options(data))
    marks = re.findall(r"<w:comment(RangeStart|RangeEnd|Reference) w:id=\"(\d)\"", body(copy))
    assert [at for kind, at in marks if kind == "RangeStart"] == ["0", "1", "2", "3"]
    assert [at for kind, at in marks if kind == "RangeEnd"] == ["1", "2", "3", "0"]


# What is there stays ------------------------------------------------------------------------------

TALK = (
    '<w:comment w:id="7" w:author="Ada" w:date="2024-01-01T00:00:00Z"><w:p><w:r><w:t>Mine</w:t>'
    "</w:r></w:p></w:comment>"
)


def talked(extra: str = "") -> bytes:
    """A file with a person's comment on its first word."""
    inside = (
        '<w:commentRangeStart w:id="7"/>' + run("Some") + '<w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r>' + run(" bad words")
    )
    parts = {"comments.xml": part("comments", TALK + extra)}
    return word_file(par(inside), parts, {"rC": ("comments", "comments.xml")})


def test_other_comments_stay_and_numbers_do_not_meet() -> None:
    copy = mark(talked(), "bad")
    everything = oracle.comments(copy)
    assert list(everything) == ["7", "8", "9"]
    assert oracle.said(everything["7"]) == "Mine"
    assert oracle.range_texts(oracle.main_part(copy)[1])["7"] == "Some"


def test_second_run_replaces_what_the_first_wrote() -> None:
    first = mark(talked(), "bad")
    second = mark(first, "words")
    assert [words_ for words_, _ in shown(second)] == ["words"]
    assert [one.get(oracle.W + "author") for one in oracle.comments(second).values()] == [
        "Ada", "debias", "debias",
    ]  # fmt: skip
    assert mark(mark(second, "bad"), "words") == second


EXTENDED = "http://schemas.microsoft.com/office/word/2012/wordml"


def as_word_saves(copy: bytes, replies: dict[int, str], done: tuple[int, ...] = ()) -> bytes:
    """The copy with the parts that Word adds: answers by Ada to comments, and resolved ones."""
    parts = dict(oracle.parts(copy))
    root = oracle.root_of(parts["word/comments.xml"])
    entries = []
    for number, comment in enumerate(list(root)):
        last = list(comment.iter(oracle.W + "p"))[-1]
        last.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", f"{number:08X}")
        state = int(number in done)
        entries.append(f'<w15:commentEx w15:paraId="{number:08X}" w15:done="{state}"/>')
    comments = oracle.etree.tostring(root).decode()
    for number, text in replies.items():
        reply = (
            f'<w:comment xmlns:w="{oracle.W[1:-1]}" w:id="{50 + number}" w:author="Ada"><w:p '
            'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
            f'w14:paraId="AA{number:06X}"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
        )
        comments = comments.replace("</w:comments>", reply + "</w:comments>")
        entries.append(
            f'<w15:commentEx w15:paraId="AA{number:06X}" w15:paraIdParent="{number:08X}" '
            'w15:done="0"/>'
        )
    parts["word/comments.xml"] = comments.encode()
    parts["word/commentsExtended.xml"] = (
        f'<w15:commentsEx xmlns:w15="{EXTENDED}">{"".join(entries)}</w15:commentsEx>'.encode()
    )
    link = (
        f'<Relationship Id="rE" Type="{EXTENDED}/commentsExtended" Target="commentsExtended.xml"/>'
    )
    rels = parts["word/_rels/document.xml.rels"].decode()
    rels = rels.replace("</Relationships>", link + "</Relationships>")
    parts["word/_rels/document.xml.rels"] = rels.encode()
    return zipped(parts)


def test_answered_and_resolved_comments_stay_and_are_not_doubled() -> None:
    text = "One bad word, two late men, three odd cats."
    first = mark(word_file(par(text)), "bad", "late", "odd")
    saved = as_word_saves(first, {1: "We shall change it"}, done=(2,))
    second = mark(saved, "bad", "late", "odd")
    everything = [oracle.said(one) for one in oracle.comments(second).values()]
    assert len(everything) == 5  # the sum, two that stay, the answer, one anew
    assert "We shall change it" in everything
    assert sum(said.startswith("Warning") for said in everything) == 3
    ranges = oracle.range_texts(oracle.main_part(second)[1])
    assert sorted(ranges[at] for at in oracle.own(second)) == [
        text, "bad", "late", "odd",
    ]  # fmt: skip
    extended = oracle.parts(second)["word/commentsExtended.xml"].decode()
    assert 'paraId="00000001"' in extended
    assert 'paraId="00000003"' not in extended


# Many, and what cannot be -------------------------------------------------------------------------


def test_too_many_findings_share_comments_and_it_is_said() -> None:
    data = word_file("".join(par("bad word") for _ in range(2_100)))
    document = read("a.docx", data, {})
    found = [finding(document, at, 0, 3, rule=f"p/{at % 5}") for at in range(2_100)]
    copy = annotate.mark(document, report(document, *found), RULES, annotate.Options(data))
    ours = [oracle.said(one) for one in oracle.own(copy).values()]
    assert len(ours) == 6
    assert "5 comments stand for 2,100 places" in ours[0]
    assert "419 more places: “bad”" in ours[1]


def test_groups_are_by_section_first() -> None:
    document = read("a.docx", word_file(par("bad word")), {})
    found = [
        finding(document, 0, 0, 3, rule=f"p/{at % 2}", section=(f"part {at % 3}",))
        for at in range(30)
    ]
    assert len(grouped(found, most=30)) == 30
    assert len(grouped(found, most=10)) == 6
    assert len(grouped(found, most=5)) == 2
    groups = grouped(found, most=10)
    assert sum(1 + len(group.others) for group in groups) == 30


def test_strict_files_are_refused_with_what_to_do() -> None:
    parts = oracle.parts(word_file(par("bad word")))
    for name, content in parts.items():
        for strict, transitional in STRICT_NAMES[:2]:
            content = content.replace(transitional, strict)  # noqa: PLW2901
        parts[name] = content
    with pytest.raises(DebiasError, match="Strict") as caught:
        mark(zipped(parts), "bad")
    assert "Save As" in caught.value.hint


def test_body_without_a_paragraph_is_refused() -> None:
    data = word_file(
        "", {"header1.xml": part("hdr", par("a bad word"))}, {"rH": ("header", "header1.xml")}
    )
    parts = oracle.parts(data)
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:sectPr/>", b'<w:sectPr><w:headerReference r:id="rH"/></w:sectPr>'
    )
    with pytest.raises(DebiasError, match="no paragraph"):
        mark(zipped(parts), "bad")


def test_comment_styles_are_used_where_the_file_has_them() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Kommentar"><w:name w:val="annotation text"/>'
        '</w:style><w:style w:type="character" w:styleId="Zeichen">'
        '<w:name w:val="annotation reference"/></w:style>'
    )
    data = word_file(
        par("bad"), {"styles.xml": part("styles", styles)}, {"rS": ("styles", "styles.xml")},
        styled=False,
    )  # fmt: skip
    copy = mark(data, "bad")
    assert 'w:val="Zeichen"' in body(copy)
    assert 'w:val="Kommentar"' in oracle.parts(copy)["word/comments.xml"].decode()
    plain = mark(word_file(par("bad"), styled=False), "bad")
    assert "rStyle" not in body(plain)


def test_macros_and_other_kinds_of_main_part_stay() -> None:
    kind = MAIN.replace("wordprocessingml.document.main", "ms-word.document.macroEnabled.main")
    data = word_file(par("bad"), {"vbaProject.bin": "\0\1\2"}, types=kind)
    copy = mark(data, "bad")
    assert (
        oracle.raw_parts(copy)["word/vbaProject.bin"]
        == oracle.raw_parts(data)["word/vbaProject.bin"]
    )
    assert kind in oracle.parts(copy)["[Content_Types].xml"].decode()


def test_range_in_a_merged_table_row() -> None:
    copy = mark(word_file(table(row("Race", "a bad word"))), "bad")
    assert shown(copy)[0][0] == "bad"


def test_summary_counts_by_principle_of_the_rule_set() -> None:
    rules = RULES._replace(principles=(Principle(1, "Name racism", "", ""), *RULES.principles))
    document = read("a.docx", data := word_file(par("bad word")), {})
    found = finding(document, 0, 0, 3, principles=(1, 5))
    made = FileReport("a.docx", "docx", (), (found,))
    copy = annotate.mark(document, made, rules, annotate.Options(data))
    said = oracle.said(next(iter(oracle.own(copy).values())))
    assert "Principle 1: Name racism: 1\nPrinciple 5: Identify racial bias: 1" in said
