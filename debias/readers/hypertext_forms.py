"""Brings an HTML form's controls together with their labels, whichever comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from debias.document import FIELD, OPTION, Field

if TYPE_CHECKING:
    from debias.document import Block

Attributes: TypeAlias = dict[str, "str | None"]

_KINDS = {"checkbox": "checkbox", "radio": "radio", "date": "date", "datetime-local": "date"}
BUTTONS = frozenset({"button", "submit", "reset"})
TEXTS = frozenset({"text", "search", "email", "url", "tel"})


class Control:
    """A form field: one control, or all the radio buttons or tick boxes of one name."""

    __slots__ = ("around", "kind", "label", "number", "options")

    def __init__(self, number: int, kind: str, label: str) -> None:
        self.number = number
        self.kind = kind
        self.label = label
        self.around = ""  # what stands before it, for want of a label
        self.options: list[str] = []

    def field(self) -> Field:
        """The field as the document model has it."""
        return Field(self.number, self.kind, self.label or self.around, tuple(self.options))


class Forms:
    """The controls and labels of a document. `finish` puts the fields into the blocks."""

    __slots__ = ("_groups", "_ids", "_labels", "_parts", "last")

    def __init__(self) -> None:
        self.last: Control | None = None
        self._ids: dict[str, Control] = {}
        self._groups: dict[tuple[str, str], Control] = {}
        self._labels: list[tuple[int, str, list[Control]]] = []
        self._parts: list[tuple[int, Control]] = []

    def control(self, tag: str, attributes: Attributes, number: int, around: str) -> Control:
        """A new control, or the one that the radio button or tick box belongs to.

        `around` is what introduces it: the legend of its group.
        """
        kind = "dropdown" if tag == "select" else "text"
        if tag == "input":
            kind = _KINDS.get((attributes.get("type") or "text").lower(), "text")
        name = attributes.get("name") or ""
        control = None
        if kind in ("checkbox", "radio"):
            key = (kind, f"{name}\n{around}") if name else (kind, f"\n{around}\n{number}")
            control = self._groups.get(key)
            if control is None:
                control = self._groups[key] = Control(number, kind, around)
        else:
            control = Control(number, kind, attributes.get("aria-label") or "")
            control.around = around
        self.last = control
        if attributes.get("id"):
            self._ids[str(attributes["id"])] = control
        return control

    def add_label(self, block: int, wanted: str, inside: list[Control]) -> None:
        """A label: the number of its block, the id it is for, the controls inside it."""
        self._labels.append((block, wanted, inside))

    def add_part(self, block: int, control: Control) -> None:
        """A block that belongs to a control: a choice, a value, a placeholder."""
        self._parts.append((block, control))

    def finish(self, blocks: list[Block]) -> None:
        """Give each block that belongs to a control its field, now that all are known."""
        chosen: list[tuple[int, Control]] = []
        for number, wanted, inside in self._labels:
            control = self._ids.get(wanted) or (inside[0] if inside else None)
            if control is None:
                continue
            text = " ".join(blocks[number].text.split())
            if control.kind in ("checkbox", "radio"):
                control.options.append(text)
                chosen.append((number, control))
            else:
                control.label = control.label or text
                self._parts.append((number, control))
        # One for all blocks of a control, which may have thousands of choices.
        fields = {control: control.field() for _, control in (*self._parts, *chosen)}
        for number, control in self._parts:
            blocks[number] = blocks[number]._replace(field=fields[control])
        for number, control in chosen:
            kind = OPTION if blocks[number].kind == FIELD else blocks[number].kind
            blocks[number] = blocks[number]._replace(kind=kind, field=fields[control])
