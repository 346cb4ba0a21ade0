"""The extracts for committees, on the page of the pack that they are made from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from packs.figures.publication import publication_words
from packs.models import Pack
from packs.readings.publication import steps_in
from packs.readings.replaced import replaces
from packs.words import TO_PUBLISH


@dataclass(frozen=True)
class ExtractLine:
    """An extract, or its exempt part, on the page of the pack that it is made from."""

    pack: Pack
    came: str  # how far its publication has come; "" of what is not to be published
    is_replaced: bool


def extract_lines(pack: Pack, seen: Sequence[Pack]) -> Iterator[ExtractLine]:
    """Yield them by committee, the newest first, with their steps among what a person may see."""
    own = [edition for edition in seen if edition.made_from_id == pack.pk and edition.committee_id]
    for edition in sorted(
        own, key=lambda edition: (str(edition.committee), -edition.part, edition.audience)
    ):
        came = publication_words(steps_in(edition.steps.all()))
        yield ExtractLine(
            pack=edition,
            came=came or "Not published" if edition.audience in TO_PUBLISH else "",
            is_replaced=any(replaces(later, edition) for later in seen),
        )
