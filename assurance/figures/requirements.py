"""A requirement as pages and packs show it: its typed dates and three assessments, kept apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import ClassVar

from assurance.facts import (
    AssessmentFacts,
    PriorityOutcomeFacts,
    RequirementFacts,
    RequirementPosition,
    WithdrawnFacts,
)
from assurance.facts.considered import ConsideredFacts
from assurance.facts.hidden import ALL_SHOWN, HiddenResults
from assurance.facts.official import OfficialFacts
from assurance.facts.owners import OwnerFacts
from assurance.figures.assessments import AssessmentLine, assessment_line, of_words, within
from assurance.figures.gates import GateLine, gate_line
from assurance.figures.official import judged_on_words
from assurance.rules import (
    GatesOf,
    by_day,
    next_gate,
    odd_order,
)
from assurance.rules.changes import ChangeSince
from assurance.words import SPEAKERS, Judgement, Purpose, Speaker
from assurance.words.considered import NOT_SAID
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate, QuarterConvention
from irp.words import WITHHELD

Changed = Mapping[tuple[str, Speaker], tuple[ChangeSince, ...]]  # since assessments in force
NOTHING_CHANGED: Changed = {}


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
        assessment = self.assessment(speaker)
        return (
            judged_on_words(assessment.words_version, self.official) if assessment.judgement else ""
        )

    def judgement(self, speaker: Speaker) -> Judgement | None:
        """Return this speaker's judgement, None where it is not assessed."""
        return self.assessment(speaker).judgement

    @property
    def commissioners(self) -> AssessmentLine:
        """Return the commissioners' judgement, the only one that counts (Rule 21)."""
        return self.assessment(Speaker.COMMISSIONER)

    def missing_beside(self, assessment: AssessmentLine) -> str:
        """Return what is missing by the numbers of its considerations, which stand beside it.

        One that was reworded since is said in the words that were assessed, by its number where
        they are withheld; "not said" where nothing was, "" where it is met.
        """
        told = (
            f"({consideration.number}) {within(consideration.missing)}"
            if self._is_numbered(consideration)
            else f"{of_words(consideration)}: {within(consideration.missing)}"
            for consideration in assessment.missing
        )
        return ("; ".join(told) or NOT_SAID) if assessment.asks_missing else ""

    @property
    def considered(self) -> tuple[tuple[int, str], ...]:
        """Return what is considered, in our words: each with its number.

        Beside official ones, only what somebody finds missing by its number (24d).
        """
        numbered = tuple(enumerate(self.considerations, 1))
        if not (self.official and self.official.considerations):
            return numbered
        every = chain.from_iterable(assessment.missing for assessment in self.assessments)
        found = {
            consideration.number for consideration in every if self._is_numbered(consideration)
        }
        return tuple(pair for pair in numbered if pair[0] in found)

    def _is_numbered(self, consideration: ConsideredFacts) -> bool:
        """Tell whether a consideration is called by its number: as it read then, or hidden."""
        read = dict(enumerate(self.considerations, 1)).get(consideration.number)
        return consideration.number > 0 and consideration.words in (read, WITHHELD)

    @property
    def is_judged(self) -> bool:
        """Tell whether any speaker has issued a judgement."""
        return any(line.judgement for line in self.assessments)

    @property
    def is_spoken_of(self) -> bool:
        """Tell whether there is more to say than that nobody assessed it: withdrawn, not shown."""
        return any(line.key or line.withdrawn for line in self.assessments)

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
    assessments = tuple(
        AssessmentLine(speaker=who, judgement=None, is_hidden=True)
        if hidden.hides(facts.ref, who)
        else assessment_line(
            who, issued.get(who), gates=dates, changed=changed.get((facts.ref, who), ())
        )
        for who in SPEAKERS
    )
    judged = assessments[SPEAKERS.index(Speaker.COMMISSIONER)]
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
        assessments=assessments,
        next_due=ahead.due if ahead else None,
    )


def odd_orders(
    requirements: Sequence[RequirementFacts | RequirementPosition], *, quarters: QuarterConvention
) -> dict[str, tuple[str, ...]]:
    """Return what is odd in the order of one outcome's dates, by reference (Rule 12).

    The requirements are all of that outcome's in force.
    """
    dates = {row.ref: tuple((gate.purpose, gate.due) for gate in row.gates) for row in requirements}
    rows = [GatesOf(ref=row.ref, test=row.test, gates=dates[row.ref]) for row in requirements]
    return odd_order(rows, quarters=quarters)
