"""A requirement as pages and packs show it: its typed dates and three assessments, kept apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from assurance.facts import (
    AssessmentFacts,
    PriorityOutcomeFacts,
    RequirementFacts,
    RequirementPosition,
    WithdrawnFacts,
)
from assurance.facts.considered import ConsideredFacts
from assurance.facts.gates import GateFacts
from assurance.facts.hidden import ALL_SHOWN, HiddenResults
from assurance.facts.official import OfficialFacts
from assurance.facts.owners import AnswerFacts, OwnerFacts
from assurance.figures.gates import GateLine, dates_ahead, gate_line
from assurance.figures.official import judged_on_words
from assurance.rules import (
    GatesOf,
    by_day,
    next_gate,
    odd_order,
)
from assurance.rules.changes import Change
from assurance.rules.considered import ASKED_OF
from assurance.words import HIDDEN, SPEAKERS, Judgement, Purpose, Speaker, judgement_words
from assurance.words.changes import AGAIN
from assurance.words.considered import MISSING, NOT_SAID
from assurance.words.official import NONE_GIVEN
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate, QuarterConvention

Changed = Mapping[tuple[str, Speaker], tuple[Change, ...]]  # since assessments in force
NOTHING_CHANGED: Changed = {}


@dataclass(frozen=True, kw_only=True, slots=True)
class AssessmentLine:
    """What one speaker has said of a requirement; without a judgement, not assessed (Rule 19)."""

    speaker: Speaker
    judgement: Judgement | None
    rationale: str = ""
    evidence_cited: str = ""
    by_name: str = ""
    by_post: str = ""
    at: datetime | None = None
    withdrawn: WithdrawnFacts | None = None  # what was said last, where it was withdrawn
    answer: AnswerFacts | None = None  # the owner's; it alters nothing (Rule 24a)
    early: tuple[GateFacts, ...] = ()  # the dates that were still ahead when it was given (20)
    changed: tuple[Change, ...] = ()  # what it was about, since: to be looked at again (19)
    considered: tuple[ConsideredFacts, ...] = ()  # what is said of each consideration (24a)
    words_version: int = NONE_GIVEN  # of the official words that it was given on (24d)
    is_hidden: bool = False  # not shown, whether there is one or none (24e)

    @property
    def key(self) -> str:
        """Return what it is counted as: its judgement, "" for none, or that it is not shown."""
        return HIDDEN if self.is_hidden else self.judgement or ""

    @property
    def words(self) -> str:
        """Return the judgement in words."""
        return judgement_words(self.key)

    @property
    def by(self) -> str:
        """Return the post it was given in, or the name where no post is known (Rule 31)."""
        return self.by_post or self.by_name

    @property
    def answer_words(self) -> str:
        """Return what the owner answered, by whom and why; "" where they did not (Rule 24a)."""
        return answer_words(self.answer) if self.answer else ""

    @property
    def again_words(self) -> str:
        """Return why it is to be looked at again, "" where nothing changed since (Rule 19)."""
        return changed_words(self.changed)

    @property
    def said_before(self) -> "AssessmentLine | None":
        """Return what was said last, where it was withdrawn."""
        return assessment_line(self.speaker, self.withdrawn.said) if self.withdrawn else None

    @property
    def asks_missing(self) -> bool:
        """Tell whether it has to say what is missing (Rule 24a)."""
        return self.judgement in ASKED_OF

    @property
    def missing(self) -> tuple[ConsideredFacts, ...]:
        """Return the considerations under which something is missing."""
        return tuple(one for one in self.considered if one.missing)

    @property
    def results(self) -> tuple[ConsideredFacts, ...]:
        """Return the considerations with a result of their own, which counts nowhere (19)."""
        return tuple(one for one in self.considered if one.result)

    @property
    def missing_words(self) -> str:
        """Return what is missing in one line, "not said" where nothing was, "" where it is met."""
        if not self.asks_missing:
            return ""
        return "; ".join(f"{of_words(one)}: {one.missing}" for one in self.missing) or NOT_SAID

    @property
    def results_words(self) -> str:
        """Return the results of single considerations in one line."""
        told = (f"{of_words(one)}: {judgement_words(one.result or '')}" for one in self.results)
        return "; ".join(told)

    @property
    def withdrawn_words(self) -> str:
        """Return who withdrew what was said last, when and why; "" where nothing was."""
        return withdrawn_words(self.withdrawn) if self.withdrawn else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RequirementLine:
    """A requirement of the Assurance Plan with its dates by day and its three assessments.

    Where the commissioners' result is not shown, it counts as not assured, and none of its dates as
    passed: `may_have_passed` has those that are over.
    """

    ref: str
    outcome: int
    test: int
    title: str
    strand: str
    considerations: tuple[str, ...]
    as_written: str
    flag: str
    erratum: str
    retired_on: date | None
    owner: OwnerFacts | None  # None: no owner named (Rule 24a)
    official: OfficialFacts | None  # None: none are loaded, ours are restated (Rule 24d)
    odd_order: tuple[str, ...]
    gates: tuple[GateLine, ...]
    assessments: tuple[AssessmentLine, ...]  # one a speaker, in the order of SPEAKERS
    next_due: PlanDate | None  # the first dated gate that is not over
    alike: ClassVar[int] = 1  # how many requirements it stands for where they are counted

    def assessment(self, speaker: Speaker) -> AssessmentLine:
        """Return what this speaker has issued."""
        return self.assessments[SPEAKERS.index(speaker)]

    def judged_on(self, speaker: Speaker) -> str:
        """Return on which official words this speaker's judgement in force was given (24d)."""
        said = self.assessment(speaker)
        return judged_on_words(said.words_version, self.official) if said.judgement else ""

    def judgement(self, speaker: Speaker) -> Judgement | None:
        """Return this speaker's judgement, None where it is not assessed."""
        return self.assessment(speaker).judgement

    @property
    def commissioners(self) -> AssessmentLine:
        """Return the commissioners' judgement, the only one that counts (Rule 21)."""
        return self.assessment(Speaker.COMMISSIONER)

    def missing_beside(self, said: AssessmentLine) -> str:
        """Return what is missing by the numbers of its considerations, which stand beside it.

        One that was reworded since is said in the words that were assessed; "not said" where
        nothing was, "" where it is met.
        """
        numbered = dict(enumerate(self.considerations, 1))
        told = (
            f"({one.number}) {one.missing}"
            if numbered.get(one.number) == one.words
            else f"{of_words(one)}: {one.missing}"
            for one in said.missing
        )
        return ("; ".join(told) or NOT_SAID) if said.asks_missing else ""

    @property
    def is_judged(self) -> bool:
        """Tell whether any speaker has issued a judgement."""
        return any(line.judgement for line in self.assessments)

    @property
    def is_assured(self) -> bool:
        """Tell whether commissioners await nothing more of it."""
        return is_assured(self.commissioners.judgement)

    @property
    def passed(self) -> tuple[Purpose, ...]:
        """Return the purposes of its dates that have passed, not yet assured (Rule 13)."""
        return tuple(gate.purpose for gate in self.gates if gate.has_passed)

    @property
    def may_have_passed(self) -> bool:
        """Tell whether one of its dates is over, and not shown if it is assured (Rule 24e)."""
        return any(gate.may_have_passed for gate in self.gates)

    @property
    def passed_first_on(self) -> date | None:
        """Return the last day of the first of those dates."""
        passed = (gate.due.latest for gate in self.gates if gate.has_passed)
        return next((day for day in passed if day), None)


def is_assured(judgement: Judgement | None) -> bool:
    """Tell whether a judgement leaves nothing awaited; none awaits everything (Rule 19)."""
    return judgement is not None and judgement.is_assured


def requirement_lines(
    outcome: PriorityOutcomeFacts,
    *,
    measured: Measured,
    ends_on: date,
    quarters: QuarterConvention,
    changed: Changed = NOTHING_CHANGED,
    hidden: HiddenResults = ALL_SHOWN,
) -> tuple[RequirementLine, ...]:
    """Return an outcome's requirements, each with what is odd in the order of its dates.

    `ends_on` is the end of the intervention, `quarters` how the plan's quarters are read, `changed`
    what changed since assessments in force, `hidden` what is not shown.
    """
    odd = odd_orders(outcome.requirements, quarters=quarters)
    return tuple(
        requirement_line(
            row,
            measured=measured,
            ends_on=ends_on,
            odd=odd[row.ref],
            changed=changed,
            hidden=hidden,
        )
        for row in outcome.requirements
    )


def requirement_line(
    facts: RequirementFacts,
    *,
    measured: Measured,
    ends_on: date,
    odd: tuple[str, ...],
    changed: Changed = NOTHING_CHANGED,
    hidden: HiddenResults = ALL_SHOWN,
) -> RequirementLine:
    """Return one requirement; `odd` is what `odd_orders` says of it among its outcome's."""
    issued: dict[Speaker, AssessmentFacts | WithdrawnFacts] = {
        **{given.speaker: given for given in facts.assessments},
        **{given.said.speaker: given for given in facts.withdrawn},
    }
    dates = facts.gates
    said = tuple(
        AssessmentLine(speaker=who, judgement=None, is_hidden=True)
        if hidden.hides(facts.ref, who)
        else assessment_line(
            who, issued.get(who), gates=dates, changed=changed.get((facts.ref, who), ())
        )
        for who in SPEAKERS
    )
    judged = said[SPEAKERS.index(Speaker.COMMISSIONER)]
    gates = tuple(
        gate_line(
            gate,
            assured=is_assured(judged.judgement),
            measured=measured,
            ends_on=ends_on,
            is_hidden=judged.is_hidden,
        )
        for gate in sorted(facts.gates, key=lambda gate: by_day(gate.due))
    )
    ahead = next_gate(gates, measured=measured)
    return RequirementLine(
        ref=facts.ref,
        outcome=facts.outcome,
        test=facts.test,
        title=facts.title,
        strand=facts.strand,
        considerations=facts.considerations,
        as_written=facts.dates_as_written,
        flag=facts.flag,
        erratum=facts.erratum,
        retired_on=facts.retired_on,
        owner=facts.owner,
        official=facts.official,
        odd_order=odd,
        gates=gates,
        assessments=said,
        next_due=ahead.due if ahead else None,
    )


def assessment_line(
    speaker: Speaker,
    facts: AssessmentFacts | WithdrawnFacts | None,
    *,
    gates: Sequence[GateFacts] = (),
    changed: tuple[Change, ...] = (),
) -> AssessmentLine:
    """Return what one speaker has said, or that they have not assessed it.

    `gates` are the requirement's: commissioners may judge before the date of one (Rule 20).
    `changed` is what it was about and changed since.

    What was withdrawn is in force no more: it is not assessed, and says so (Rule 19).
    """
    if facts is None:
        return AssessmentLine(speaker=speaker, judgement=None)
    if isinstance(facts, WithdrawnFacts):
        return AssessmentLine(speaker=speaker, judgement=None, withdrawn=facts)
    return AssessmentLine(
        speaker=speaker,
        judgement=facts.judgement,
        rationale=facts.rationale,
        evidence_cited=facts.evidence_cited,
        by_name=facts.by_name,
        by_post=facts.by_post,
        at=facts.at,
        answer=facts.answer,
        early=dates_ahead(gates, facts.at) if speaker is Speaker.COMMISSIONER else (),
        changed=changed,
        considered=facts.considered,
        words_version=facts.words_version,
    )


def of_words(one: ConsideredFacts) -> str:
    """Return "2. Homes are inspected", or the words alone for a requirement as a whole."""
    return f"{one.number}. {one.words}" if one.number else one.words


def missing_note(line: AssessmentLine) -> str:
    """Return "What is missing: 2. Homes are inspected: no record since June", "" where met."""
    return f"{MISSING}: {line.missing_words}" if line.missing_words else ""


def changed_words(changed: Sequence[Change]) -> str:
    """Return "To be looked at again: 9 Nov 2026, the requirement was reworded", "" for nothing."""
    if not changed:
        return ""
    told = "; ".join(f"{printed_day(one.on)}, {one.what.label}" for one in changed)
    return f"{AGAIN}: {told}"


def withdrawn_words(facts: WithdrawnFacts) -> str:
    """Return "Withdrawn on 9 Nov 2026 by Ada Smith (Commissioner): The audit is not the year's"."""
    post = f" ({facts.by_post})" if facts.by_post else ""
    day = printed_day(london_day(facts.at))
    return f"Withdrawn on {day} by {facts.by_name}{post}: {facts.reason}"


def answer_words(said: AnswerFacts) -> str:
    """Return "Owner's answer: Accepted in part, 9 Nov 2026, Ada Smith (Director): The audit …"."""
    post = f" ({said.by_post})" if said.by_post else ""
    day = printed_day(london_day(said.at))
    words = f"Owner’s answer: {said.answer.label}, {day}, {said.by_name}{post}: {said.reasons}"
    return f"{words} Evidence cited: {said.evidence_cited}" if said.evidence_cited else words


def odd_orders(
    requirements: Sequence[RequirementFacts | RequirementPosition], *, quarters: QuarterConvention
) -> dict[str, tuple[str, ...]]:
    """Return what is odd in the order of one outcome's dates, by reference (Rule 12).

    The requirements are all of that outcome's in force.
    """
    dates = {row.ref: tuple((gate.purpose, gate.due) for gate in row.gates) for row in requirements}
    rows = [GatesOf(ref=row.ref, test=row.test, gates=dates[row.ref]) for row in requirements]
    return odd_order(rows, quarters=quarters)
