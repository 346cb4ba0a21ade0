"""What may be recorded of an edition, and in which order (Rules 24e, 30). Pure: no clock."""

from collections.abc import Sequence
from datetime import date, timedelta

from irp.rules.date_spans import printed_day
from packs.facts.publication import IssuedFacts, PreElectionFacts, StepFacts
from packs.words import TO_PUBLISH, Audience, Forum
from packs.words.publication import PublicationStep

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
