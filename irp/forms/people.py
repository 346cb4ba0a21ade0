"""Forms of accounts, posts and appointments (ADR 0005)."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError

from irp.fields import label_of
from irp.forms.entries import Address, DayEntry, Name, Prose, Versioned
from irp.forms.sent import RowChoice
from irp.models import Board, Post, PostHolding, User
from irp.rules.administration import appointment_faults, committee_fault
from irp.rules.date_spans import for_example, printed_day
from irp.words import BoardKind, Capacity, PostKind

LONGEST_ADDRESS = 254  # characters
NOT_TOGETHER = (
    "The email address or password is not correct. Enter both again. Capital letters matter in the "
    "password"
)


class UserForm(Versioned):
    """A person's name and address."""

    name = Name(label=label_of(User, "name"), max_length=200)
    email = Address(label=label_of(User, "email"), max_length=LONGEST_ADDRESS)


class SignInForm(AuthenticationForm):
    """Django's form, with an address no longer than any that is kept, in the words of this site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages = self.error_messages | {"invalid_login": NOT_TOGETHER}
        self.fields["username"].error_messages["required"] = "Enter your email address"
        self.fields["password"].error_messages["required"] = "Enter your password"

    def clean(self) -> dict[str, Any]:
        """Put a refusal beside the address, so that the summary leads there."""
        try:
            return super().clean()
        except ValidationError as error:
            self.add_error("username", error)
            return self.cleaned_data

    def clean_username(self) -> str:
        """Refuse what is no address: a database would look for it all the same."""
        address = self.cleaned_data["username"]
        if len(address) > LONGEST_ADDRESS:
            raise self.get_invalid_login_error()
        return address


def _check_password(password: str, user: User) -> str:
    validate_password(password, user=user)
    return password


class NewUserForm(forms.Form):
    """A new account with the password it is first entered with."""

    name = Name(label=label_of(User, "name"), max_length=200)
    email = Address(label=label_of(User, "email"), max_length=LONGEST_ADDRESS)
    password = forms.CharField(
        label="Temporary password",
        max_length=200,
        strip=False,
        help_text="At least 12 characters. Give it to the person yourself. They change it "
        "after they sign in.",
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


class TemporaryPasswordForm(Versioned):
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
        self.fields["old_password"].label = "Current password"
        self.fields["new_password1"].label = "New password"
        self.fields["new_password1"].help_text = " ".join(password_validators_help_texts())
        self.fields["new_password2"].label = "New password again"
        self.fields["new_password2"].help_text = ""


class ReasonForm(Versioned):
    """Why an account is closed."""

    reason = Prose(label="Reason", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class CommitteeField(RowChoice):
    """One of the council's committees, or none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=label_of(Post, "committee"),
            queryset=Board.objects.filter(kind=BoardKind.COMMITTEE).order_by("number", "pk"),
            required=False,
            empty_label="None",
            **kwargs,
        )


class PostForm(forms.Form):
    """A post that the documents do not name."""

    title = Name(
        label=label_of(Post, "title"),
        max_length=200,
        help_text="As the council writes it. You cannot change it later.",
    )
    kind = forms.ChoiceField(
        label=label_of(Post, "kind"), choices=PostKind.choices(), widget=forms.RadioSelect
    )

    committee = CommitteeField(
        help_text="For a lead member or committee. Whoever holds the post can read what is exempt "
        "for the committee."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].help_text = "This decides what the person who holds the post can do."

    def clean(self) -> dict[str, Any]:
        """Refuse a committee beside a kind of post that sits on none."""
        cleaned = super().clean() or {}
        forum = cleaned["committee"].kind if cleaned.get("committee") else ""
        if "kind" in cleaned and (fault := committee_fault(kind=cleaned["kind"], forum=forum)):
            self.add_error("committee", fault)
        return cleaned


class PostCommitteeForm(Versioned):
    """The committee that a member's post sits on, and why it changes."""

    committee = CommitteeField(help_text="Leave this empty if it sits on none.")
    reason = Prose(
        label="Reason",
        max_length=400,
        help_text="For example, who appointed to the committee and when. It stays in the record.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PersonField(RowChoice):
    """One of the active people."""

    def __init__(self, **kwargs: Any) -> None:
        people = User.objects.filter(is_active=True).order_by("name", "email")
        super().__init__(queryset=people, empty_label="Choose a person", **kwargs)

    def label_from_instance(self, obj: User) -> str:
        """Return name and address: two people may share a name."""
        return f"{obj.name} ({obj.email})"


class AppointmentForm(forms.Form):
    """Who takes up which post, from when to when (Rule 17)."""

    user = PersonField(label=label_of(PostHolding, "user"))
    post = RowChoice(
        label=label_of(PostHolding, "post"),
        queryset=Post.objects.order_by("title"),
        empty_label="Choose a post",
    )
    starts_on = DayEntry(
        label=label_of(PostHolding, "starts_on"), help_text=for_example(30, 6, 2026)
    )
    ends_on = DayEntry(
        label=label_of(PostHolding, "ends_on"),
        required=False,
        help_text="Leave this empty if there is no end date.",
    )
    capacity = forms.ChoiceField(
        label=label_of(PostHolding, "capacity"),
        choices=Capacity.choices(),
        initial=Capacity.PERMANENT.value,
        widget=forms.RadioSelect,
    )
    delegated_by = PersonField(
        label=label_of(PostHolding, "delegated_by"),
        required=False,
        help_text="If the person holds somebody else’s post on their behalf.",
        error_messages={"invalid_choice": "Choose the person who delegates the post"},
    )

    def clean(self) -> dict[str, Any]:
        """Tell at once what the act would refuse of the days and of the delegation."""
        cleaned = super().clean() or {}
        user = cleaned.get("user")
        faults = appointment_faults(
            starts_on=cleaned.get("starts_on"),
            ends_on=cleaned.get("ends_on"),
            by_own_delegation=user is not None and user == cleaned.get("delegated_by"),
        )
        for name, fault in faults.items():
            self.add_error(name, fault)
        return cleaned


class HoldingEndForm(Versioned):
    """The last day on which a post is held, and why it ends."""

    ends_on = DayEntry(label=label_of(PostHolding, "ends_on"), help_text=for_example(30, 6, 2026))
    reason = Prose(
        label="Reason",
        max_length=500,
        help_text="Why the post ends. It stays in the record.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, holding: PostHolding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holding = holding

    def clean_ends_on(self) -> date:
        """Refuse a last day before the first."""
        ends_on = self.cleaned_data["ends_on"]
        if ends_on < self.holding.starts_on:
            raise ValidationError(f"Enter {printed_day(self.holding.starts_on)} or a later day")
        return ends_on


class DeliveryLeadForm(Versioned):
    """The Responsible Delivery Lead's post of a programme, and who takes it up."""

    title = Name(
        label="Title of the post",
        max_length=200,
        help_text="Programmes with the same title share the post.",
    )
    user = PersonField(
        label=label_of(PostHolding, "user"),
        required=False,
        help_text="Leave this empty to appoint somebody later.",
    )
    starts_on = DayEntry(
        label=label_of(PostHolding, "starts_on"), required=False, help_text=for_example(30, 6, 2026)
    )
    succeeds = forms.BooleanField(
        label="Whoever holds the post now leaves it the day before", required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for person and day together, or for neither."""
        cleaned = super().clean() or {}
        if cleaned.get("user") and not cleaned.get("starts_on") and "starts_on" not in self.errors:
            self.add_error("starts_on", "Enter the first day on which the person holds the post")
        if cleaned.get("starts_on") and not cleaned.get("user") and "user" not in self.errors:
            self.add_error("user", "Choose the person who takes over the post, or remove the day")
        if cleaned.get("succeeds") and not cleaned.get("user") and "user" not in self.errors:
            self.add_error("user", "Choose the person who takes over the post, or remove the tick")
        return cleaned
