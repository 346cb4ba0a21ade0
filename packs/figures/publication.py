"""What was recorded of an edition as pages and lists say it (Rule 24e)."""

from collections.abc import Sequence

from irp.rules.date_spans import printed_day
from packs.facts.publication import StepFacts
from packs.rules.publication import last
from packs.words.publication import PublicationStep


def publication_words(steps: Sequence[StepFacts]) -> str:
    """Return how far an edition has come, "" before anything: "Published 3 Nov 2026"."""
    came = (PublicationStep.RECEIVED, PublicationStep.PUBLISHED, PublicationStep.TAKEN_DOWN)
    newest = last(steps, *came)
    return f"{newest.step.label} {printed_day(newest.on)}" if newest else ""
