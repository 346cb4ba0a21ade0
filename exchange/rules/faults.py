"""Faults of the plan's files, each saying where it is, what is wrong and what to type."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong: in which file, in which record, and what to type instead."""

    file: str
    record: str
    what: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.record, self.what) if part)


class PlanRefused(Exception):
    """The plan was not loaded, for every fault given; nothing was written."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
