"""Forms of administration, and how a typed day and month are read anywhere (Rule 8)."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError

from irp.models import PlanSettings, Post, PostHolding, User
from irp.rules.assumptions import DEADLINES, assumption_faults
from irp.rules.plan_dates import Precision, QuarterConvention, UnreadableDate, parse_entered_date

WHICH_DAY = "Enter a day such as 30/06/2026"
WHICH_MONTH = "Enter a month such as Jun 2026"
WIDTH = {"class": "govuk-input--width-10"}


class _TypedDate(forms.CharField):
    """Words that name one span of time, read as the plan's dates are (Rule 8)."""

    precision: Precision
    advice: str

    def to_python(self, value: Any) -> date | None:
        """Return the first day of the span; what was typed stays in the box."""
        if isinstance(value, date):
            return value
        words = super().to_python(value)
        if not words:
            return None
        try:
            read = parse_entered_date(words, quarters=QuarterConvention.CALENDAR)
        except UnreadableDate as error:
            known = "does not exist" in str(error) or "between" in str(error)
            raise ValidationError(str(error) if known else self.advice) from error
        if read.precision is not self.precision:
            raise ValidationError(self.advice)
        return read.earliest

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs=WIDTH))
        kwargs.setdefault("max_length", 100)
        super().__init__(empty_value="", **kwargs)

    def run_validators(self, value: Any) -> None:
        """Leave the length of the words to the reading of them: what is left is a day."""


class DayEntry(_TypedDate):
    """A day as people type it, day first: 30/06/2026 or 30 June 2026."""

    precision = Precision.DAY
    advice = WHICH_DAY

    def prepare_value(self, value: Any) -> Any:
        """Return a stored day as it is typed."""
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class MonthEntry(_TypedDate):
    """A month as people type it, "Jun 2026": its first day."""

    precision = Precision.MONTH
    advice = WHICH_MONTH

    def prepare_value(self, value: Any) -> Any:
        """Return a stored month as it is typed."""
        return f"{value:%b %Y}" if isinstance(value, date) else value


class Versioned(forms.Form):
    """A form that knows which version of its record the person saw (DESIGN 4a.1)."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def see_again(self, version: int) -> None:
        """Take the version that a conflict has just shown, keeping what was typed."""
        self.data = self.data.copy()
        self.data["version"] = str(version)


class UserForm(Versioned):
    """A person's name and address."""

    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(label="E-mail address", max_length=254)


def _check_password(password: str, user: User) -> str:
    validate_password(password, user=user)
    return password


class NewUserForm(forms.Form):
    """A new account with the password it is first entered with."""

    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(label="E-mail address", max_length=254)
    password = forms.CharField(
        label="Temporary password",
        max_length=200,
        strip=False,
        help_text="At least 12 characters. Give it to the person yourself; they change it after "
        "signing in.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "govuk-input--width-20"}),
    )

    def clean(self) -> dict[str, Any]:
        """Hold the password to the site's rules, with the name and address it must not repeat."""
        cleaned = super().clean() or {}
        if "password" in cleaned:
            about = User(name=cleaned.get("name", ""), email=cleaned.get("email", ""))
            try:
                _check_password(cleaned["password"], about)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


class TemporaryPasswordForm(forms.Form):
    """A password that an administrator gives a person to sign in with."""

    password = NewUserForm.base_fields["password"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Hold it to the site's rules for passwords."""
        return _check_password(self.cleaned_data["password"], self.user)


class OwnPasswordForm(PasswordChangeForm):
    """Django's form for one's own password, in the words of this site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Present password"
        self.fields["new_password1"].label = "New password"
        self.fields["new_password1"].help_text = " ".join(password_validators_help_texts())
        self.fields["new_password2"].label = "New password again"
        self.fields["new_password2"].help_text = ""


class ReasonForm(Versioned):
    """Why an account is closed."""

    reason = forms.CharField(
        label="Reason", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class PostForm(forms.Form):
    """A post that the documents do not name."""

    title = forms.CharField(
        label="Title", max_length=200, help_text="As the council writes it. It cannot be changed."
    )
    kind = forms.ChoiceField(label="Kind", choices=Post.Kind.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].help_text = "The rights of whoever holds it follow from this."


class PersonField(forms.ModelChoiceField):
    """One of the active people."""

    def __init__(self, **kwargs: Any) -> None:
        people = User.objects.filter(is_active=True).order_by("name", "email")
        super().__init__(queryset=people, empty_label="Choose a person", **kwargs)

    def label_from_instance(self, obj: User) -> str:
        """Return name and address: two people may share a name."""
        return f"{obj.name} ({obj.email})"


class AppointmentForm(forms.Form):
    """Who takes up which post, from when to when (Rule 17)."""

    user = PersonField(label="Person")
    post = forms.ModelChoiceField(
        label="Post", queryset=Post.objects.order_by("title"), empty_label="Choose a post"
    )
    starts_on = DayEntry(label="First day", help_text="For example 30/06/2026")
    ends_on = DayEntry(
        label="Last day", required=False, help_text="Leave empty where no end is known."
    )
    interim = forms.BooleanField(label="Interim", required=False)
    delegated_by = PersonField(
        label="Delegated by",
        required=False,
        help_text="Where somebody else's post is held on their behalf.",
    )


class HoldingEndForm(Versioned):
    """The last day on which a post is held."""

    ends_on = DayEntry(label="Last day", help_text="For example 30/06/2026")
    reason = forms.CharField(
        label="Reason", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, holding: PostHolding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holding = holding

    def clean_ends_on(self) -> date:
        """Refuse a last day before the first."""
        ends_on = self.cleaned_data["ends_on"]
        if ends_on < self.holding.starts_on:
            raise ValidationError(f"Enter a day from {self.holding.starts_on:%d/%m/%Y} on")
        return ends_on


QUARTERS = ("irp_quarters", "cap_quarters")
WHOLE_NUMBERS: dict[str, tuple[str, str]] = {
    "moves_watched": ("A forecast moves too often when it moved", "times"),
    "periods_watched": ("… within", "periods"),
    "narrative_alike_percent": ("A narrative hardly changed when alike by", "%"),
    "opens_days": ("Period opens", "working days before the TIB"),
    "return_due_days": ("Returns due", "working days before the TIB"),
    "sign_off_days": ("SAO sign-off", "working days before the TIB"),
    "challenge_days": ("CPMO challenge", "working days before the TIB"),
    "freeze_days": ("Freeze", "working days before the TIB"),
    "issue_days": ("Packs issued", "working days before the TIB"),
}


class SettingsForm(Versioned):
    """The agreed assumptions: what neither document says (Rules 7, 11 and 14)."""

    council = forms.CharField(label="Council", max_length=200)
    irp_quarters = forms.ChoiceField(
        label="Quarters in the Improvement and Recovery Plan",
        choices=PlanSettings.CONVENTIONS,
        widget=forms.RadioSelect,
    )
    cap_quarters = forms.ChoiceField(
        label="Quarters in the Commissioners' Assurance Plan",
        choices=PlanSettings.CONVENTIONS,
        widget=forms.RadioSelect,
        help_text="The plan reads as calendar quarters but does not say so.",
    )
    intervention_ends_on = DayEntry(label="The intervention ends on")
    reason = forms.CharField(
        label="Who agreed this, and when",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept in the history of the settings.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, unit) in WHOLE_NUMBERS.items():
            column = PlanSettings._meta.get_field(name)
            self.fields[name] = forms.IntegerField(
                label=label,
                min_value=column.least,
                max_value=column.most,
                error_messages={"invalid": "Enter a whole number"},
                widget=forms.TextInput(attrs={"suffix": unit, "class": "govuk-input--width-3"}),
            )
        self.order_fields(["version", "council", *QUARTERS, "intervention_ends_on", *WHOLE_NUMBERS])

    def clean(self) -> dict[str, Any]:
        """Hold the numbers to each other, by the rule that the act holds them to."""
        cleaned = super().clean() or {}
        if WHOLE_NUMBERS.keys() <= cleaned.keys():
            faults = assumption_faults(
                deadlines=[cleaned[f"{step}_days"] for step in DEADLINES],
                moves=cleaned["moves_watched"],
                periods=cleaned["periods_watched"],
            )
            for name, fault in faults.items():
                self.add_error(name, fault)
        return cleaned

    def assumptions(self) -> dict[str, Any]:
        """Return what is to be stored, by column."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"version", "reason"}
        }
