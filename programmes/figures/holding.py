"""Who has to act next on a return: the kind of post, its titles, since when, how late (Rule 14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from irp.rules.calendar import london_day
from programmes.facts import ReturnFacts, StepFacts
from programmes.rules.returns import Deadlines, deadline, submitted_at
from programmes.rules.what_counts import signatures_in_force
from programmes.words import RDL_NOT_NAMED, ReturnGroup, ReturnState, whom


@dataclass(frozen=True, kw_only=True)
class WithWhom:
    """Who has to act next on a return, and since when.

    `holder` is "RDL", "SAO", "CPMO" or blank for nobody; `posts` are the titles of those who have
    to act, none where the plan names nobody and for the CPMO, who is one body.
    """

    holder: str
    posts: tuple[str, ...]
    since: datetime | None
    days_held: int | None
    due_on: date | None
    days_late: int

    @property
    def title(self) -> str:
        """Return the posts alone: "Director of Housing"; "CPMO" for the CPMO."""
        if self.holder == "RDL" and not self.posts:
            return RDL_NOT_NAMED
        return "; ".join(self.posts) or self.holder

    @property
    def words(self) -> str:
        """Return the kind of post and its titles: "SAO (Director of Housing)"; blank for nobody."""
        if not self.posts:
            return self.title
        return f"{self.holder} ({self.title})"

    @property
    def whom(self) -> str:
        """Return the words within a sentence: "the SAO (Director of Housing)", "CPMO"."""
        return self.words and whom(self.words)

    @property
    def body(self) -> str:
        """Return the kind of post within a sentence, without its titles: "the SAO", "CPMO"."""
        return self.holder and whom(self.holder)

    @property
    def is_late(self) -> bool:
        """Tell whether the day by which they must have acted has gone by."""
        return self.days_late > 0


NOBODY = WithWhom(holder="", posts=(), since=None, days_held=None, due_on=None, days_late=0)


def with_whom(
    *,
    state: ReturnState | None,
    since: datetime | None,
    rdl: str | None,
    signing: Sequence[str],
    on: date,
    deadlines: Deadlines | None = None,
) -> WithWhom:
    """Return who has to act next on a return in this state.

    `signing` are the posts whose signatures it still needs, the lead's first (Rule 17);
    `deadlines` those of its period, without which nobody is late. A frozen or assured return is
    with nobody: its `since` is kept.
    """
    holder = state.holder if state else ""
    posts = {"RDL": (rdl,) if rdl else (), "SAO": tuple(signing)}.get(holder, ())
    by = deadline(holder, deadlines) if deadlines else None
    return WithWhom(
        holder=holder,
        posts=posts,
        since=since,
        days_held=(on - london_day(since)).days if since else None,
        due_on=by,
        days_late=max(0, (on - by).days) if by else 0,
    )


def return_groups(
    state: ReturnState | None, holding: WithWhom, *, late: bool = False
) -> frozenset[ReturnGroup]:
    """Return the groups that a return is counted in; `late` says that it was signed late."""
    belongs = {
        ReturnGroup.SIGNED: state is not None and state.is_received,
        ReturnGroup.SIGNED_LATE: late,
        ReturnGroup.NOT_REPORTED: state is ReturnState.NOT_REPORTED,
        ReturnGroup.LATE: holding.is_late,
        ReturnGroup.RDL: holding.holder == "RDL",
        ReturnGroup.SAO: holding.holder == "SAO",
        ReturnGroup.CPMO: holding.holder == "CPMO",
        ReturnGroup.ASSURED: state is ReturnState.ASSURED,
    }
    return frozenset(group for group, holds in belongs.items() if holds)


def unsigned(ret: ReturnFacts | None, needed: Sequence[str]) -> tuple[str, ...]:
    """Return the posts whose signatures a return still needs, of those it needs (Rule 17)."""
    if ret is None:
        return tuple(needed)
    in_force = signatures_in_force(ret.signatures, submitted=submitted_at(ret.steps))
    signed = {signature.post for signature in in_force}
    return tuple(post for post in needed if post not in signed)


def held_before_freeze(
    state: ReturnState,
    steps: Sequence[StepFacts],
    *,
    since: datetime | None,
    opened: datetime | None,
) -> tuple[ReturnState, datetime | None]:
    """Return in what state a return was, and since when, before any freeze took it away (16).

    `steps` are oldest first; `since` is when its present state began, `opened` its period.
    """
    if state is not ReturnState.NOT_REPORTED:
        return state, since or opened
    # A step from a state to itself (edited while being checked) moved nothing on.
    moved = [step for step in steps if step.from_state is not step.to_state]
    if not moved:
        return ReturnState.NOT_STARTED, opened
    return moved[-1].from_state, moved[-2].at if len(moved) > 1 else opened
