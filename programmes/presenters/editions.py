"""The pages of the plan's editions: side by side, each one's rows, a new one's preview (18b)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from irp.past import Past
from irp.readings import Now, Source
from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED, PlanDate, milestone_kind
from programmes.facts import Position
from programmes.facts.editions import EditionFacts, EditionsFacts, FateFacts, FirstDates
from programmes.figures.editions import SideBySide, side_by_side
from programmes.models import Milestone, Programme
from programmes.readings.editions import dates_given, editions, next_edition_number
from programmes.readings.positions import positions
from programmes.rules.edition_rows import RowPlan
from programmes.rules.editions import preview_mark
from programmes.rules.withheld import Reader
from programmes.words import Fate


@dataclass(frozen=True, kw_only=True)
class Editions:
    """The editions of the plan now or as at a past date, and both counted side by side."""

    facts: EditionsFacts
    sides: SideBySide | None

    def of(self, number: int) -> EditionFacts | None:
        """Return an edition by its number."""
        return next((edition for edition in self.facts.editions if edition.number == number), None)


def read_editions(past: Past, reader: Reader) -> Editions:
    """Return the editions, in one statement while there is one, else in nine at most."""
    facts = editions(past.source)
    found = positions(past.source, on=past.measured.on, reader=reader) if facts.is_renewed else []
    return Editions(facts=facts, sides=side_by_side(facts, found, measured=past.measured))


@dataclass(frozen=True, kw_only=True)
class EditionRowLine:
    """One row of an edition: what became of the milestone."""

    ref: str
    title: str
    programme: str
    fate: Fate
    new: PlanDate | None  # the date that the edition gave it
    heirs: tuple[str, ...]
    reason: str


def edition_rows(source: Source, fates: Sequence[FateFacts]) -> list[EditionRowLine]:
    """Return the rows of an edition in the order of its file, in three statements."""
    refs = [fate.milestone for fate in fates]
    titles = {row[0]: row for row in source.columns(Milestone, "ref", "title", "programme_id")}
    names = dict(source.columns(Programme, "id", "ref"))
    numbers = {fate.edition for fate in fates}
    dates = dates_given(numbers, refs, until=source.at)
    return [
        EditionRowLine(
            ref=fate.milestone,
            title=titles[fate.milestone][1],
            programme=names[titles[fate.milestone][2]],
            fate=fate.fate,
            new=dates.get(fate.milestone),
            heirs=fate.heirs,
            reason=fate.reason,
        )
        for fate in fates
    ]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What an edition will do once it is confirmed; `mark` tells it from any other preview."""

    rows: Sequence[RowPlan]
    counts: dict[Fate, int]
    after: SideBySide | None  # none where no plan was loaded that it could stand beside
    mark: str


def preview(
    planned: Sequence[RowPlan], *, name: str, on: date, at: datetime, reader: Reader
) -> Preview:
    """Return a file's effect, in ten statements."""
    source, number = Now(at), next_edition_number()
    found = positions(source, on=on, reader=reader)
    counts = Counter(row.fate for row in planned)
    after = side_by_side(
        _renewed(editions(source, whole=True), planned, number=number, name=name, at=at),
        _positions_after(found, planned),
        measured=Measured(on),
    )
    return Preview(
        rows=planned,
        counts={fate: counts[fate] for fate in Fate},
        after=after,
        mark=preview_mark(number, planned),
    )


def _renewed(
    facts: EditionsFacts, planned: Sequence[RowPlan], *, number: int, name: str, at: datetime
) -> EditionsFacts:
    """Return the editions as they will be."""
    new = EditionFacts(
        number=number, name=name, approver="", approved_on=None, minute="", note="", by_name="",
        by_post="", at=at,
    )  # fmt: skip
    fates = tuple(
        FateFacts(edition=number, milestone=row.ref, fate=row.fate, reason="", heirs=())
        for row in planned
    )
    firsts = tuple(
        FirstDates(
            milestone=row.ref,
            edition=number,
            kind=milestone_kind(UNDATED, row.new),
            latest=row.new.latest,
        )
        for row in planned
        if row.fate is Fate.NEW
    )
    return replace(
        facts,
        editions=(*facts.editions, new),
        fates=facts.fates + fates,
        rows=facts.rows + firsts,
    )


def _positions_after(found: Sequence[Position], planned: Sequence[RowPlan]) -> list[Position]:
    """Return the rows that will be in force."""
    gone = {row.ref for row in planned if not row.fate.goes_on}
    remaining = [row for row in found if row.ref not in gone]
    return remaining + [_to_come(row) for row in planned if row.fate is Fate.NEW]


def _to_come(row: RowPlan) -> Position:
    """Return the position of a new row, of which nothing is reported yet."""
    known = {"ref": row.ref, "programme": row.programme, "b0_latest": row.new.latest}
    return Position._make(known.get(name) for name in Position._fields)
