"""Forms of delivery."""

from programmes.forms.filters import MilestoneFilter
from programmes.forms.milestones import DecisionForm, MilestoneUpdateForm, RepeatForm
from programmes.forms.periods import PeriodOpenForm
from programmes.forms.returns import (
    RatingForm,
    ReturnTextForm,
    SendBackForm,
    SignForm,
    SubmitForm,
    TakeBackForm,
)

__all__ = [
    "DecisionForm",
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
