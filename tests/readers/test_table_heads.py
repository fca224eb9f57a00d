"""What a first row that nobody marked as headers is, by its words and what stands under them."""

from __future__ import annotations

import pytest

from debias.readers.table_heads import could_head, heads


def says(table: str) -> bool:
    row, *below = ([cell.strip() for cell in line.split("|")] for line in table.split(" / "))
    under = [list(column) for column in zip(*below, strict=True)]
    return could_head(row, under) and heads(row, under)


@pytest.mark.parametrize(
    "table",
    [
        "Risk factor | Score / Previous PPH | Yes",
        "Asked | Yes | No / Smoker | ☐ | ☐ / Diabetes | ☐ | ☐",
        "Group | Number / Aspirin | 75 / Iron | 200",
        "| Before | After / Blood pressure | 120/80 | 110/70 / Pulse | 80 | 76",
        "Name | Role | Signature / A. Midwife | Lead | / B. Midwife | Staff |",
    ],
)
def test_it_heads_the_columns(table: str) -> None:
    assert says(table)


@pytest.mark.parametrize(
    "table",
    [
        "Smoker | Yes / Drinks | No / Diabetes | Yes",
        "Smoker | Yes | No / Drinks | Yes | No / Diabetes | Yes | No",
        "Surname | Smith / Age | 34 / Weight |",
        "Multiple pregnancy | 2 / Previous PPH | 3 / BMI over 35 | 1",
        "The woman is asked. | Each time / One | 1 / Two | 2",
        "Black women | Refer / Asian women | Refer / White women | Routine care",
    ],
)
def test_it_is_the_first_of_its_kind(table: str) -> None:
    assert not says(table)
