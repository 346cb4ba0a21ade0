"""Forms of delivery."""

from programmes.forms.filters import AsAtForm, MilestoneFilter
from programmes.forms.milestones import MilestoneUpdateForm, RepeatForm
from programmes.forms.returns import (
    RatingForm,
    ReturnTextForm,
    SendBackForm,
    SignForm,
    SubmitForm,
    TakeBackForm,
)

__all__ = [
    "AsAtForm",
    "MilestoneFilter",
    "MilestoneUpdateForm",
    "RatingForm",
    "RepeatForm",
    "ReturnTextForm",
    "SendBackForm",
    "SignForm",
    "SubmitForm",
    "TakeBackForm",
]
