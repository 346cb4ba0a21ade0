"""Forms of delivery."""

from programmes.forms.filters import MilestoneFilter
from programmes.forms.milestones import MilestoneDecisionForm, MilestoneUpdateForm, RepeatForm
from programmes.forms.periods import PeriodOpenForm
from programmes.forms.returns import (
    AssureForm,
    RatingForm,
    ReturnTextForm,
    SendBackForm,
    SubmitForm,
    TakeBackForm,
)
from programmes.forms.signing import SignForm

__all__ = [
    "AssureForm",
    "MilestoneDecisionForm",
    "MilestoneFilter",
    "MilestoneUpdateForm",
    "PeriodOpenForm",
    "RatingForm",
    "RepeatForm",
    "ReturnTextForm",
    "SendBackForm",
    "SignForm",
    "SubmitForm",
    "TakeBackForm",
]
