"""Settings that are read, and what is said of wrong ones: file, line, remedy, exit 2."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debias.cli import main
from debias.cli.init import SETTINGS
from debias.errors import DebiasError
from debias.packs.source import written as yaml_of
from debias.settings.days import is_day, is_past
from debias.settings.read import parsed
from debias.settings.schema import written
from tests.settings.running import check

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("fail-on: warning\nslect: [denies]\n", 2, "Did you mean 'select'?"),
        ("fail-on: loud\n", 1, "Use: error, warning, suggestion, never."),
        ("- select\n", 1, "must be a mapping"),
        ("just words\n", 1, "must be a mapping"),
        ("select:\n", 1, "must be a list"),
        ("exclude:\n  - a\n  - [b]\n", 3, "must be text"),
        ("severity:\n  denies: error\n  refused: grave\n", 3, "not a severity"),
        ("paths:\n  - fail-on: never\n", 2, "This entry has no 'match'"),
        ("paths: drafts/\n", 1, "must be a list"),
        ("suppress:\n  - rule: denies\n    path: a.md\n", 2, "This entry has no 'reason'"),
        ("suppress:\n  - rule: denies\n    reason: x\n    until: 31/01/2027\n", 4, "2027-01-31"),
        ("suppress:\n  - rule: denies\n    reason: x\n    until: 2027-02-30\n", 4, "not a day"),
        ("ignore: [a]\nignore: [b]\n", 2, "stands here twice"),
        ("ignore: &a [b]\nselect: *a\n", 1, "Anchors and aliases"),
        ("select: [a\n", 2, "not readable YAML"),
        ("lists:\n  people: []\n", 2, "must be a list"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_a_remedy(text: str, line: int, words: str) -> None:
    with pytest.raises(DebiasError) as error:
        parsed("debias.yaml", text.encode(), "/there")
    assert (error.value.path, error.value.line) == ("debias.yaml", line)
    assert words in str(error.value)
    assert error.value.hint


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("fail-on: error\nignore:\n  - blorp\n", 3, "Did you mean 'blorb'?"),
        ("severity: {grank: error}\n", 1, "Did you mean 'grunk'?"),
        ("paths:\n  - match: x\n    select: [nothing-like-it]\n", 3, "no rule, pack or principle"),
        ("suppress:\n  - rule: snarff\n    reason: x\n", 2, "Did you mean 'snarf'?"),
        ("suppress:\n  - rule: principle:1\n    reason: x\n", 2, "no rule"),
        ("lists:\n  peple: [one]\n", 2, "Did you mean 'people'?"),
        ("\nlists:\n  people:\n    - fine\n    - '{no-such-list}'\n", 5, "no-such-list"),
        ("rules: [not-there]\n", 1, "is not there"),
        ("rules:\n  - ../elsewhere\n", 2, "name it on the command line: --rules"),
        ("baseline: not-there.json\n", None, "There is no such baseline"),
    ],
)
def test_names_that_mean_nothing_end_with_2(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str], text: str, line: int, words: str
) -> None:
    Path("debias.yaml").write_text(text)
    Path("a.md").write_text("A blorb.\n")
    Path("../elsewhere").mkdir(exist_ok=True)
    assert check(rules, "a.md").code == 2
    said = capsys.readouterr().err
    assert words in said
    if line is not None:
        assert f"debias.yaml:{line}: " in said


def test_a_settings_file_that_is_named_must_be_there(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.md").write_text("A blorb.\n")
    assert check(rules, "a.md", "--config", "none.yaml").code == 2
    assert "none.yaml: There is no such settings file." in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "# only a comment\n", "\ufefffail-on: error\n", "{}\n"])
def test_little_is_enough(text: str) -> None:
    assert parsed("debias.yaml", text.encode(), "/there").folder == "/there"


@given(st.text())
def test_any_text_is_settings_or_a_clear_error(text: str) -> None:
    try:
        parsed("debias.yaml", text.encode("utf-8", "surrogatepass"), "/there")
    except DebiasError as error:
        path = error.path
    else:
        path = "debias.yaml"
    assert path == "debias.yaml"


def test_the_words_of_lists_stay_on_their_lines() -> None:
    text = 'lists:\n  people:\n    - "a: b"\n\n    - café\n  risk: [x, "y\\\\"]\n  other: z\n'
    words = parsed("debias.yaml", text.encode(), "/there").words
    assert words is not None
    file = yaml_of("lists.yaml", words.text.encode())
    assert file.value == {"people": ["a: b", "café"], "risk": ["x", "y\\"], "other": ["z"]}
    assert [file.line("people", 0), file.line("people", 1), file.line("risk", 1)] == [3, 5, 6]
    assert words.names == (("people", 2), ("risk", 6), ("other", 7))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2027-01-31", True),
        ("2028-02-29", True),
        ("2027-02-29", False),
        ("27-01-31", False),
        ("2027-1-31", False),
        ("20270131", False),
        ("２０２７-01-31", False),
    ],
)
def test_a_day_is_written_one_way(text: str, right: bool) -> None:
    assert is_day(text) is right


def test_the_last_day_counts() -> None:
    assert not is_past("2027-01-31", "2027-01-31")
    assert is_past("2027-01-31", "2027-02-01")
    assert not is_past("", "2027-02-01")


def test_the_schema_beside_the_rules_is_that_of_the_code() -> None:
    kept = (ROOT / "rules" / "settings.schema.json").read_text(encoding="utf-8")
    assert kept == written(), "write debias.settings.schema.written() to rules/settings.schema.json"


def test_the_schema_and_the_reader_know_the_same_keys() -> None:
    schema = json.loads(written())
    for name in schema["properties"]:
        with pytest.raises(DebiasError) as error:
            parsed("debias.yaml", f"{name}: {{wrong: [}}\n".encode(), "/there")
        assert "is not a key" not in str(error.value)
    assert schema["additionalProperties"] is False


def test_init_writes_settings_that_can_be_read_with_all_of_them_switched_on(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init"]) == 0
    assert Path("debias.yaml").read_text() == SETTINGS
    assert main(["init"]) == 2
    assert "stay as they are" in capsys.readouterr().err
    setting = re.compile(r"# ([a-z-]+:(?: |$)|  )")
    lines = [line[2:] if setting.match(line) else line for line in SETTINGS.splitlines()]
    settings = parsed("debias.yaml", "\n".join(lines).encode(), str(here))
    assert all((settings.choices.select, settings.suppress, settings.paths, settings.words))
    assert all((settings.exclude, settings.rules, settings.baseline))


def test_init_asks_pre_commit_to_run_debias(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--hook"]) == 0
    hooks = Path(".pre-commit-config.yaml")
    written_first = hooks.read_text()
    assert yaml_of("hooks", written_first.encode()).value["repos"][0]["hooks"][0]["id"] == "debias"
    assert main(["init", "--hook"]) == 0
    assert "runs debias already" in capsys.readouterr().err
    hooks.write_text("repos: []\n")
    assert main(["init", "--hook"]) == 0
    assert hooks.read_text() == "repos: []\n"
    assert "id: debias" in capsys.readouterr().out
