"""Which acts a milestone's page offers a person; none where it shows a past moment."""

from irp.models import User
from programmes.models import Milestone
from programmes.presenters.milestone import MilestonePage

ACTS = ("update", "confirm", "set_first", "decide", "ask", "add", "name")


def acts_on_milestone(
    user: User, row: Milestone, sheet: MilestonePage | None, *, in_force: bool
) -> dict[str, bool]:
    """Return what a person may do with a milestone as it is now, by "may_" and the act.

    `sheet` is None where a past moment is shown. A report, a decision and a first date are of the
    open month, and so is what confirms a completion of it.
    """
    if sheet is None or not in_force:
        return {f"may_{act}": False for act in ACTS}
    is_open = sheet.period is not None and not sheet.period.frozen_at
    programme = row.programme
    return {
        "may_update": is_open and user.has_perm("programmes.report_milestone", row),
        "may_confirm": is_open
        and sheet.line.is_unconfirmed
        and user.has_perm("programmes.confirm_completion", programme),
        "may_set_first": is_open
        and sheet.may_set_first
        and user.has_perm("programmes.prepare_return", programme),
        "may_decide": is_open
        and not sheet.is_done_this_month
        and user.has_perm("programmes.decide_milestone"),
        "may_ask": user.has_perm("programmes.ask_change", programme),
        "may_add": user.has_perm("programmes.keep_raid", programme),
        "may_name": user.has_perm("programmes.name_people", programme),
    }
