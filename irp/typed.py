"""What a person typed or chose in a form, by its labels and its choices' words."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest
from django.views.decorators.http import require_http_methods

View = TypeVar("View", bound=Callable[..., Any])

# What forms carry beside what a person enters: tokens, versions, and which button was pressed.
NOT_TYPED = {"csrfmiddlewaretoken", "version", "period", "seen", "reports", "next", "words_seen"}
NOT_TYPED |= {"act", "check", "confirmed", "no_change", "offer", "file_text", "draft"}


def takes(*kinds: type[forms.BaseForm]) -> Callable[[View], View]:
    """Mark a view that shows and takes a form of these kinds: it answers GET, HEAD and POST.

    A refusal that comes before the view has made its form asks the kinds for their words.
    """

    def mark(view: View) -> View:
        marked: Any = require_http_methods(["GET", "HEAD", "POST"])(view)
        marked.kinds_of_form = kinds
        return marked

    return mark


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed or chosen in the form that was sent, by label; no password.

    Choices among rows of the database are named for a form that the view made, and left out
    before: only the view knows that the person may see those rows.
    """
    form: forms.Form | None = getattr(request, "form", None)
    fields = form.fields if form is not None else _fields_taken(request)
    named = ((*name.rpartition("-")[::2], values) for name, values in request.POST.lists())
    return [
        (f"{row} {label}" if row else label, words)
        for row, name, values in named  # of many rows' boxes each names its row: "HOU-07-reason"
        if name not in NOT_TYPED and "password" not in name
        for label in [_label(name, fields.get(name))]
        for value in values
        if value.strip() and (words := _words(fields.get(name), value))
    ]


def choice_words(field: forms.Field, value: Any) -> str:
    """Return a choice by its words, anything else as it is typed; "" for nothing."""
    shown = field.prepare_value(value)
    if isinstance(field, forms.BooleanField):
        return "Yes" if shown else "No"
    choices = {str(key): label for key, label in getattr(field, "choices", ())}
    return str(choices.get(str(shown), "" if shown is None else shown))


def _fields_taken(request: HttpRequest) -> dict[str, forms.Field]:
    """Return the fields of the kinds of form that the view of the address takes."""
    view = request.resolver_match.func if request.resolver_match else None
    fields: dict[str, forms.Field] = {}
    for kind in getattr(view, "kinds_of_form", ()):
        fields |= kind.base_fields
    return {
        name: forms.ChoiceField(label=field.label)
        if isinstance(field, forms.ModelChoiceField)
        else field
        for name, field in fields.items()
    }


def _label(name: str, field: forms.Field | None) -> str:
    return str(field.label) if field and field.label else name.replace("_", " ").capitalize()


def _words(field: forms.Field | None, value: str) -> str:
    if field is None:
        return value
    words = choice_words(field, value)
    # A code that is none of the choices says nothing to a person.
    return "" if isinstance(field, forms.ChoiceField) and words == value else words
