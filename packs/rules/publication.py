"""What may be recorded of an edition, and in which order (Rules 24e, 30). Pure: no clock."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from assurance.rules.links import link_fault
from irp.rules.date_spans import printed_day
from packs.facts.publication import ClearanceFacts, IssuedFacts, PreElectionFacts, StepFacts
from packs.words import TO_PUBLISH, Audience, Forum
from packs.words.publication import PreElectionState, PublicationStep

WORDS = {
    PublicationStep.RECEIVED: (
        "Enter the meeting and its minute, or how it was given between meetings"
    ),
    PublicationStep.CLEARED: "Enter what the Monitoring Officer said",
    PublicationStep.PUBLISHED: "Enter where it is published",
    PublicationStep.TAKEN_DOWN: "Enter the reason",
}
WHILE_IN_FORCE = (PublicationStep.RECEIVED, PublicationStep.PUBLISHED)
# An address by its look: where a word begins, a scheme and a colon, with no space after them.
WITH_SCHEME = re.compile(
    r"""(?<![^\s"'“‘(<,;])(?!https://)[a-z][a-z0-9+.-]*:(?=\S)""", re.IGNORECASE
)
WHERE_PUBLISHED = (
    "Enter an address that begins with https://, or words such as “Council House library”"
)
NEVER = {
    Audience.WHOLE: "Only a public edition or an extract is published. Open that one.",
    Audience.EXEMPT: "The exempt part of an extract is never published.",
}


def last(steps: Sequence[StepFacts], *which: PublicationStep) -> StepFacts | None:
    """Return the newest of some steps, None where none was recorded; they come oldest first."""
    return next((step for step in reversed(steps) if step.step in which), None)


def published(steps: Sequence[StepFacts]) -> StepFacts | None:
    """Return the publication that holds, None before it and once it was taken down."""
    newest = last(steps, PublicationStep.PUBLISHED, PublicationStep.TAKEN_DOWN)
    return newest if newest and newest.step is PublicationStep.PUBLISHED else None


def corrected(steps: Sequence[StepFacts], step: PublicationStep) -> StepFacts | None:
    """Return the act that another of the same step would correct, None where it is the first.

    A clearance corrects none: each is one more. What was taken down can be published again.
    """
    if step is PublicationStep.PUBLISHED:
        return published(steps)
    return last(steps, step) if step is PublicationStep.RECEIVED else None


def clearances(steps: Sequence[StepFacts]) -> list[StepFacts]:
    """Return the clearances recorded since the edition was last taken down, oldest first."""
    found: list[StepFacts] = []
    for step in steps:
        if step.step is PublicationStep.TAKEN_DOWN:
            found.clear()
        elif step.step is PublicationStep.CLEARED:
            found.append(step)
    return found


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


def is_cleared(steps: Sequence[StepFacts], period: PreElectionFacts, *, on: date) -> bool:
    """Tell whether an edition is cleared on a day of a pre-election period.

    A clearance is for one edition and one period, until the edition is taken down.
    """
    return any(period.starts_on <= clearance.on <= on for clearance in clearances(steps))


def blocked(edition: IssuedFacts, period: PreElectionFacts | None, *, on: date) -> str:
    """Return why an edition is not published on a day of a pre-election period, "" where it is."""
    if period is None or is_cleared(edition.own, period, on=on):
        return ""
    after = printed_day(period.ends_on + timedelta(days=1))
    return (
        f"Publication is blocked until {printed_day(period.ends_on)}: this is the pre-election "
        f"period of the {period.election}. Record the Monitoring Officer’s clearance of this "
        f"edition, or publish it from {after}."
    )


def step_refusals(
    edition: IssuedFacts,
    step: PublicationStep,
    *,
    period: PreElectionFacts | None,
    on: date,
    by: int,
) -> list[str]:
    """Return why a step cannot be recorded of an edition, whatever is entered.

    `by` is the key of who would record it: what one person created another publishes. `period` is
    the pre-election period of the day `on`, None outside one. Where it was published is
    corrected whatever came since: the record says what happened.
    """
    if edition.issued_on is None:
        return ["It has not been issued."]
    if step is PublicationStep.RECEIVED:
        return _no_receipt(edition)
    if edition.audience not in TO_PUBLISH:
        return [NEVER[edition.audience]]
    if step is PublicationStep.CLEARED:
        return [] if period else ["No pre-election period is in force, so no clearance is needed."]
    if step is PublicationStep.TAKEN_DOWN:
        return [] if published(edition.own) else ["It is not published, so it is not taken down."]
    if held := corrected(edition.own, step):
        why = blocked(edition, period, on=on) if on != held.on else ""
        return [why] if why else []
    found = []
    if by == edition.asked_by:
        found.append(
            "You created this edition. Somebody else of CPMO reads it and records that it is "
            "published."
        )
    if edition.replaced_on:
        found.append("A later edition has replaced this one. Publish that one.")
    if edition.forum is Forum.IRB and not last(edition.of_whole, PublicationStep.RECEIVED):
        found.append(
            "The IRB has not received the pack. Record that on the edition that this one is made "
            "from, then publish it."
        )
    return [*found, *filter(None, [blocked(edition, period, on=on)])]


def overtaken(*, closed: Sequence[str], withdrawn: Sequence[str]) -> list[str]:
    """Return why an edition is not published that was overtaken since it was asked for.

    `closed` is what it prints and is not public any more, `withdrawn` what commissioners withdrew
    since the edition that it is made from was asked for (Rule 24e).
    """
    found = []
    if closed:
        found.append(
            f"Not public any more since this edition was created: {', '.join(closed)}. Create it "
            "again, and publish that one."
        )
    if withdrawn:
        found.append(
            f"Commissioners withdrew since the pack was created: {', '.join(withdrawn)}. Correct "
            "the pack, and publish what is made from the correction."
        )
    return found


def _no_receipt(edition: IssuedFacts) -> list[str]:
    if edition.audience is not Audience.WHOLE:
        return ["The IRB receives the whole edition. Record the receipt on that one."]
    if edition.forum is not Forum.IRB:
        return ["Only the packs of the IRB are received by it."]
    return []


def entry_faults(
    edition: IssuedFacts,
    step: PublicationStep,
    *,
    on: date,
    words: str,
    clearance: ClearanceFacts | None,
    reason: str,
    today: date,
    period: PreElectionFacts | None,
) -> dict[str, str]:
    """Return what is wrong with what was entered of a step, by field."""
    faults = {}
    first, what = _not_before(edition, step, period)
    if on > today:
        faults["on"] = "Enter today or an earlier day"
    elif first and on < first:
        faults["on"] = f"Enter {printed_day(first)}, {what}, or a later day"
    elif step in WHILE_IN_FORCE and edition.replaced_on and on > edition.replaced_on:
        faults["on"] = (
            f"Enter {printed_day(edition.replaced_on)}, when a later edition replaced this one, or "
            "an earlier day"
        )
    elif step is PublicationStep.RECEIVED and (until := edition.made_published_on) and on > until:
        faults["on"] = (
            f"Enter {printed_day(until)}, when an edition made from this one was published, or an "
            "earlier day"
        )
    if not words.strip():
        faults["words"] = WORDS[step]
    elif step is PublicationStep.PUBLISHED and (fault := place_fault(words.strip())):
        faults["words"] = fault
    if clearance and "on" not in faults:
        faults |= _clearance_faults(clearance, on=on)
    if corrected(edition.own, step) and not reason.strip():
        faults["reason"] = "Enter the reason for the correction"
    return faults


def place_fault(words: str) -> str:
    """Return what is wrong with the place of a publication, "" where nothing is.

    It is an address that begins with https://, or words: no other scheme is taken, wherever it
    stands in them.
    """
    if WITH_SCHEME.search(words):
        return WHERE_PUBLISHED
    return link_fault(words) if "://" in words else ""


def _clearance_faults(clearance: ClearanceFacts, *, on: date) -> dict[str, str]:
    """Return why it is no clearance of the Monitoring Officer's, by field."""
    if clearance.by_themselves:
        return {} if clearance.held_it else {"on": "Enter a day on which you held the post"}
    faults = {}
    if not clearance.is_named:
        faults["holding"] = "Choose the Monitoring Officer who cleared it"
    elif not clearance.held_it:
        faults["holding"] = f"Choose who held the post on {printed_day(on)}"
    if not clearance.document.strip():
        faults["document"] = (
            "Enter the reference of the document in which the Monitoring Officer cleared it"
        )
    return faults


def _not_before(
    edition: IssuedFacts, step: PublicationStep, period: PreElectionFacts | None
) -> tuple[date | None, str]:
    """Return the first day that a step can have, and what that day is."""
    begun = period.starts_on if period and step is PublicationStep.CLEARED else None
    if begun and (edition.issued_on is None or edition.issued_on < begun):
        return begun, "the first day of the pre-election period"
    if step is PublicationStep.TAKEN_DOWN and (held := published(edition.own)):
        return held.on, "the day it was published"
    days = [(edition.issued_on, "the day it was issued")]
    if step is PublicationStep.PUBLISHED:
        if receipt := last(edition.of_whole, PublicationStep.RECEIVED):
            days.append((receipt.on, "the day the IRB received the pack"))
        if ended := last(edition.own, PublicationStep.TAKEN_DOWN):
            days.append((ended.on, "the day it was taken down"))
    return max(days, key=lambda day: day[0] or date.min)


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
