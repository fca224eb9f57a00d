"""The one error that debias expects: something the user can put right."""

from __future__ import annotations


class DebiasError(Exception):
    """Something the user can put right.

    `message` says what is wrong in one sentence, `hint` what to do about it;
    `path` and `line` (1-based) say where, when that is known.
    """

    def __init__(
        self, message: str, *, path: str | None = None, line: int | None = None, hint: str = ""
    ) -> None:
        super().__init__(message, path, line, hint)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        place = "" if self.path is None else f"{self.path}: "
        if self.path is not None and self.line is not None:
            place = f"{self.path}:{self.line}: "
        return place + self.reason

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments do not survive the default pickling between worker processes.
        return (_rebuild, (self.message, self.path, self.line, self.hint))

    @property
    def reason(self) -> str:
        """The message and the hint, without the place."""
        return f"{self.message} {self.hint}".strip()


class BadRulesError(DebiasError):
    """Several rules cannot be read; `errors` has one DebiasError for each, `made` is the rule set
    of those that can."""

    def __init__(self, errors: list[DebiasError], made: object = None) -> None:
        first = errors[0]
        super().__init__(first.message, path=first.path, line=first.line, hint=first.hint)
        self.errors = tuple(errors)
        self.made = made


def _rebuild(message: str, path: str | None, line: int | None, hint: str) -> DebiasError:
    return DebiasError(message, path=path, line=line, hint=hint)
