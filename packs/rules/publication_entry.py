"""What is wrong with what was entered of a step of publication, by field (Rules 24e, 30). Pure."""

import re
from datetime import date

from assurance.rules.links import link_fault
from irp.rules.date_spans import printed_day
from packs.facts.publication import ClearanceFacts, IssuedFacts, PreElectionFacts
from packs.rules.publication import corrected, last, published
from packs.words.publication import PublicationStep

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
