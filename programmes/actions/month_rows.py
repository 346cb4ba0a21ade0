"""What a month's entry of many rows comes to: what was written, what others saved, what is faulty.

Each row has its own check against what was saved since it was read.
"""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from irp.actions import Refused

Row = TypeVar("Row")
Act = TypeVar("Act")


class FaultyRows(Refused):
    """What was entered has faults: by reference of its row and field."""

    def __init__(self, faults: dict[str, dict[str, str]]) -> None:
        self.faults = faults
        super().__init__(*(f"{ref}: {words}" for ref in faults for words in faults[ref].values()))


@dataclass
class RowsEntered(Generic[Row, Act]):
    """What an entry wrote, and what others saved of the other rows meanwhile, by reference."""

    saved: list[Act] = field(default_factory=list)
    clashes: dict[str, Row] = field(default_factory=dict)
