"""The columns of the map of outcomes and tests: a row for each of the 30."""

from assurance.figures.heat import MapCell
from assurance.rules import WORST_FIRST, Tally
from assurance.words import HIDDEN, SPEAKERS, Speaker, judgement_words
from irp.columns import Column, Kind

REST = tuple(key for key in WORST_FIRST if key not in ("met", HIDDEN))  # pages show them all


def _counted(speaker: Speaker, key: str) -> Column[MapCell]:
    def read(cell: MapCell) -> int:
        tally: Tally = dict(cell.voices)[speaker]
        return tally.of(key)

    words = f"{speaker.short}: {judgement_words(key).lower()}"
    return Column(f"{speaker.value}_{key}", words, read, Kind.NUMBER)


MAP_CELL: tuple[Column[MapCell], ...] = (
    Column("outcome", "Outcome", lambda cell: cell.outcome, Kind.NUMBER),
    Column("title", "Title of the outcome", lambda cell: cell.title),
    Column("test", "Test", lambda cell: cell.test, Kind.NUMBER),
    *(_counted(speaker, key) for speaker in SPEAKERS for key in ("met", *REST)),
    Column(
        "passed", "Requirements with a date passed", lambda cell: cell.counts.passed, Kind.NUMBER
    ),
    Column("next_due", "Next date", lambda cell: cell.counts.next_due, Kind.PLAN_DATE),
    Column("declared", "What commissioners declared", lambda cell: cell.met.words),
)
