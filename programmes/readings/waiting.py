"""What was done on the newest month's returns, as far as the next act on each asks (Rule 15)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
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

OF_STEP = ("from_state", "to_state", "back_by", "by_name", "reason")


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
    """Return the newest month's returns in some states of some programmes, in one statement.

    In none for none.
    """
    state_of = {
        programme.ref: programme.months[0].state
        for programme in found.programmes
        if programme.has_return and programme.ref in among
    }
    returns = {key: ref for key, ref in found.returns.items() if state_of.get(ref) in states}
    if not returns:
        return {}
    titles = {post.key: post.title for post in found.posts.values()}
    steps, signed, reporters = _done_on(returns)
    return {
        ref: _waiting(state_of[ref], steps[key], signed[key], reporters[key], titles)
        for key, ref in returns.items()
    }


def _done_on(
    returns: Collection[int],
) -> tuple[Mapping[int, list[ReturnStep]], Mapping[int, list[Any]], Mapping[int, set[int]]]:
    """Return steps oldest first, who signed in which post and when, and who reported rows.

    By return, in one statement: a step names what it came from, a signature its post, a report
    neither.
    """
    steps, signed, reporters = defaultdict(list), defaultdict(list), defaultdict(set)
    for ret, by, at, key, post, *of_step in rows_of(_acts_of, returns=sorted(returns)):
        if of_step[0]:
            told = dict(zip(OF_STEP, of_step, strict=True))
            steps[ret].append(ReturnStep(pk=key, ret_id=ret, by_id=by, at=at, **told))
        elif post is None:
            reporters[ret].add(by)
        else:
            signed[ret].append([post, by, at])
    for rows in steps.values():
        rows.sort(key=attrgetter("at", "pk"))
    return steps, signed, reporters


def _acts_of(*, returns: Collection[int]) -> QuerySet[ReturnStep, Any]:
    nobody, never = (Value(None, output_field=field()) for field in (IntegerField, DateTimeField))
    silent = [Value("")] * len(OF_STEP)
    steps = ReturnStep.objects.filter(ret__in=returns).order_by()
    signatures = Signature.objects.filter(ret__in=returns).order_by()
    reports = MilestoneReport.objects.filter(ret__in=returns).order_by()
    found: QuerySet[ReturnStep, Any] = steps.values_list(
        "ret_id", "by_id", "at", "pk", nobody, *OF_STEP
    ).union(
        signatures.values_list("ret_id", "by_id", "at", "pk", "post_id", *silent),
        reports.values_list("ret_id", "reported_by_id", never, Value(0), nobody, *silent),
    )
    return found


def _waiting(
    state: ReturnState,
    steps: Sequence[ReturnStep],
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
    several = {
        programme.ref: programme
        for programme in found.programmes
        if programme.all_sign or found.parts(programme.sao)
    }
    if not several:
        return {}
    own = defaultdict(list)
    for position, _ in alike:
        if position.own_sao:
            own[position.programme].append(position.own_sao)
    return {
        ref: posts_that_sign(
            all_sign=programme.all_sign,
            lead=programme.sao,
            own=own[ref],
            parts=found.parts(programme.sao),
            named=programme.signing_lead,
        )
        for ref, programme in several.items()
    }
