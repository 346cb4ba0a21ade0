"""What changes in delivery: milestones' reports, and the steps of a return."""

from programmes.actions.milestones import MilestoneUpdate, update_milestone
from programmes.actions.returns import (
    assure_return,
    open_returns,
    save_return,
    send_back_return,
    sign_return,
    submit_return,
)

__all__ = [
    "MilestoneUpdate",
    "assure_return",
    "open_returns",
    "save_return",
    "send_back_return",
    "sign_return",
    "submit_return",
    "update_milestone",
]
