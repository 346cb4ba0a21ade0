"""Forms of administration, and how a typed day and month are read anywhere."""

from irp.forms.entries import (
    Address,
    DayEntry,
    Line,
    MonthEntry,
    Name,
    Prose,
    Seeing,
    TypedDate,
    Versioned,
    hold_to_window,
)
from irp.forms.handovers import HandoverForm
from irp.forms.numbers import MoneyEntry, NumberEntry, WholeEntry
from irp.forms.people import (
    NewUserForm,
    OwnPasswordForm,
    PersonField,
    ReasonForm,
    SignInForm,
    TemporaryPasswordForm,
    UserForm,
)
from irp.forms.posts import (
    AppointmentForm,
    DeliveryLeadForm,
    HoldingEndForm,
    PostCommitteeForm,
    PostForm,
)
from irp.forms.sent import MonthSent, RowChoice, RowsChoice
from irp.forms.settings import SettingsForm

__all__ = [
    "Address",
    "AppointmentForm",
    "DayEntry",
    "DeliveryLeadForm",
    "HandoverForm",
    "HoldingEndForm",
    "Line",
    "MoneyEntry",
    "MonthEntry",
    "MonthSent",
    "Name",
    "NewUserForm",
    "NumberEntry",
    "OwnPasswordForm",
    "PersonField",
    "PostCommitteeForm",
    "PostForm",
    "Prose",
    "ReasonForm",
    "RowChoice",
    "RowsChoice",
    "Seeing",
    "SettingsForm",
    "SignInForm",
    "TemporaryPasswordForm",
    "TypedDate",
    "UserForm",
    "Versioned",
    "WholeEntry",
    "hold_to_window",
]
