"""Recommendations as pages, files and the Audit Committee's extract show them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assurance.facts.recommendations import (
    ActionFacts,
    RecommendationFacts,
    ViewFacts,
)
from assurance.rules.recommendations import (
    dates_given,
    due_now,
    is_overdue,
    is_settled,
    is_unknown,
    progress_of,
    standing_of,
    times_extended,
)
from assurance.words.recommendations import (
    NO_OWNER,
    NOT_REPORTED,
    NOT_YET_GIVEN,
    STATE_NOT_KNOWN,
    Body,
    Progress,
    RecommendationGroup,
    RecommendationStanding,
    Viewer,
)
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate

SAID_DONE = (RecommendationStanding.DONE, RecommendationStanding.DISPUTED)  # by the council


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionLine:
    """One action of a response: what the council says of it, and its dates."""

    facts: ActionFacts
    due: PlanDate
    first_due: PlanDate | None  # where it was moved since
    n_extended: int
    is_overdue: bool
    is_unknown: bool
    is_settled: bool
    days_over: int  # since the last day of the date in force, 0 where it is not overdue

    @property
    def status(self) -> str:
        """Return what the council says, or that its state is not known."""
        progress = progress_of(self.facts)
        if progress is not None:
            return progress.label
        return STATE_NOT_KNOWN if self.is_unknown else NOT_REPORTED

    @property
    def is_silent(self) -> bool:
        """Tell whether it has no owner, no date and no report: nothing but its words."""
        return not (self.facts.owner or self.facts.reports or self.due.raw)

    @property
    def is_unowned(self) -> bool:
        """Tell whether nobody answers for it though it is not settled."""
        return not self.facts.owner and not self.is_settled

    @property
    def owner(self) -> str:
        """Return the post that answers for it, or that none is named."""
        return self.facts.owner or NO_OWNER

    @property
    def evidence(self) -> str:
        """Return the evidence that the council named last."""
        return next(
            (report.evidence for report in reversed(self.facts.reports) if report.evidence), ""
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class RecommendationLine:
    """A recommendation with its three records side by side (Rule 19)."""

    facts: RecommendationFacts
    standing: RecommendationStanding
    actions: tuple[ActionLine, ...]

    @property
    def made_by(self) -> str:
        """Return who made it."""
        return self.facts.made_by or self.facts.body.label

    @property
    def name(self) -> str:
        """Return how people name it: "External auditor 7"."""
        return f"{self.made_by} {self.facts.number}"

    @property
    def n_overdue(self) -> int:
        """Return how many of its actions are overdue."""
        return sum(line.is_overdue for line in self.actions)

    @property
    def n_extended(self) -> int:
        """Return how many of its actions had their date moved."""
        return sum(line.n_extended > 0 for line in self.actions)

    @property
    def groups(self) -> frozenset[str]:
        """Return the groups of the list that it is in: how it stands, and what is counted."""
        of_group = {
            RecommendationGroup.EXTENDED: self.n_extended > 0,
            RecommendationGroup.UNOWNED: any(action.is_unowned for action in self.actions),
            RecommendationGroup.SAID_DONE: self.standing in SAID_DONE,
            RecommendationGroup.CHECKED: self.view(Viewer.INTERNAL_AUDIT) is not None,
            RecommendationGroup.VIEWED: self.view(Viewer.AUDITOR) is not None,
        }
        return frozenset([self.standing, *(group for group, holds in of_group.items() if holds)])

    @property
    def council(self) -> str:
        """Return what the council says of all its actions, in words."""
        if not self.actions:
            return "No response yet"
        counts = Counter(line.status for line in self.actions)
        if len(counts) == 1:
            return next(iter(counts))
        order = [Progress.DONE.label, Progress.IN_PROGRESS.label, Progress.NOT_STARTED.label]
        ordered = sorted(counts, key=lambda words: order.index(words) if words in order else 9)
        of = len(self.actions)
        return f"{of} actions: " + ", ".join(
            f"{counts[words]} {words[:1].lower()}{words[1:]}" for words in ordered
        )

    def view(self, viewer: Viewer) -> ViewFacts | None:
        """Return the newest view of internal audit or of the auditor."""
        given = [view for view in self.facts.views if view.viewer is viewer]
        return given[-1] if given else None

    def view_words(self, viewer: Viewer) -> str:
        """Return that view in words."""
        given = self.view(viewer)
        return given.opinion.label if given else NOT_YET_GIVEN

    @property
    def owners(self) -> tuple[str, ...]:
        """Return the posts that answer for its actions."""
        return tuple(dict.fromkeys(line.owner for line in self.actions))

    @property
    def next_due(self) -> PlanDate | None:
        """Return the first date in force of what is not settled; None where there is none."""
        ahead = [line.due for line in self.actions if not line.is_settled and line.due.latest]
        return min(ahead, key=lambda day: day.latest or date.max, default=None)


def action_line(facts: ActionFacts, *, measured: Measured) -> ActionLine:
    """Return the line of an action."""
    due, over = due_now(facts), is_overdue(facts, measured=measured)
    extended = times_extended(facts)
    return ActionLine(
        facts=facts,
        due=due,
        first_due=dates_given(facts)[0] if extended else None,
        n_extended=extended,
        is_overdue=over,
        is_unknown=is_unknown(facts),
        is_settled=is_settled(facts),
        days_over=measured.days_over(due.latest) if over else 0,
    )


def recommendation_line(facts: RecommendationFacts, *, measured: Measured) -> RecommendationLine:
    """Return the line of a recommendation."""
    return RecommendationLine(
        facts=facts,
        standing=standing_of(facts, measured=measured),
        actions=tuple(action_line(action, measured=measured) for action in facts.actions),
    )


def recommendation_lines(
    every: Iterable[RecommendationFacts], *, measured: Measured
) -> list[RecommendationLine]:
    """Return the lines, the overdue first, what the council says is done last."""
    order = list(RecommendationStanding)
    bodies = list(Body)
    return sorted(
        (recommendation_line(facts, measured=measured) for facts in every),
        key=lambda line: (
            order.index(line.standing),
            -max((action.days_over for action in line.actions), default=0),
            bodies.index(line.facts.body),
            line.facts.number,
        ),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class RecommendationCounts:
    """How many recommendations are in each group, and how many actions are late or moved."""

    total: int
    by_standing: dict[RecommendationStanding, int]
    actions: int
    overdue: int  # actions
    extended: int  # actions
    unowned: int  # actions that are not settled
    silent: int  # actions without owner, date and report
    checked: dict[Viewer, int]  # recommendations with a view of each

    @property
    def said_done(self) -> int:
        """Return how many the council says are done, whether or not somebody confirms it."""
        return sum(self.by_standing[standing] for standing in SAID_DONE)

    @property
    def open(self) -> int:
        """Return how many are not said to be done."""
        return self.total - self.said_done


def recommendation_counts(lines: Sequence[RecommendationLine]) -> RecommendationCounts:
    """Return the counts of some recommendations; a count that matters is there when it is 0."""
    groups = Counter(line.standing for line in lines)
    actions = [action for line in lines for action in line.actions]
    return RecommendationCounts(
        total=len(lines),
        by_standing={standing: groups[standing] for standing in RecommendationStanding},
        actions=len(actions),
        overdue=sum(action.is_overdue for action in actions),
        extended=sum(action.n_extended > 0 for action in actions),
        unowned=sum(action.is_unowned for action in actions),
        silent=sum(action.is_silent for action in actions),
        checked={viewer: sum(line.view(viewer) is not None for line in lines) for viewer in Viewer},
    )
