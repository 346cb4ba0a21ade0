"""What changes in the framework: people, posts held, reporting periods."""

from irp.actions.confirmations import confirm_holding
from irp.actions.handovers import Successor, hand_over
from irp.actions.people import (
    appoint_first_administrator,
    change_own_password,
    change_user,
    create_user,
    deactivate_user,
    has_administrator,
    reactivate_user,
    set_temporary_password,
)
from irp.actions.periods import (
    hold_the_month,
    lock_open_period,
    lock_periods,
    move_boards,
    moved_deadlines,
    open_period,
    period_offsets,
    planned_deadlines,
    unusual_move,
    unusual_opening,
)
from irp.actions.posts import (
    add_post,
    appoint,
    end_holding,
    lock_administrator_posts,
    seat_post,
)
from irp.actions.refusals import Faulty, NotOpen, Refused, hold_to_newest
from irp.actions.whole import MOST_TRIES, whole

__all__ = [
    "MOST_TRIES",
    "Faulty",
    "NotOpen",
    "Refused",
    "Successor",
    "add_post",
    "appoint",
    "appoint_first_administrator",
    "change_own_password",
    "change_user",
    "confirm_holding",
    "create_user",
    "deactivate_user",
    "end_holding",
    "hand_over",
    "has_administrator",
    "hold_the_month",
    "hold_to_newest",
    "lock_administrator_posts",
    "lock_open_period",
    "lock_periods",
    "move_boards",
    "moved_deadlines",
    "open_period",
    "period_offsets",
    "planned_deadlines",
    "reactivate_user",
    "seat_post",
    "set_temporary_password",
    "unusual_move",
    "unusual_opening",
    "whole",
]
