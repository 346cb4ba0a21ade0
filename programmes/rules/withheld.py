"""What a person may not read yet: unsigned returns, and ratings before their time (Rules 2, 15).

An unsigned return's words and ratings are for its programme's people, its SAO and CPMO; others see
its state. CPMO sees the SAO's rating once it has saved a first one of its own. Every page reads
facts through these functions, by the state that a return had as of the reading, so that a past
date gives nothing away either; a snapshot holds what the reader without any post would see.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from programmes.facts import (
    MilestoneFacts,
    MonthFacts,
    ProgrammeFacts,
    ProgrammeOutline,
    RatingFacts,
    ReturnFacts,
    StepFacts,
)
from programmes.facts.occurrences import RecurringFacts, RecurringRow
from programmes.rules.ratings import COUNTS_IN, Given, ratings_that_stand
from programmes.rules.returns import submitted_at
from programmes.words import TEXTS, ReturnState, Voice


@dataclass(frozen=True)
class Reader:
    """Whose unsigned returns a person may read.

    `programmes` are the references of those they are of: as RDL, as SAO, or as SAO of a row.
    """

    is_cpmo: bool = False
    programmes: frozenset[str] = frozenset()

    def sees(self, programme: str) -> bool:
        """Tell whether they read what is not signed yet of a programme (Rule 15)."""
        return self.is_cpmo or programme in self.programmes

    def rates(self, programme: str) -> bool:
        """Tell whether theirs is CPMO's independent view, and no other, of a programme (Rule 2)."""
        return self.is_cpmo and programme not in self.programmes


OUTSIDER = Reader()
# What was begun and nobody has signed; before, and once it is frozen unsigned, nothing is reported.
BEGUN_UNSIGNED = frozenset({ReturnState.DRAFT, ReturnState.SUBMITTED})


def is_withheld(state: ReturnState | None, *, programme: str, reader: Reader) -> bool:
    """Tell whether what a month reports of a programme is kept from a person until it is signed.

    Of such a month they can tell neither what was reported nor what is owed. `state` is the
    return's, None where the programme has none.
    """
    return state in BEGUN_UNSIGNED and not reader.sees(programme)


def is_unanswered(given: Given, *, ratings: Iterable[Given]) -> bool:
    """Tell whether CPMO has given no rating of the return since the SAO gave this one (Rule 2).

    Until then CPMO does not see it while the month is open, sent back or not; once it is frozen
    nobody can answer any more.
    """
    return given.voice == Voice.SAO and not any(
        other.voice == Voice.CPMO and other.at >= given.at for other in ratings
    )


def milestone_seen(facts: MilestoneFacts, reader: Reader) -> MilestoneFacts:
    """Return a milestone as a person may read it: without reports that nobody has signed."""
    if reader.sees(facts.programme):
        return facts
    return replace(
        facts,
        reports=tuple(report for report in facts.reports if report.state.is_received),
        completions=tuple(act for act in facts.completions if act.state.is_received),
        recurring=facts.recurring and signed_occurrences(facts.recurring),
    )


def signed_occurrences(facts: RecurringFacts) -> RecurringFacts:
    """Return a recurring row without what no SAO has signed yet of its occurrences."""
    return replace(
        facts,
        reported=tuple(occurrence for occurrence in facts.reported if occurrence.state.is_received),
    )


def recurring_seen(row: RecurringRow, reader: Reader) -> RecurringRow:
    """Return a recurring row of a long list as a person may read it."""
    if reader.sees(row.programme):
        return row
    return replace(row, recurring=signed_occurrences(row.recurring))


def return_seen(ret: ReturnFacts, reader: Reader, *, is_open: bool) -> ReturnFacts:
    """Return a return as a person may read it; `is_open` tells of its month."""
    if ret.state.is_received or reader.sees(ret.programme):
        return replace(ret, ratings=_ratings(ret, reader, is_open=is_open))
    no_words: dict[str, Any] = dict.fromkeys(TEXTS, "")
    return replace(
        ret,
        **no_words,
        steps=tuple(replace(step, reason="") for step in ret.steps),
        ratings=(),
        signatures=(),
    )


def _ratings(ret: ReturnFacts, reader: Reader, *, is_open: bool) -> tuple[RatingFacts, ...]:
    """Return the ratings that a person may read, those among them that count no more.

    One that has counted was read by everybody then, except the SAO's by CPMO before it rated. One
    that never did is for its own side: the SAO's for the programme's people, CPMO's for CPMO.
    """
    own = {Voice.SAO: ret.programme in reader.programmes, Voice.CPMO: reader.is_cpmo}
    blind = is_open and reader.rates(ret.programme)
    return tuple(
        given
        for given in ret.ratings
        if own[given.voice]
        or (
            has_counted(given, ret.steps)
            and not (blind and is_unanswered(given, ratings=ret.ratings))
        )
    )


def has_counted(given: RatingFacts, steps: Iterable[StepFacts]) -> bool:
    """Tell whether a rating counts or once did: its step was taken before any way back."""
    for step in steps:
        if step.to_state is ReturnState.DRAFT and step.at > given.at:
            return False
        if step.to_state in COUNTS_IN[given.voice] and step.at >= given.at:
            return True
    return False


def months_seen(
    months: tuple[MonthFacts, ...], *, programme: str, reader: Reader, unanswered: bool
) -> tuple[MonthFacts, ...]:
    """Return months of a strip, newest first, without a rating that is kept from the reader.

    `unanswered` tells whether CPMO has still to answer the rating of the newest month.
    """
    if not months or not (months[0].is_open and unanswered and reader.rates(programme)):
        return months
    return (replace(months[0], sao=None), *months[1:])


def outline_seen(outline: ProgrammeOutline, reader: Reader) -> ProgrammeOutline:
    """Return a programme of a long list as a person may read it; it holds no words.

    What the SAO judges beside a rating is shown where the rating is.
    """
    months = months_seen(
        outline.months, programme=outline.ref, reader=reader, unanswered=outline.unanswered
    )
    shown = zip(months, outline.judged, strict=True)
    judged = tuple(divergence if month.sao else None for month, divergence in shown)
    return replace(outline, months=months, judged=judged)


def returns_seen(
    ret: ReturnFacts | None,
    before: ReturnFacts | None,
    months: tuple[MonthFacts, ...],
    reader: Reader,
) -> tuple[ReturnFacts | None, ReturnFacts | None, tuple[MonthFacts, ...]]:
    """Return a programme's newest return, the one before and its months as a person may read them.

    One month is open at a time, and it is the newest.
    """
    if ret is None:
        return None, before and return_seen(before, reader, is_open=False), months
    is_open = bool(months) and months[0].is_open
    sao = ratings_that_stand(
        state=ret.state, submitted_at=submitted_at(ret.steps), given=ret.ratings
    ).get(Voice.SAO)
    unanswered = sao is not None and is_unanswered(sao, ratings=ret.ratings)
    return (
        return_seen(ret, reader, is_open=is_open),
        before and return_seen(before, reader, is_open=False),
        months_seen(months, programme=ret.programme, reader=reader, unanswered=unanswered),
    )


def programme_seen(facts: ProgrammeFacts, reader: Reader) -> ProgrammeFacts:
    """Return a whole programme as a person may read it."""
    ret, before, months = returns_seen(facts.ret, facts.ret_before, facts.months, reader)
    return replace(
        facts,
        ret=ret,
        ret_before=before,
        months=months,
        milestones=tuple(milestone_seen(row, reader) for row in facts.milestones),
    )
