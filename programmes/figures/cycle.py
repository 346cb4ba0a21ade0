"""The steps of a reporting month: the day of each, and whether it is taken (Rule 14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from irp.facts import PeriodFacts
from irp.rules.calendar import london_day
from programmes.words import ReturnState

LEFT_RDL = frozenset({ReturnState.SUBMITTED, ReturnState.SIGNED, ReturnState.ASSURED})
LEFT_SAO = LEFT_RDL - {ReturnState.SUBMITTED}
LEFT_CPMO = frozenset({ReturnState.ASSURED})


@dataclass(frozen=True, kw_only=True)
class CycleStep:
    """A step of a month. `frozen_on` is the day of the freeze where it came before the step's."""

    name: str
    by: date
    is_done: bool
    frozen_on: date | None = None


def cycle_steps(
    period: PeriodFacts, states: Sequence[ReturnState], *, issued: bool
) -> list[CycleStep]:
    """Return the steps in order; one is done when every return has passed it.

    The freeze ends all that was to come before it. `states` are those of the month's returns;
    `issued` tells whether each board's final pack is ready.
    """
    frozen_on = london_day(period.frozen_at) if period.frozen_at else None
    opened_on = london_day(period.opened_at) if period.opened_at else None

    def passed(by: frozenset[ReturnState]) -> bool:
        return period.is_frozen or (bool(states) and by.issuperset(states))

    before_issue = (
        ("Opened", opened_on or period.opens_on, opened_on is not None),
        ("Returns due", period.return_due_on, passed(LEFT_RDL)),
        ("SAO sign-off", period.sign_off_on, passed(LEFT_SAO)),
        ("CPMO challenge", period.challenge_on, passed(LEFT_CPMO)),
        ("Freeze", period.freeze_on, period.is_frozen),
    )
    steps = [
        CycleStep(
            name=name,
            by=by,
            is_done=done,
            frozen_on=frozen_on if frozen_on and frozen_on < by else None,
        )
        for name, by, done in before_issue
    ]
    return [*steps, CycleStep(name="Packs issued", by=period.issue_on, is_done=issued)]
