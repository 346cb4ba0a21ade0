"""Pre-election periods: which is in force on a day, and what one may be entered as (Rule 30)."""

from collections.abc import Iterable
from datetime import date

from irp.rules.date_spans import printed_day
from packs.facts.publication import PreElectionFacts
from packs.words.publication import PreElectionState


def pre_election_on(periods: Iterable[PreElectionFacts], *, on: date) -> PreElectionFacts | None:
    """Return the pre-election period that a day lies in, None outside them all (Rule 30)."""
    in_force = PreElectionState.IN_FORCE
    return next(
        (period for period in periods if pre_election_state(period, on=on) is in_force), None
    )


def pre_election_state(period: PreElectionFacts, *, on: date) -> PreElectionState:
    """Return whether a pre-election period is in force on a day, both its ends included."""
    if period.withdrawn:
        return PreElectionState.WITHDRAWN
    if period.ends_on < on:
        return PreElectionState.ENDED
    return PreElectionState.TO_COME if on < period.starts_on else PreElectionState.IN_FORCE


def period_faults(entered: PreElectionFacts, others: Iterable[PreElectionFacts]) -> dict[str, str]:
    """Return what is wrong with a pre-election period as entered, by field; `others` are kept."""
    faults = {}
    if not entered.election.strip():
        faults["election"] = "Enter which election it is"
    if entered.ends_on < entered.starts_on:
        faults["ends_on"] = f"Enter {printed_day(entered.starts_on)}, its first day, or a later day"
    elif not entered.withdrawn and (
        other := next((period for period in others if _overlap(period, entered)), None)
    ):
        faults["starts_on"] = (
            f"It overlaps the pre-election period of the {other.election}, "
            f"{printed_day(other.starts_on)} to {printed_day(other.ends_on)}. Change that one"
        )
    if entered.number > 1 and not entered.reason.strip():
        faults["reason"] = "Enter the reason for the change"
    return faults


def _overlap(period: PreElectionFacts, other: PreElectionFacts) -> bool:
    if period.series == other.series or period.withdrawn:
        return False
    return period.starts_on <= other.ends_on and other.starts_on <= period.ends_on
