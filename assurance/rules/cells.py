"""When a test counts as met in an outcome, and when "confident of progress" does (Rules 20, 21)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assurance.facts.cells import CellActFacts, CourseFacts
from assurance.rules.cell_courses import (
    applicable,
    changes_of,
    is_in_force,
    lost_words,
    state_of,
    unmet,
)
from assurance.words import NOT_SHOWN, Judgement
from assurance.words.cells import NOT_DECLARED, NOT_JUDGED, Said, Subject
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day

NONE_APPLIES = "no requirement applies any more"
WITHDRAWN = "withdrawn by commissioners"


@dataclass(frozen=True, kw_only=True, slots=True)
class Fall:
    """When what commissioners said stopped counting, and why."""

    at: datetime
    why: str  # "PO2-T1-3 withdrawn"


@dataclass(frozen=True, kw_only=True, slots=True)
class Regression:
    """A declaration that counts no more, and whether commissioners have declared it again."""

    declared: CellActFacts
    fall: Fall
    again_at: datetime | None

    @property
    def words(self) -> str:
        """Return "declared met 10 Feb 2028; no longer supported since 4 Mar 2028: …"."""
        again = f"; declared met again {_day(self.again_at)}" if self.again_at else ""
        return f"{fall_words(self.declared, self.fall)}{again}"


@dataclass(frozen=True, kw_only=True, slots=True)
class MetStanding:
    """Whether a test counts as met in an outcome at a moment, by commissioners alone."""

    act: CellActFacts | None  # the newest declaration, also one that counts no more
    fall: Fall | None  # of that declaration
    regressions: tuple[Regression, ...]  # the oldest first
    excluded: tuple[str, ...]  # requirements that commissioners judged not applicable
    is_hidden: bool = False  # not shown, whether it is declared or not (Rule 24e)

    @property
    def counts(self) -> bool:
        """Tell whether it counts as met (Rule 20)."""
        return self.act is not None and self.fall is None

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether nothing is declared, or what was has been withdrawn."""
        return self.act is None or (self.fall is not None and self.fall.why == WITHDRAWN)

    @property
    def words(self) -> str:
        """Return it in words, with what was excluded."""
        if self.is_hidden:
            return NOT_SHOWN
        if self.act is None:
            return NOT_DECLARED
        if self.fall:
            words = fall_words(self.act, self.fall)
            return words[0].upper() + words[1:]
        without = f", without {', '.join(self.excluded)} (not applicable)" if self.excluded else ""
        return f"Declared met {_day(self.act.at)}{without}"


@dataclass(frozen=True, kw_only=True, slots=True)
class ConfidenceStanding:
    """What commissioners say of progress on a test at a moment (Rule 21)."""

    act: CellActFacts | None  # the newest that says confident or not, None once withdrawn
    overtaken: Fall | None  # "met" that fell since: an older "confident" counts no more
    is_hidden: bool = False  # not shown, whatever is said (Rule 24e)

    @property
    def counts(self) -> bool:
        """Tell whether it says "confident" and may be counted."""
        is_confident = self.act is not None and self.act.said is Said.CONFIDENT
        return is_confident and self.overtaken is None

    @property
    def words(self) -> str:
        """Return it in words."""
        if self.is_hidden:
            return NOT_SHOWN
        if self.act is None:
            return NOT_JUDGED
        words = f"{self.act.said.label}, {_day(self.act.at)}"
        if self.overtaken:
            return f"{words}: to be repeated, since “met” no longer counts from " + _day(
                self.overtaken.at
            )
        return words


HIDDEN_MET = MetStanding(act=None, fall=None, regressions=(), excluded=(), is_hidden=True)
HIDDEN_CONFIDENCE = ConfidenceStanding(act=None, overtaken=None, is_hidden=True)


def met_standing(
    acts: Iterable[CellActFacts], courses: Sequence[CourseFacts], *, at: datetime
) -> MetStanding:
    """Return whether a test counts as met in an outcome at a moment (Rule 20).

    It does while the newest declaration has not been withdrawn, and each requirement that applies
    has had an issued "met" in force from the declaration to that moment without a break. Restoring
    the requirement does not bring it back, a new declaration does; a requirement that an amendment
    adds breaks it; so does the last one that applied becoming not applicable. `acts` are those of
    this outcome and test, the oldest first, `courses` its requirements.
    """
    own = [act for act in acts if act.subject is Subject.MET and act.at <= at]
    falls: list[tuple[CellActFacts, Fall | None]] = []
    for place, act in enumerate(own):
        if act.said is Said.MET:
            until = own[place + 1] if place + 1 < len(own) else None
            falls.append((act, _fall_of(act, until, courses, at=at)))
    again = [*(act.at for act, _ in falls[1:]), None]
    newest, fall = falls[-1] if falls else (None, None)
    return MetStanding(
        act=newest,
        fall=fall,
        regressions=tuple(
            Regression(declared=act, fall=fell, again_at=later)
            for (act, fell), later in zip(falls, again, strict=False)
            if fell
        ),
        excluded=tuple(
            row.ref
            for row in courses
            if is_in_force(row, at=at) and state_of(row, at=at) is Judgement.NOT_APPLICABLE
        ),
    )


def confidence(
    acts: Iterable[CellActFacts], met: MetStanding, *, at: datetime
) -> ConfidenceStanding:
    """Return what commissioners say of progress at a moment (Rule 21).

    "Confident" may be said over unmet requirements. One that was said before a "met" fell counts
    only once it is repeated: an older one cannot stand for what has changed since.
    """
    own = [act for act in acts if act.subject is Subject.CONFIDENCE and act.at <= at]
    newest = own[-1] if own and own[-1].said is not Said.WITHDRAWN else None
    since = newest.at if newest else at
    fallen = [row.fall for row in met.regressions if row.fall.at > since]
    is_overtaken = newest is not None and newest.said is Said.CONFIDENT and fallen
    return ConfidenceStanding(act=newest, overtaken=fallen[-1] if is_overtaken else None)


def fall_words(act: CellActFacts, fall: Fall) -> str:
    """Return how long a declaration counted, and why no longer, with its days (Rule 20)."""
    declared = f"declared met {_day(act.at)}"
    if fall.why == WITHDRAWN:
        return f"{declared}; withdrawn {_day(fall.at)}"
    return f"{declared}; no longer supported since {_day(fall.at)}: {fall.why}"


def _fall_of(
    act: CellActFacts,
    following: CellActFacts | None,
    courses: Sequence[CourseFacts],
    *,
    at: datetime,
) -> Fall | None:
    """Return when a declaration stopped counting: by a break, or when it was withdrawn."""
    broken = first_break(courses, since=act.at, until=following.at if following else at)
    if broken or following is None or following.said is not Said.WITHDRAWN:
        return broken
    return Fall(at=following.at, why=WITHDRAWN)


def first_break(courses: Sequence[CourseFacts], *, since: datetime, until: datetime) -> Fall | None:
    """Return the first moment at which not every requirement that applies is met."""
    had_any = bool(applicable(courses, at=since))
    for moment in sorted({since, *changes_of(courses, since=since, until=until)}):
        lacking = unmet(courses, at=moment)
        if lacking:
            why = ", ".join(f"{row.ref} {lost_words(row, at=moment)}" for row in lacking)
            return Fall(at=moment, why=why)
        if had_any and not applicable(courses, at=moment):
            return Fall(at=moment, why=NONE_APPLIES)
    return None


def _day(at: datetime | None) -> str:
    return printed_day(london_day(at)) if at else ""


def may_withdraw(subject: Subject, met: MetStanding, progress: ConfidenceStanding) -> bool:
    """Tell whether there is something to withdraw."""
    return not met.is_withdrawn if subject is Subject.MET else progress.act is not None
