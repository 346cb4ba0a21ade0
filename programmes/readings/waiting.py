"""What was done on the newest month's returns, as far as the next act on each asks (Rule 15)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import DateTimeField, IntegerField, QuerySet, Value

from irp.readings import rows_of
from programmes.facts import PositionsAlike
from programmes.models import MilestoneReport, ReturnStep, Signature
from programmes.readings.outlines import Outlines
from programmes.rules import step_refusals
from programmes.rules.owners import posts_that_sign
from programmes.rules.returns import (
    People,
    ReturnActor,
    submitted_at,
    went_back,
    who_acted,
)
from programmes.words import ReturnState, Step


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One return of the month: its state, its steps, who took part, which posts have signed it."""

    state: ReturnState
    steps: tuple[ReturnStep, ...]
    people: People
    signed: frozenset[str]  # titles of the posts whose signatures are in force

    def barred(self, step: Step, *, by: int) -> list[str]:
        """Return why the person of this key may not take a step now; empty where they may."""
        return step_refusals(
            step=step, state=self.state, by=by, people=self.people, reason="to be given"
        )

    @property
    def went_back(self) -> ReturnStep | None:
        """Return the step that made it a draft again, if one did."""
        return went_back(state=self.state, steps=self.steps)


def waiting(
    found: Outlines, states: Collection[ReturnState], *, among: Collection[str]
) -> dict[str, Waiting]:
    """Return the newest month's returns in some states of some programmes, in two statements.

    None for none.
    """
    state_of = {
        one.ref: one.months[0].state
        for one in found.programmes
        if one.has_return and one.ref in among
    }
    returns = {key: ref for key, ref in found.returns.items() if state_of.get(ref) in states}
    if not returns:
        return {}
    titles = {post.key: post.title for post in found.posts.values()}
    steps = _by_return(rows_of(_steps, returns=sorted(returns)))
    signed, reporters = _took_part(returns)
    return {
        ref: _waiting(state_of[ref], steps[key], signed[key], reporters[key], titles)
        for key, ref in returns.items()
    }


def _took_part(returns: Collection[int]) -> tuple[Mapping[int, list[Any]], Mapping[int, set[int]]]:
    """Return who has signed each return, in which post and when, and who has reported rows of it.

    In one statement: a report names no post and no moment of signing.
    """
    signed, reporters = defaultdict(list), defaultdict(set)
    for ret, post, by, at in rows_of(_acts_of, returns=sorted(returns)):
        if post is None:
            reporters[ret].add(by)
        else:
            signed[ret].append([post, by, at])
    return signed, reporters


def _steps(*, returns: Collection[int]) -> QuerySet[ReturnStep]:
    return ReturnStep.objects.filter(ret__in=returns).order_by("at", "pk")


def _acts_of(*, returns: Collection[int]) -> QuerySet[Signature, Any]:
    columns = ("ret_id", "post_id", "by_id", "at")
    nobody = (Value(None, output_field=IntegerField()), Value(None, output_field=DateTimeField()))
    signatures = Signature.objects.filter(ret__in=returns).order_by().values_list(*columns)
    rows = MilestoneReport.objects.filter(ret__in=returns).order_by()
    return signatures.union(rows.values_list("ret_id", nobody[0], "reported_by_id", nobody[1]))


def _by_return(rows: Iterable[ReturnStep]) -> Mapping[int, list[ReturnStep]]:
    found = defaultdict(list)
    for row in rows:
        found[row.ret_id].append(row)
    return found


def _waiting(
    state: ReturnState,
    steps: list[ReturnStep],
    signed: list[Any],
    reporters: Collection[int],
    titles: dict[int, str],
) -> Waiting:
    submitted = submitted_at(steps)
    acted = [ReturnActor(step.by_id, step.at, step.from_state, step.to_state) for step in steps]
    acted += [ReturnActor(by, at) for _, by, at in signed]
    return Waiting(
        state=state,
        steps=tuple(steps),
        people=who_acted(acted, reporters=reporters, submitted=submitted),
        signed=frozenset(
            titles[post] for post, _, at in signed if submitted is not None and at >= submitted
        ),
    )


def signing_where_several_do(
    found: Outlines, alike: Iterable[PositionsAlike]
) -> dict[str, tuple[str, ...]]:
    """Return the posts that sign each programme of a joint SAO, or of which all SAOs sign (17).

    `alike` are the programmes' rows in force. The other programmes' SAO signs alone.
    """
    several = {one.ref: one for one in found.programmes if one.all_sign or found.parts(one.sao)}
    if not several:
        return {}
    own = defaultdict(list)
    for one, _ in alike:
        if one.own_sao:
            own[one.programme].append(one.own_sao)
    return {
        ref: posts_that_sign(
            all_sign=one.all_sign,
            lead=one.sao,
            own=own[ref],
            parts=found.parts(one.sao),
            named=one.signing_lead,
        )
        for ref, one in several.items()
    }
