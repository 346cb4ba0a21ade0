"""Forms of people: accounts, passwords and signing in (ADR 0005)."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError

from irp.fields import label_of
from irp.forms.entries import Address, Name, Prose, Versioned
from irp.forms.sent import RowChoice
from irp.models import User

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


class PersonField(RowChoice):
    """One of the active people."""

    def __init__(self, **kwargs: Any) -> None:
        people = User.objects.filter(is_active=True).order_by("name", "email")
        super().__init__(queryset=people, empty_label="Choose a person", **kwargs)

    def label_from_instance(self, obj: User) -> str:
        """Return name and address: two people may share a name."""
        return f"{obj.name} ({obj.email})"
