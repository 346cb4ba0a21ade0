"""How a report to the Secretary of State goes on, and what it must say (Rules 24b and 24c)."""

from collections.abc import Sequence

from assurance.words.reports import Limb, ReportStep

AFTER = {
    None: (ReportStep.AGREED, ReportStep.ENDED),
    ReportStep.AGREED: (ReportStep.SENT,),
    ReportStep.SENT: (ReportStep.PUBLISHED, ReportStep.REPLIED),
    ReportStep.PUBLISHED: (ReportStep.REPLIED,),
    ReportStep.REPLIED: (ReportStep.PUBLISHED,),
    ReportStep.ENDED: (),
}


def next_steps(taken: Sequence[ReportStep]) -> tuple[ReportStep, ...]:
    """Return what can be done next with a report, by the steps taken so far."""
    return tuple(step for step in AFTER[taken[-1] if taken else None] if step not in taken)


def report_faults(*, limb: Limb | None, all_true: bool, differs: str | None) -> dict[str, str]:
    """Return what a report lacks: reasons where it says otherwise than the clauses (24c).

    It differs where it says that the council meets its duties, or is on a path, while a clause is
    not true at the pinned position, and where it says neither while all are true.
    """
    if limb is None or differs is None or differs.strip():
        return {}
    if (limb is Limb.NEITHER) == all_true:
        clauses = "all three clauses are true" if all_true else "a clause is not true"
        return {"differs": f"Enter the reasons: {clauses} at the end of the month that you chose."}
    return {}


def step_faults(
    step: ReportStep,
    taken: Sequence[ReportStep],
    *,
    agreement: Sequence[str],
    words: str,
) -> dict[str, str]:
    """Return why a step cannot be taken, "" for the whole and else by field.

    `agreement` is why this person cannot agree it (`irp.rules.agreement`).
    """
    if step not in next_steps(taken):
        return {"": "This cannot be done now. Open the page of the report to see what was done."}
    if step is ReportStep.AGREED and agreement:
        return {"": agreement[0]}
    if step in (ReportStep.ENDED, ReportStep.REPLIED) and not words.strip():
        ended = step is ReportStep.ENDED
        return {"words": "Enter the reason." if ended else "Enter what was replied."}
    return {}
