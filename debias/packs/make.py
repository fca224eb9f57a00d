"""Making a rule set from the files of its packs, with every error at once."""

from __future__ import annotations

from debias.errors import BadRulesError, DebiasError
from debias.packs.files import Files
from debias.packs.folder import rules_of, shared_of
from debias.rule import Pack, Rule, RuleSet


def ruleset_of(files: Files, digest: str) -> RuleSet:
    """The rule set that the files make. Raises BadRulesError."""
    shared = shared_of(files)
    packs: list[Pack] = []
    rules: list[Rule] = []
    errors: list[DebiasError] = []
    for folder, contents in files.packs.items():
        pack, its_rules, its_errors = rules_of(folder, contents, shared)
        if any(pack.id == other.id for other in packs):
            errors.append(
                DebiasError(
                    f"There is a pack '{pack.id}' already.",
                    path=f"{folder}/pack.yaml",
                    hint="Give yours another id.",
                )
            )
        packs.append(pack)
        rules += its_rules
        errors += its_errors
    known_kinds = {kind.id for kind in shared.kinds}
    names = {rule.name for rule in rules} | {rule.id for rule in rules}
    paths = {pack.id: folder for folder, pack in zip(files.packs, packs, strict=True)}
    for rule in rules:
        path = f"{paths[rule.pack]}/{rule.id}.yaml"
        for kind in (*rule.where.documents, *rule.where.not_documents):
            if kind not in known_kinds:
                errors.append(
                    DebiasError(
                        f"There is no kind of document '{kind}'.",
                        path=path,
                        hint=f"Use: {', '.join(sorted(known_kinds))}.",
                    )
                )
        if not errors:
            for other in rule.over:
                if other not in names:
                    errors.append(
                        DebiasError(
                            f"There is no rule '{other}' for this one to take the place of.",
                            path=path,
                            hint="Check the ids under 'over'.",
                        )
                    )
    made = RuleSet(
        rules=tuple(rules),
        probes=tuple(shared.probes.patterns),
        needs=shared.probes.needs(),
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
