"""Every way of writing a rule wrongly gives one clear error with its file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from debias.cli import main
from debias.errors import BadRulesError, DebiasError
from debias.packs.files import Files, built_in, read_files
from debias.packs.make import ruleset_of

PACK = "id: made\ntitle: Made\nabout: For tests.\nfamily: language\n"
RULE = """\
title: Made
severity: warning
principles: [5]
areas: [all]
phrases:
  - nuisance
say: Look at '{quote}'.
why: Because.
ask: Why?
sources:
  - {title: Made, publisher: Tests}
reviewed: 2026-11-24
examples:
  flag:
    - A [[nuisance]] to all.
  allow:
    - Nothing here.
"""


def changed(old: str, new: str) -> str:
    assert RULE.count(old) == 1, old
    return RULE.replace(old, new)


# name: (file, content, line, words of the error)
CASES: dict[str, tuple[str, str | bytes, int | None, str]] = {
    "unknown-key": ("rule.yaml", RULE + "sevrity: error\n", 18, "Did you mean 'severity'?"),
    "key-like-no-other": ("rule.yaml", RULE + "zzz: 1\n", 18, "'zzz' is not a key of the rule"),
    "missing-key": ("rule.yaml", changed("severity: warning\n", ""), 1, "no 'severity'"),
    "wrong-type-text": (
        "rule.yaml",
        changed("title: Made\nsev", "title: [Made]\nsev"),
        1,
        "'title' must be text",
    ),
    "wrong-type-list": (
        "rule.yaml",
        changed("principles: [5]", "principles: 5"),
        3,
        "'principles' must be a list",
    ),
    "wrong-type-mapping": (
        "rule.yaml",
        changed("examples:\n", "examples: none\nwhere:\n"),
        13,
        "'examples' must be a mapping",
    ),
    "rule-is-a-list": ("rule.yaml", "- one\n- two\n", 1, "The rule must be a mapping"),
    "rule-is-text": ("rule.yaml", "just words\n", 1, "The rule must be a mapping"),
    "doubled-key": ("rule.yaml", RULE + "title: Again\n", 18, "The key 'title' stands here twice"),
    "empty-file": ("rule.yaml", "", 1, "This rule is empty"),
    "only-comments": ("rule.yaml", "# to do\n", 1, "This rule is empty"),
    "not-utf-8": (
        "rule.yaml",
        RULE.replace("Because", "Caf\u00e9").encode("latin-1"),
        8,
        "not UTF-8",
    ),
    "no-yaml": (
        "rule.yaml",
        changed("why: Because.", "why: Because: it is"),
        8,
        "not readable YAML",
    ),
    "bad-indentation": (
        "rule.yaml",
        changed("  - nuisance\n", "  - nuisance\n   - x\n    y: [\n"),
        None,
        "not readable YAML",
    ),
    "tab": ("rule.yaml", changed("  - nuisance", "\t- nuisance"), 6, "not readable YAML"),
    "unclosed-quote": (
        "rule.yaml",
        changed("why: Because.", "why: 'Because."),
        None,
        "not readable YAML",
    ),
    "two-documents": ("rule.yaml", RULE + "---\n" + RULE, 18, "not readable YAML"),
    "alias-bomb": (
        "rule.yaml",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        1,
        "Anchors and aliases",
    ),
    "deep-nesting": (
        "rule.yaml",
        "title: " + "[" * 3000 + "]" * 3000 + "\n",
        None,
        "nested too deeply",
    ),
    "long-key": ("rule.yaml", "? [a, b]\n: c\n", 1, "A key must be plain text"),
    "unknown-severity": (
        "rule.yaml",
        changed("severity: warning", "severity: warn"),
        2,
        "Did you mean 'warning'?",
    ),
    "unknown-principle": ("rule.yaml", changed("[5]", "[5, 8]"), 3, "There is no principle '8'"),
    "unknown-area": ("rule.yaml", changed("[all]", "[neonatl]"), 4, "Did you mean 'neonatal'?"),
    "unknown-guidance": (
        "rule.yaml",
        RULE + "guidance: old\n",
        18,
        "not one of the choices for 'guidance'",
    ),
    "unknown-block": ("rule.yaml", RULE + "where:\n  blocks: [cel]\n", 19, "Did you mean 'cell'?"),
    "unknown-scope": (
        "rule.yaml",
        RULE + "unless:\n  sentense: [x]\n",
        19,
        "Did you mean 'sentence'?",
    ),
    "unknown-guard": (
        "rule.yaml",
        RULE + "guards: [mentions]\n",
        18,
        "There is no guard 'mentions'. Did you mean 'mention'?",
    ),
    "unknown-guard-left-out": (
        "rule.yaml",
        RULE + "guards: ['-mentions']\n",
        18,
        "There is no guard 'mentions'",
    ),
    "unknown-document": (
        "rule.yaml",
        RULE + "where:\n  documents: [from]\n",
        19,
        "Did you mean 'form'?",
    ),
    "documents-no-list": (
        "rule.yaml",
        RULE + "where:\n  documents: form\n",
        19,
        "'documents' must be a list",
    ),
    "unknown-list": (
        "rule.yaml",
        changed("- nuisance", "- '{nuisances}'"),
        6,
        "There is no word list named 'nuisances'",
    ),
    "unknown-over": (
        "rule.yaml",
        RULE + "over: [nothing-at-all]\n",
        18,
        "There is no rule 'nothing-at-all'",
    ),
    "unknown-default": (
        "rule.yaml",
        RULE + "default: maybe\n",
        18,
        "not one of the choices for 'default'",
    ),
    "unknown-variant": (
        "rule.yaml",
        RULE + "variants:\n  - severity: grave\n    when: [x]\n",
        19,
        "not one of the choices for 'severity'",
    ),
    "variant-without-when": (
        "rule.yaml",
        RULE + "variants:\n  - severity: error\n",
        19,
        "no 'when'",
    ),
    "two-ways": (
        "rule.yaml",
        changed("say:", "pattern: x+\nsay:"),
        None,
        "exactly one way of looking",
    ),
    "no-way": (
        "rule.yaml",
        changed("phrases:\n  - nuisance\n", ""),
        1,
        "exactly one way of looking",
    ),
    "empty-phrases": (
        "rule.yaml",
        changed("phrases:\n  - nuisance\n", "phrases: []\n"),
        5,
        "must be a list",
    ),
    "empty-phrase": ("rule.yaml", changed("- nuisance", "- ''"), 6, "must be text"),
    "matches-anything": ("rule.yaml", changed("- nuisance", "- 're:.*'"), 6, "matches anything"),
    "bad-regex": ("rule.yaml", changed("- nuisance", "- 're:(nuisance'"), 6, "cannot be read"),
    "bad-pattern": (
        "rule.yaml",
        changed("phrases:\n  - nuisance\n", "pattern: '[a'\n"),
        5,
        "cannot be read",
    ),
    "bracket-not-closed": (
        "rule.yaml",
        changed("- nuisance", "- (a|b nuisance"),
        6,
        "never closes",
    ),
    "bracket-not-opened": ("rule.yaml", changed("- nuisance", "- a) nuisance"), 6, "never opened"),
    "loose-ending": ("rule.yaml", changed("- nuisance", "- a nuisance ~"), 6, "follows no word"),
    "only-a-gap": ("rule.yaml", changed("- nuisance", "- '...'"), 6, "matches anything"),
    "near-without-with": (
        "rule.yaml",
        changed("phrases:\n  - nuisance\n", "near:\n  find: [a]\n"),
        5,
        "needs `find` and `with`",
    ),
    "missing-without-required": (
        "rule.yaml",
        changed("phrases:\n  - nuisance\n", "missing:\n  trigger: [a]\n"),
        5,
        "needs `required`",
    ),
    "neither-ask-nor-instead": (
        "rule.yaml",
        changed("ask: Why?\n", ""),
        1,
        "Add 'ask' or 'instead'",
    ),
    "no-source": (
        "rule.yaml",
        changed("sources:\n  - {title: Made, publisher: Tests}\n", ""),
        1,
        "no 'sources'",
    ),
    "empty-sources": (
        "rule.yaml",
        changed("sources:\n  - {title: Made, publisher: Tests}\n", "sources: []\n"),
        10,
        "names no source",
    ),
    "unknown-source": (
        "rule.yaml",
        changed("- {title: Made, publisher: Tests}", "- RHO-LAM"),
        11,
        "Did you mean 'RHO-LAN'?",
    ),
    "source-without-publisher": (
        "rule.yaml",
        changed(", publisher: Tests}", "}"),
        11,
        "no 'publisher'",
    ),
    "bad-url": (
        "rule.yaml",
        changed("publisher: Tests}", "publisher: T, url: www.x.org}"),
        11,
        "not a web address",
    ),
    "bad-date": ("rule.yaml", changed("2026-11-24", "24 November 2026"), 12, "not a date"),
    "impossible-date": ("rule.yaml", changed("2026-11-24", "2026-02-30"), 12, "not a date"),
    "no-flag": (
        "rule.yaml",
        changed("  flag:\n    - A [[nuisance]] to all.\n", ""),
        13,
        "nothing to flag",
    ),
    "no-allow": (
        "rule.yaml",
        changed("  allow:\n    - Nothing here.\n", ""),
        13,
        "nothing to allow",
    ),
    "unmarked-flag": (
        "rule.yaml",
        changed("[[nuisance]]", "nuisance"),
        15,
        "does not mark its words",
    ),
    "marked-allow": (
        "rule.yaml",
        changed("Nothing here.", "Now [[nothing]] here."),
        17,
        "marks words",
    ),
    "empty-example": ("rule.yaml", changed("- Nothing here.", "- ''"), 17, "An example is empty"),
    "bad-id": ("Bad_Rule.yaml", RULE, None, "'Bad_Rule' is not a rule id"),
    "pack-without-id": ("pack.yaml", PACK.replace("id: made\n", ""), 1, "The pack has no 'id'"),
    "pack-bad-id": (
        "pack.yaml",
        PACK.replace("id: made", "id: Made Up"),
        1,
        "'Made Up' is not a pack id",
    ),
    "pack-doubled-id": (
        "pack.yaml",
        PACK.replace("id: made", "id: skin-tone"),
        1,
        "There is a pack 'skin-tone' already",
    ),
    "pack-unknown-key": ("pack.yaml", PACK + "sevrity: x\n", 5, "is not a key of the pack"),
    "pack-empty": ("pack.yaml", "", 1, "The pack is empty"),
    "pack-unknown-guard": (
        "pack.yaml",
        PACK + "guards: [mentions]\n",
        5,
        "There is no guard 'mentions'",
    ),
    "list-circular": ("lists.yaml", "aa:\n  - '{bb}'\nbb:\n  - '{aa}'\n", 2, "refers to itself"),
    "list-unknown": ("lists.yaml", "aa:\n  - '{cc}'\n", 2, "There is no word list named 'cc'"),
    "list-is-text": ("lists.yaml", "aa: word\n", 1, "'aa' must be a list"),
    "list-empty-name": ("lists.yaml", "Some words:\n  - x\n", 1, "not the name of a list"),
    "guard-bad-effect": (
        "guards.yaml",
        "new:\n  about: x\n  effect: hide\n  sentence: [x]\n",
        3,
        "not one of the choices for 'effect'",
    ),
    "guard-without-look": ("guards.yaml", "new:\n  about: x\n", 1, "says nowhere to look"),
    "guards-a-list": ("guards.yaml", "- x\n", 1, "must be a mapping"),
    "sources-broken": ("sources.yaml", "X:\n  title: T\n", 1, "no 'publisher'"),
}


def pack_in(folder: Path, name: str, content: str | bytes) -> Path:
    """A pack folder that is right but for one file."""
    (folder / "made").mkdir()
    files: dict[str, str | bytes] = {"pack.yaml": PACK, "rule.yaml": RULE}
    if name not in ("pack.yaml", "lists.yaml", "guards.yaml", "sources.yaml"):
        del files["rule.yaml"]
    shared = name in ("lists.yaml", "guards.yaml", "sources.yaml")
    if not shared:
        files[name] = content
    for file, text in files.items():
        (folder / "made" / file).write_bytes(text.encode() if isinstance(text, str) else text)
    if shared:
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return folder / name
    return folder / "made" / name


def errors_of(folder: Path) -> list[str]:
    """The errors of the packs in a folder, beside the shared files that come with debias. The
    other packs are left out: reading them takes time, and is tested elsewhere."""
    ours, theirs = read_files((built_in(),)), read_files((folder,))
    skin_tone = {
        path: {"pack.yaml": contents["pack.yaml"]}
        for path, contents in ours.packs.items()
        if path.endswith("skin-tone")
    }
    files = Files({**ours.shared, **theirs.shared}, {**skin_tone, **theirs.packs})
    with pytest.raises(DebiasError) as caught:
        ruleset_of(files, "made")
    error = caught.value
    return [str(one) for one in (error.errors if isinstance(error, BadRulesError) else (error,))]


@pytest.mark.parametrize("case", CASES)
def test_a_bad_rule_is_one_clear_error(case: str, tmp_path: Path) -> None:
    name, content, line, words = CASES[case]
    path = pack_in(tmp_path, name, content)
    errors = errors_of(tmp_path)
    assert len(errors) == 1, errors
    error = errors[0]
    assert words in error
    assert error.endswith((".", "?")), error
    if line is not None:
        assert error.startswith(f"{path}:{line}: "), error
    elif name == "Bad_Rule.yaml":  # the name itself is wrong
        assert error.startswith(f"{path}: "), error
    else:
        assert error[len(f"{path}:") :].split(":")[0].isdigit(), error


@pytest.mark.slow
@pytest.mark.parametrize("case", ["unknown-key", "bad-regex", "no-yaml", "list-circular"])
def test_a_bad_rule_is_told_and_exits_with_2(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, content, line, words = CASES[case]
    path = pack_in(tmp_path, name, content)
    document = tmp_path / "document.md"
    document.write_text("A nuisance.\n")
    assert main(["check", str(document), "--rules", str(tmp_path), "--no-cache"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert [one for one in err.splitlines() if one.startswith(f"{path}:{line}: ")], err
    assert words in err


@pytest.mark.slow
def test_every_bad_rule_is_named_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack_in(tmp_path, "one.yaml", RULE + "sevrity: x\n")
    (tmp_path / "made" / "two.yaml").write_text(RULE + "titel: x\n")
    assert main(["rules", "--rules", str(tmp_path), "--no-cache"]) == 2
    err = capsys.readouterr().err
    assert [Path(line.split(":")[0]).name for line in err.splitlines()] == ["one.yaml", "two.yaml"]


@pytest.mark.slow
def test_a_good_rule_is_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack_in(tmp_path, "rule.yaml", RULE)
    document = tmp_path / "document.md"
    document.write_text("A nuisance.\n")
    arguments = ["check", str(document), "--rules", str(tmp_path), "--select", "made"]
    assert main([*arguments, "--no-cache"]) == 1
    assert "nuisance" in capsys.readouterr().out


def test_a_folder_without_packs_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "--rules", str(tmp_path)]) == 2
    assert "holds no rule pack" in capsys.readouterr().err


def test_a_missing_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--rules", str(tmp_path / "nowhere")]) == 2
    assert "not there" in capsys.readouterr().err


@pytest.mark.slow  # reads all rules anew
def test_an_example_that_does_not_hold_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = changed("A [[nuisance]] to all.", "A nuisance [[to all]].")
    path = pack_in(tmp_path, "rule.yaml", content)
    assert main(["test", str(tmp_path / "made")]) == 2
    out = capsys.readouterr().out
    assert f"{path}:15: made/rule: flag example 1: expected 'to all', found 'nuisance'" in out


@pytest.mark.slow
def test_a_passage_to_allow_that_is_flagged_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = pack_in(tmp_path, "rule.yaml", changed("Nothing here.", "No nuisance here."))
    assert main(["test", str(path)]) == 2
    assert f"{path}:17: made/rule: allow example 1" in capsys.readouterr().out


@pytest.mark.slow
def test_a_catastrophic_pattern_is_stopped_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = changed("- nuisance", "- 're:(?:a|aa)+[#%]'")
    pack_in(tmp_path, "rule.yaml", content)
    document = tmp_path / "document.md"
    document.write_text("A " + "a" * 200 + "!\n")
    arguments = ["check", str(document), "--rules", str(tmp_path), "--select", "made"]
    assert main([*arguments, "--no-cache"]) == 2
    out = capsys.readouterr().out
    assert "made/rule took too long" in " ".join(out.split())
