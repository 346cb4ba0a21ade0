"""Forms of administration, and how a typed day and month are read anywhere."""

from irp.forms.entries import DayEntry, MonthEntry, Versioned
from irp.forms.people import (
    AppointmentForm,
    DeliveryLeadForm,
    HoldingEndForm,
    NewUserForm,
    OwnPasswordForm,
    PersonField,
    PostForm,
    ReasonForm,
    TemporaryPasswordForm,
    UserForm,
)
from irp.forms.settings import SettingsForm

__all__ = [
    "AppointmentForm",
    "DayEntry",
    "DeliveryLeadForm",
    "HoldingEndForm",
    "MonthEntry",
    "NewUserForm",
    "OwnPasswordForm",
    "PersonField",
    "PostForm",
    "ReasonForm",
    "SettingsForm",
    "TemporaryPasswordForm",
    "UserForm",
    "Versioned",
]
