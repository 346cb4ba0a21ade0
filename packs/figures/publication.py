"""What was recorded of an edition as pages and lists say it (Rule 24e)."""

from collections.abc import Sequence
from datetime import date

from irp.rules.date_spans import printed_day
from packs.facts.publication import StepFacts
from packs.rules.publication import last
from packs.words.publication import PublicationStep


def publication_words(steps: Sequence[StepFacts]) -> str:
    """Return how far an edition has come, "" before anything: "Published 3 Nov 2026"."""
    came = (PublicationStep.RECEIVED, PublicationStep.PUBLISHED, PublicationStep.TAKEN_DOWN)
    newest = last(steps, *came)
    return f"{newest.step.label} {printed_day(newest.on)}" if newest else ""


def after_the_meeting(*, issued_on: date, met_on: date, had: str) -> str:
    """Return which version a board had that met before one was issued, "" where it had this one.

    `had` is what the newest version is called that was issued by the day it met, "" for none.
    """
    if issued_on <= met_on:
        return ""
    which = f"had {had}" if had else "had none"
    return (
        f"This version was issued on {printed_day(issued_on)}. The board met on "
        f"{printed_day(met_on)} and {which}."
    )
