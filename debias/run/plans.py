"""From settings and the command line to how each file is checked."""

from __future__ import annotations

import os

from debias import packs
from debias.errors import DebiasError
from debias.records import NamedTuple
from debias.rule import SUGGESTION, RuleSet
from debias.run import gitignore
from debias.run.choosing import Layer, chosen, known_names, meant, settled
from debias.run.one import Plan
from debias.settings.model import Allowance, Choices, Name, Settings
from debias.settings.nearest import Nearest, home_of, shown_path


class Asked(NamedTuple):
    """What the command line says, which wins over settings; None and empty: nothing said.

    `config` is a settings file for all files, `no_config` leaves settings out, `today` the day
    (ISO 8601) that suppressions may be past, `since` a revision of git. With
    `keep_blocks` the reports have their documents' blocks.
    """

    rules: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: str | None = None
    fail_on: str | None = None
    config: str | None = None
    no_config: bool = False
    use_cache: bool = True
    baseline: str | None = None
    no_baseline: bool = False
    since: str = ""
    jobs: int | None = None
    stdin: bytes = b""
    stdin_name: str = ""
    today: str = ""
    keep_blocks: bool = False
    limits: tuple[tuple[str, float], ...] = ()


class Planner:
    """Finds each file's settings and turns them, with what was asked for, into its plan.
    With `config`, these settings are all files'."""

    def __init__(self, asked: Asked, config: Settings | None = None) -> None:
        self.asked = asked
        self._nearest = Nearest()
        self._config = config
        if config is None and asked.config is not None:
            from debias.settings.read import read  # noqa: PLC0415 - brings yaml

            self._config = read(asked.config)
        self._rulesets: dict[tuple[object, ...], RuleSet] = {}
        self._tried: set[tuple[str, int]] = set()
        self._plans: dict[tuple[object, ...], Plan] = {}
        self._levels: dict[tuple[str, tuple[str, ...]], gitignore.Ignored] = {}

    def settings(self, path: str) -> Settings | None:
        """The settings that a file has."""
        if self.asked.no_config:
            return None
        return self._config or self._nearest.of(self._real(path))

    def _real(self, path: str) -> str:
        return (self.asked.stdin_name or os.curdir + os.sep) if path == "-" else path

    def excluded(self, path: str) -> bool:
        """Whether its settings leave a file out."""
        settings = self.settings(path)
        if settings is None or not settings.exclude:
            return False
        return self._named(settings, settings.exclude, path)

    def ruleset(self, settings: Settings | None) -> RuleSet:
        """The rules that settings and the command line name. Read once for all the same."""
        folders = tuple(dict.fromkeys((*self._folders(settings), *self.asked.rules)))
        words = settings.words if settings else None
        key = (folders, words)
        if key not in self._rulesets:
            self._rulesets[key] = packs.load(folders, use_cache=self.asked.use_cache, words=words)
        return self._rulesets[key]

    def plan(self, path: str, ruleset: RuleSet) -> Plan:
        """How to check a file with the rules of its settings."""
        settings = self.settings(path)
        said = () if settings is None else self._choices(settings, path)
        allowed = () if settings is None else self._allowances(settings, path)
        limits = tuple(self.limits(path).items())
        key = (id(ruleset), said, allowed, limits)
        if key not in self._plans:
            asked = self.asked
            layers = [
                Layer(
                    None if each.select is None else [name.text for name in each.select],
                    [name.text for name in each.ignore],
                    [(name.text, severity) for name, severity in each.severity],
                )
                for each in said
            ]
            if settings is not None:
                self._try(settings, ruleset)
            if asked.select or asked.ignore:
                if not chosen(ruleset, asked.select, asked.ignore):
                    raise DebiasError(
                        "No rule is left to look with.", hint="Check --select and --ignore."
                    )
                layers.append(Layer(asked.select or None, asked.ignore))
            least = [each.min_severity for each in said if each.min_severity is not None]
            self._plans[key] = Plan(
                settled(ruleset, layers) if layers else None,
                asked.min_severity or (least[-1] if least else SUGGESTION),
                allowed,
                limits,
            )
        return self._plans[key]

    def limits(self, path: str) -> dict[str, float]:
        """The limits that are set for a file, by name."""
        settings = self.settings(path)
        return {**dict(settings.limits if settings else ()), **dict(self.asked.limits)}

    def fail_on(self, path: str) -> str:
        """The mildest severity that fails in a file, or never."""
        settings = self.settings(path)
        said = () if settings is None else self._choices(settings, path)
        levels = [each.fail_on for each in said if each.fail_on is not None]
        return self.asked.fail_on or (levels[-1] if levels else "warning")

    def baseline(self, path: str) -> str | None:
        """The baseline that knows a file's findings; None without one."""
        if self.asked.no_baseline:
            return None
        if self.asked.baseline is not None:
            return self.asked.baseline
        settings = self.settings(path)
        if settings is None or settings.baseline is None:
            return None
        path = os.path.join(settings.folder, settings.baseline.text)  # noqa: PTH118
        home = os.path.realpath(home_of(settings.folder))
        if not os.path.realpath(path).startswith(os.path.join(home, "")):  # noqa: PTH118
            # `debias baseline` would write it, and the settings may be a stranger's.
            raise _wrong(
                settings,
                settings.baseline,
                f"The baseline '{settings.baseline.text}' is outside of the repository or folder "
                "of these settings.",
                "If you trust it, name it on the command line with --baseline.",
            )
        return shown_path(path)

    def _choices(self, settings: Settings, path: str) -> tuple[Choices, ...]:
        """What is said about a file, the last of which has the last word."""
        inner = (some for some in settings.paths if self._named(settings, some.match, path))
        return (settings.choices, *(some.choices for some in inner))

    def _allowances(self, settings: Settings, path: str) -> tuple[tuple[str, Allowance], ...]:
        return tuple(
            (settings.path, entry)
            for entry in settings.suppress
            if not entry.path or self._named(settings, (entry.path,), path)
        )

    def _named(self, settings: Settings, globs: tuple[str, ...], path: str) -> bool:
        key = (settings.folder, globs)
        if key not in self._levels:
            self._levels[key] = gitignore.of_lines(settings.folder, globs)
        return gitignore.names(self._levels[key], os.path.abspath(self._real(path)))  # noqa: PTH100

    def _folders(self, settings: Settings | None) -> list[str]:
        """The rule folders of settings, unless they lead out of where the settings are: a file
        that came with documents must not bring in rules from elsewhere."""
        if settings is None:
            return []
        folders = []
        given = {os.path.realpath(folder) for folder in self.asked.rules}
        home = os.path.realpath(home_of(settings.folder))
        for name in settings.rules:
            folder = os.path.join(settings.folder, name.text)  # noqa: PTH118
            real = os.path.realpath(folder)
            if real in given:
                continue
            if real != home and not real.startswith(os.path.join(home, "")):  # noqa: PTH118
                raise _wrong(
                    settings,
                    name,
                    f"The rule folder '{name.text}' is outside of the repository or folder of "
                    "these settings.",
                    f"If you trust it, name it on the command line: --rules {shown_path(real)}",
                )
            if not os.path.isdir(folder):  # noqa: PTH112
                raise _wrong(
                    settings,
                    name,
                    f"The rule folder '{name.text}' is not there.",
                    "It is looked for beside this file.",
                )
            folders.append(shown_path(folder))
        return folders

    def _try(self, settings: Settings, ruleset: RuleSet) -> None:
        """Raise DebiasError for a name that means no rule."""
        key = (settings.path, id(ruleset))
        if key in self._tried:
            return
        self._tried.add(key)
        known = known_names(ruleset)
        names: list[Name] = []
        for choices in (settings.choices, *(some.choices for some in settings.paths)):
            names += (*(choices.select or ()), *choices.ignore)
            names += (name for name, _ in choices.severity)
        allowed = [name for entry in settings.suppress for name in entry.rules]
        for name in (*names, *allowed):
            if name.text not in known or (name in allowed and ":" in name.text):
                raise _wrong(
                    settings,
                    name,
                    f"There is no rule, pack or principle named '{name.text}'.",
                    meant(name.text, known),
                )


def _wrong(settings: Settings, name: Name, message: str, hint: str) -> DebiasError:
    return DebiasError(message, path=settings.path, line=name.line, hint=hint)
