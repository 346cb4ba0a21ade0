"""What many returns wait for, seen by one person: which steps they may take, what came back."""

from collections.abc import Collection
from datetime import date

from irp.models import User
from programmes.models import Return, ReturnStep
from programmes.presenters.next_acts import why_not
from programmes.presenters.returns import went_back
from programmes.words import ReturnState, Step


def barred_from(
    user: User, step: Step, *, month: date, programmes: Collection[str]
) -> dict[str, list[str]]:
    """Return why a person may not take a step, by programme; those they may are left out.

    Programmes are named by their references. Four statements however many are asked for, none
    for none.
    """
    if not programmes:
        return {}
    returns = Return.objects.filter(period__month=month, programme__ref__in=programmes)
    found = {
        ret.programme.ref: why_not(user, ret, step)
        for ret in returns.select_related("programme").prefetch_related(
            "steps", "reports", "signatures"
        )
    }
    return {ref: reasons for ref, reasons in found.items() if reasons}


def came_back(*, month: date, programmes: Collection[str]) -> dict[str, ReturnStep]:
    """Return the step that made each return a draft again, by programme, in two statements."""
    drafts = Return.objects.filter(
        period__month=month, programme__ref__in=programmes, state=ReturnState.DRAFT.value
    )
    steps = {
        ret.programme.ref: went_back(ret)
        for ret in drafts.select_related("programme").prefetch_related("steps")
    }
    return {ref: step for ref, step in steps.items() if step}
