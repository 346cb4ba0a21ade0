"""What changes in delivery: a period's opening, milestones' reports, the steps of a return."""

from programmes.actions.milestone_reports import MilestoneUpdate
from programmes.actions.milestones import (
    MilestoneDecision,
    decide_milestone,
    repeat_milestone,
    update_milestone,
)
from programmes.actions.opening import open_cycle
from programmes.actions.preparation import save_return, submit_return
from programmes.actions.returns import (
    assure_return,
    open_returns,
    rate_return,
    send_back_return,
    sign_return,
    take_back_return,
)

__all__ = [
    "MilestoneDecision",
    "MilestoneUpdate",
    "assure_return",
    "decide_milestone",
    "open_cycle",
    "open_returns",
    "rate_return",
    "repeat_milestone",
    "save_return",
    "send_back_return",
    "sign_return",
    "submit_return",
    "take_back_return",
    "update_milestone",
]
