"""Making a rule set from the files of its packs, with every error at once."""

from __future__ import annotations

from debias.errors import BadRulesError, DebiasError
from debias.packs.files import Files
from debias.packs.folder import rules_of
from debias.packs.known import NOTHING, Known
from debias.packs.part import did_you_mean
from debias.packs.shared import shared_of
from debias.packs.source import written
from debias.packs.where import where_written
from debias.rule import Pack, Rule, RuleSet


def ruleset_of(files: Files, digest: str, known: Known = NOTHING) -> RuleSet:
    """The rule set that the files make, the same whatever is `known`. Raises BadRulesError."""
    shared = shared_of(files, known)
    packs: list[Pack] = []
    rules: list[Rule] = []
    errors: list[DebiasError] = []
    for folder, contents in files.packs.items():
        try:
            pack, its_rules, its_errors = rules_of(folder, contents, shared)
        except DebiasError as error:
            errors.append(error)
            continue
        if any(pack.id == other.id for other in packs):
            path = f"{folder}/pack.yaml"
            line = written(path, contents["pack.yaml"]).line("id")
            message = f"There is a pack '{pack.id}' already."
            errors.append(DebiasError(message, path=path, line=line, hint="Give yours another id."))
            continue
        packs.append(pack)
        rules += its_rules
        errors += its_errors
    errors = errors or _unknown_over(rules, files)
    needs, begins, starts = shared.probes.words()
    made = RuleSet(
        rules=tuple(rules),
        probes=tuple(shared.probes.probes),
        pieces=tuple(shared.probes.pieces),
        needs=needs,
        begins=begins,
        starts=starts,
        guards=shared.guards,
        kinds=shared.kinds,
        packs=tuple(packs),
        principles=shared.principles,
        digest=digest,
    )
    if errors:
        raise BadRulesError(errors, made)
    if not rules:
        raise DebiasError("There is no rule to look with.", hint="Check the rule folders.")
    return made


def _unknown_over(rules: list[Rule], files: Files) -> list[DebiasError]:
    """An error for each rule that is to take the place of one that is not there."""
    names = {rule.name for rule in rules} | {rule.id for rule in rules}
    errors = []
    for rule in rules:
        for at, other in enumerate(rule.over):
            if other not in names:
                path, line = where_written(files, rule.id, rule.pack, "over", at)
                message = f"There is no rule '{other}' for this one to take the place of."
                hint = did_you_mean(other, names) or "Check the ids under 'over'."
                errors.append(DebiasError(message, path=path, line=line, hint=hint))
    return errors
