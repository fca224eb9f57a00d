"""Comments in Markdown and HTML that allow findings, with a reason."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debias import readers
from debias.errors import DebiasError
from debias.suppress.comments import in_source, parsed
from tests.settings.running import Run, check, write

ALLOW = '<!-- debias: allow blorb reason="it is the law\'s own word" -->'


def states(run: Run) -> list[tuple[str, int]]:
    return [
        (each["state"], each["findings"])
        for file in run.report["files"]
        for each in file.get("suppressions", [])
    ]


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("a.md", f"{ALLOW}\nA blorb.\n\nA blorb.\n", [4]),
        ("a.md", f"{ALLOW}\n\nA blorb.\n", []),
        ("a.md", f"A blorb. {ALLOW}\n\nA blorb.\n", [3]),
        ("a.md", f"A {ALLOW} blorb,\na blorb.\n\nA blorb.\n", [4]),
        ("a.md", f"# A blorb {ALLOW}\n\nA blorb.\n", [3]),
        ("a.md", f"{ALLOW}\n# A blorb\n\nA blorb.\n", [4]),
        ("a.md", f"- A blorb {ALLOW}\n- a blorb\n", [2]),
        ("a.md", f"- x\n\n  {ALLOW}\n  A blorb.\n- A blorb.\n", [5]),
        ("a.md", f"A blorb.\n{ALLOW}\n\nA blorb.\n", [1]),
        ("a.md", f"{ALLOW}\n\n| a | b |\n|---|---|\n| blorb | c |\n| blorb | d |\n\nblorb\n", [8]),
        ("a.md", f"| a | b |\n|---|---|\n| blorb {ALLOW} | c |\n| blorb | d |\n", [4]),
        ("a.md", f"| a | b |\n|---|---|\n| {ALLOW} blorb | c |\n| blorb | d |\n", [4]),
        ("a.md", f"A **blorb** {ALLOW}\n\nblorb\n", [3]),
        ("a.md", f"<p>A blorb {ALLOW}</p>\n\nblorb\n", [3]),
        ("a.md", f"{ALLOW.replace('blorb', 'grunk')}\n{ALLOW}\nA blorb and grunk.\n", []),
        ("a.md", f"{ALLOW.replace('blorb', 'grunk, blorb')}\nA blorb and grunk.\n", []),
        ("a.md", f"{ALLOW.replace('blorb', 'made/blorb')}\nA blorb.\n", []),
        ("a.md", f"{ALLOW.replace('blorb', 'made')}\nA blorb and grunk.\n", []),
        ("a.md", f"{ALLOW.replace('allow', 'ALLOW')}\nA blorb.\n", []),
        ("a.md", f"```\n{ALLOW}\n```\n\nA blorb.\n", [5]),
        ("a.md", f"Write `{ALLOW}`.\n\nA blorb.\n", [3]),
        ("a.html", f"{ALLOW}\n<p>A blorb.</p>\n<p>A blorb.</p>\n", [3]),
        ("a.html", f"<p>A blorb.\n {ALLOW}\n</p>\n<p>A blorb.</p>\n", [4]),
        ("a.html", f"<p>A <b>blorb</b> {ALLOW}</p>\n<p>A blorb.</p>\n", [2]),
        ("a.html", f"<p>A blorb.</p>\n{ALLOW}\n<p>A blorb.</p>\n", [1]),
        (
            "a.html",
            f"<table><tr><td>blorb</td></tr>\n{ALLOW}<tr><td>blorb</td><td>blorb</td></tr>\n"
            "<tr><td>blorb</td></tr></table>\n",
            [1, 3],
        ),
        (
            "a.html",
            f"<table><tr><td>blorb</td>\n<td>{ALLOW}blorb</td>\n<td>blorb</td></tr></table>\n",
            [1, 3],
        ),
        ("a.njk", f"{{# {ALLOW[5:-4]} #}}\n<p>A blorb.</p>\n<p>A blorb.</p>\n", [3]),
        ("a.txt", f"{ALLOW}\n\nA blorb.\n", [1, 3]),
    ],
)
def test_a_comment_is_about_its_block_or_the_next_one(
    rules: str, here, name: str, text: str, lines: list[int]
) -> None:
    write(name, text)
    run = check(rules, name)
    found = [
        place["line"]
        for file in run.report["files"]
        for finding in file["findings"]
        for place in (finding["location"], *finding.get("repeats", []))
    ]
    assert sorted(found) == lines
    assert run.code == (1 if lines else 0)


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("debias: allow blorb", "gives no reason"),
        ('debias: allow blorb reason=""', "gives no reason"),
        ("debias: allow blorb reason=' '", "gives no reason"),
        ('debias: allow reason="because"', "names no rule"),
        ('debias: allow blorb reason="x" until=soon', "'soon' is not a day"),
        ('debias: ignore blorb reason="x"', "says 'allow'"),
        ("debias:", "says 'allow'"),
    ],
)
def test_a_comment_without_a_reason_is_an_error_that_names_the_line(
    rules: str, here, capsys: pytest.CaptureFixture[str], comment: str, words: str
) -> None:
    write("a.md", f"# Title\n\nText.\n\n<!-- {comment} -->\nA blorb.\n")
    run = check(rules, "a.md")
    assert run.code == 2
    assert run.rules == ["blorb"], "the rest of the file is checked all the same"
    (error,) = run.report["errors"]
    assert error["path"] == "a.md"
    assert error["reason"].startswith("Line 5: ")
    assert words in error["reason"]
    assert "debias: a.md: Line 5: " in capsys.readouterr().err


def test_an_expired_one_allows_nothing_and_is_told(
    rules: str, here, capsys: pytest.CaptureFixture[str]
) -> None:
    today = time.strftime("%Y-%m-%d")
    write(
        "a.md",
        '<!-- debias: allow blorb reason="until the new form" until=2020-01-31 -->\nA blorb.\n\n'
        f"<!-- debias: allow grunk reason='last day' until={today} -->\nA grunk.\n",
    )
    run = check(rules, "a.md")
    assert run.rules == ["blorb"]
    assert states(run) == [("expired", 0), ("used", 1)]
    said = capsys.readouterr().err
    assert "a.md, line 1: what allows blorb has expired (2020-01-31)" in said
    assert "until the new form" in said


def test_one_that_nothing_needs_is_told(
    rules: str, here, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.md", f"Fine.\n\n{ALLOW}\nFine too.\n\n{ALLOW.replace('blorb', 'blorp')}\nFine.\n")
    run = check(rules, "a.md")
    assert (run.code, states(run)) == (0, [("unused", 0), ("unknown", 0)])
    said = capsys.readouterr().err
    assert "a.md, line 3: what allows blorb is not needed" in said
    assert "a.md, line 6: what allows blorp names no rule" in said


def test_one_whose_rule_does_not_run_is_not_called_unused(
    rules: str, here, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.md", f"{ALLOW}\nA blorb.\n")
    assert states(check(rules, "a.md", "--select", "grunk")) == [("apart", 0)]
    assert "not needed" not in capsys.readouterr().err


def test_below_the_least_severity_it_is_still_in_use(rules: str, here) -> None:
    write("a.md", f"{ALLOW}\nA blorb.\n")
    assert states(check(rules, "a.md", "--min-severity", "error")) == [("used", 1)]


def test_what_is_allowed_once_does_not_hide_what_is_repeated(rules: str, here) -> None:
    write("a.md", f"# One\n\n{ALLOW}\nA blorb.\n\nA blorb again.\n\nA third blorb.\n")
    ((finding,),) = [file["findings"] for file in check(rules, "a.md").report["files"]]
    assert finding["location"]["line"] == 6
    assert [place["line"] for place in finding["repeats"]] == [8]


@pytest.mark.parametrize(
    "mark", ["debias-allow blorb", "debias allow blorb", "debias-ignore blorb"]
)
def test_a_comment_in_another_linters_way_is_not_passed_over(rules: str, here, mark: str) -> None:
    """It would do nothing, and nobody would know why."""
    write("a.md", f"<!-- {mark} -->\nA blorb.\n\n<!-- debias is a linter -->\n")
    done = check(rules, "a.md")
    assert done.code == 2
    (error,) = done.report["errors"]
    assert "Line 1" in error["reason"]
    assert 'debias: allow RULE reason="why"' in error["reason"]


@given(st.text(alphabet=' \n<>-!debias:allowreason="until=2027,`|#*/{}', max_size=200))
def test_any_source_gives_comments_or_clear_errors(text: str) -> None:
    for name in ("a.md", "a.html"):
        with_comment = f"x\n\n{text}\n<!-- debias: allow a reason=b -->\n\ny"
        with readers.read(name, with_comment.encode(), {}) as document:
            comments, errors = in_source(document)
        assert all(error.line for error in errors)
        for comment in comments:
            assert all(0 <= number < len(document.blocks) for number in comment.covers)


@given(st.text())
def test_any_comment_is_understood_or_refused(body: str) -> None:
    try:
        said = parsed(body, "how")
    except DebiasError as error:
        said = None
        message = error.message
    assert message if said is None else (said.rules and said.reason)
