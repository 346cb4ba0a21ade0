"""The step-down position as pages and packs show it: each clause with what is missing (21)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from assurance.facts import OutcomeHead, RequirementPosition
from assurance.facts.citations import CitedFacts, GroundsFacts
from assurance.facts.hidden import ALL_SHOWN, HiddenResults
from assurance.figures.cells import cited_by, without_strands
from assurance.figures.outcomes import and_hidden
from assurance.figures.step_down_dates import PlanDatesBeside, Rows, plan_dates_beside
from assurance.rules.citations import rest_words
from assurance.rules.step_down import Moved, Place, StepDown, moved_since
from assurance.words import NOT_SHOWN, Judgement, Speaker, judgement_words
from assurance.words.step_down import Clause
from irp.rules.numbers import counted

COMMISSIONER = Speaker.COMMISSIONER


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceLine:
    """One place of a clause: what commissioners say, and the requirements that are not yet met."""

    place: Place
    title: str  # of the outcome
    missing: tuple[RequirementPosition, ...]  # printed beside "confident" too (Rule 21)
    every: int  # requirements that apply
    strands: tuple[str, ...]  # under which what is missing is listed, "" where there are none
    notes: tuple[str, ...]
    cites: tuple[CitedFacts, ...]  # by what commissioners say of it
    rests: tuple[str, ...]  # judgements in force there that rest on expired evidence (Rule 22)

    @property
    def name(self) -> str:
        """Return what it is called in addresses: "a-8-1"."""
        return f"{self.place.clause.value}-{self.place.outcome}-{self.place.test}"

    def of_strand(self, strand: str) -> list[RequirementPosition]:
        """Return what is missing under one strand."""
        return [row for row in self.missing if row.strand == strand]

    @property
    def needs(self) -> str:
        """Return "4 of 5 requirements not yet met (1 not met, 3 not assessed)"."""
        if self.place.is_hidden:
            return NOT_SHOWN
        if not self.every:
            return "No requirement applies: an act with a reason is needed"
        found = f"{len(self.missing)} of {counted(self.every, 'requirement')} not yet met"
        return f"{found} ({_parts(self.missing)})" if self.missing else found


@dataclass(frozen=True, kw_only=True, slots=True)
class ViewLine:
    """In how many places of a clause each requirement is met by one speaker's own assessment."""

    speaker: Speaker
    met: int
    every: int  # places
    hidden: int  # of them, with a result that is not shown (24e)

    @property
    def words(self) -> str:
        """Return "3 of 10", of what is shown."""
        return f"{self.met} of {self.every - self.hidden}{and_hidden(self.hidden)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class ClauseLine:
    """A clause with its places, and how the council and CPMO see the same, apart."""

    clause: Clause
    is_true: bool
    words: str
    places: tuple[PlaceLine, ...]
    views: tuple[ViewLine, ...]

    @property
    def hidden(self) -> int:
        """Return how many places are not shown (Rule 24e)."""
        return sum(row.place.is_hidden for row in self.places)

    @property
    def rests(self) -> str:
        """Return "2 judgements rest on expired evidence: …", "" for none; it sets nothing (22)."""
        found = tuple(dict.fromkeys(name for row in self.places for name in row.rests))
        return f"{rest_words(found)}: {', '.join(found)}" if found else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class StepDownFigure:
    """The whole position at a moment."""

    position: StepDown
    clauses: tuple[ClauseLine, ...]
    moved: tuple[Moved, ...]  # since the last pack; none where there is none
    dates: PlanDatesBeside

    @property
    def regressions(self) -> tuple[tuple[str, str], ...]:
        """Return each regression by where it is and in words."""
        return tuple(
            (f"Outcome {standing.outcome}, test {standing.test}", words)
            for standing, words in self.position.regressions
        )

    @property
    def hidden(self) -> str:
        """Return "outcome 4, test 1", what is not shown, "" where all is (Rule 24e)."""
        return "; ".join(f"outcome {of}, test {test}" for of, test in self.position.hidden)


def step_down_figure(
    position: StepDown,
    outcomes: Sequence[OutcomeHead],
    rows: Rows,
    *,
    owned: Collection[str],
    before: StepDown | None,
    ends_on: date,
    grounds: GroundsFacts | None,
    hidden: HiddenResults = ALL_SHOWN,
) -> StepDownFigure:
    """Return the position with what is missing; `rows` are the requirements by outcome and test.

    `owned` are those with an owner; `grounds` what it rests on as far as the reader may see it,
    None where a snapshot kept nothing of it; `hidden` what is not shown.
    """
    known = {outcome.number: outcome for outcome in outcomes}
    return StepDownFigure(
        position=position,
        clauses=tuple(
            ClauseLine(
                clause=row.clause,
                is_true=row.is_true,
                words=row.words,
                places=tuple(
                    _place(
                        place,
                        known[place.outcome],
                        rows.get((place.outcome, place.test), ()),
                        owned,
                        grounds,
                    )
                    for place in row.places
                ),
                views=tuple(
                    _view(rows, row.places, who, hidden) for who in (Speaker.CPMO, Speaker.COUNCIL)
                ),
            )
            for row in position.clauses
        ),
        moved=moved_since(before, position) if before else (),
        dates=plan_dates_beside(rows, ends_on=ends_on),
    )


def _place(
    place: Place,
    outcome: OutcomeHead,
    rows: Sequence[RequirementPosition],
    owned: Collection[str],
    grounds: GroundsFacts | None,
) -> PlaceLine:
    if place.is_hidden:
        return PlaceLine(
            place=place, title=outcome.title, missing=(), every=0, strands=(),
            notes=without_strands(outcome, rows), cites=(), rests=(),
        )  # fmt: skip
    applying = _applying(rows)
    unmet = [row for row in applying if row.judgements.get(COMMISSIONER) is not Judgement.MET]
    # "No owner named" heads what is missing (Rule 24a); else in the plan's order.
    missing = tuple(sorted(unmet, key=lambda row: row.ref in owned))
    under = {row.strand for row in missing}
    return PlaceLine(
        place=place,
        title=outcome.title,
        missing=missing,
        every=len(applying),
        strands=tuple(
            code for code in (*(strand.code for strand in outcome.strands), "") if code in under
        ),
        notes=without_strands(outcome, rows),
        cites=cited_by(place.act, grounds.cited) if grounds else (),
        rests=_rests(place, applying, grounds) if grounds else (),
    )


def _parts(missing: Sequence[RequirementPosition]) -> str:
    """Return "1 not met, 3 not assessed": what is not assessed is not "not met" (Rule 19)."""
    judgements = [row.judgements.get(COMMISSIONER) for row in missing]
    kinds = (Judgement.NOT_MET, Judgement.PARTLY, None)
    found = ((kind, judgements.count(kind)) for kind in kinds)
    return ", ".join(f"{n} {judgement_words(kind or '').lower()}" for kind, n in found if n)


def _applying(rows: Sequence[RequirementPosition]) -> list[RequirementPosition]:
    """Return what commissioners did not judge not applicable (Rule 19)."""
    aside = Judgement.NOT_APPLICABLE
    return [row for row in rows if row.judgements.get(COMMISSIONER) is not aside]


def _rests(
    place: Place, rows: Sequence[RequirementPosition], grounds: GroundsFacts
) -> tuple[str, ...]:
    """Return what is in force there on evidence that has expired: requirements, then the test."""
    judged = [row.ref for row in rows if row.ref in grounds.expired]
    expired = any(piece.expired_on for piece in cited_by(place.act, grounds.cited))
    tests = [f"test {place.test} of outcome {place.outcome}"] if place.holds and expired else []
    return (*judged, *tests)


def _view(rows: Rows, places: Sequence[Place], speaker: Speaker, hidden: HiddenResults) -> ViewLine:
    not_shown = [
        place
        for place in places
        if any(hidden.hides(row.ref, speaker) for row in rows.get((place.outcome, place.test), ()))
    ]
    return ViewLine(
        speaker=speaker,
        met=sum(_all_met(rows, place, speaker) for place in places),
        every=len(places),
        hidden=len(not_shown),
    )


def _all_met(rows: Rows, place: Place, speaker: Speaker) -> bool:
    applying = _applying(rows.get((place.outcome, place.test), ()))
    return bool(applying) and all(row.judgements.get(speaker) is Judgement.MET for row in applying)
