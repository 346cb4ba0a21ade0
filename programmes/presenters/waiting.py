"""What many returns wait for, seen by one person: which steps they may take, what came back."""

from collections.abc import Collection

from irp.models import ReportingPeriod, User
from programmes.models import Return, ReturnStep
from programmes.presenters.next_acts import why_not
from programmes.presenters.returns import went_back
from programmes.words import ReturnState, Step


def barred_from(
    user: User, step: Step, *, period: ReportingPeriod, programmes: Collection[int]
) -> dict[int, list[str]]:
    """Return why a person may not take a step, by programme; those they may are left out.

    Four statements however many programmes are asked for, none for none.
    """
    if not programmes:
        return {}
    returns = Return.objects.filter(period=period, programme__in=programmes)
    found = {
        ret.programme_id: why_not(user, ret, step)
        for ret in returns.prefetch_related("steps", "reports", "signatures")
    }
    return {key: reasons for key, reasons in found.items() if reasons}


def came_back(*, period: ReportingPeriod, programmes: Collection[int]) -> dict[int, ReturnStep]:
    """Return the step that made each return a draft again, by programme, in two statements."""
    drafts = Return.objects.filter(
        period=period, programme__in=programmes, state=ReturnState.DRAFT.value
    )
    steps = {ret.programme_id: went_back(ret) for ret in drafts.prefetch_related("steps")}
    return {key: step for key, step in steps.items() if step}
