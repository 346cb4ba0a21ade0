"""What counts of what was reported and signed (Rules 15 and 16)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar

from programmes.words import ReturnState


class ReportedRow(Protocol):
    """A report of a row as far as it says where its return stands."""

    @property
    def state(self) -> ReturnState:
        """Return the state of its return."""


AnyReported = TypeVar("AnyReported", bound=ReportedRow)


def that_count(reports: Iterable[AnyReported]) -> list[AnyReported]:
    """Return the reports that count of some: what was frozen unsigned does not (Rule 16).

    The SQL twin is `MilestoneReportQuerySet.that_count`.
    """
    return [report for report in reports if report.state is not ReturnState.NOT_REPORTED]


class SignatureGiven(Protocol):
    """A signature as far as it says when it was given."""

    @property
    def at(self) -> datetime:
        """Return when it was given."""


AnySignature = TypeVar("AnySignature", bound=SignatureGiven)


def signatures_in_force(
    given: Iterable[AnySignature], *, submitted: datetime | None
) -> list[AnySignature]:
    """Return the signatures since a return was last submitted: earlier ones are void (Rule 15).

    `submitted` is what `submitted_at` tells: None for a draft, of which none is in force.
    """
    return (
        [] if submitted is None else [signature for signature in given if signature.at >= submitted]
    )
