"""Forms of administration, and how a typed day and month are read anywhere."""

from irp.forms.entries import DayEntry, Line, MonthEntry, Prose, Versioned
from irp.forms.people import (
    AppointmentForm,
    DeliveryLeadForm,
    HoldingEndForm,
    NewUserForm,
    OwnPasswordForm,
    PersonField,
    PostForm,
    ReasonForm,
    SignInForm,
    TemporaryPasswordForm,
    UserForm,
)
from irp.forms.settings import SettingsForm

__all__ = [
    "AppointmentForm",
    "DayEntry",
    "DeliveryLeadForm",
    "HoldingEndForm",
    "Line",
    "MonthEntry",
    "NewUserForm",
    "OwnPasswordForm",
    "PersonField",
    "PostForm",
    "Prose",
    "ReasonForm",
    "SettingsForm",
    "SignInForm",
    "TemporaryPasswordForm",
    "UserForm",
    "Versioned",
]
