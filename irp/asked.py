"""What an address asks of a list that the list does not have.

Its page says so and shows the list without it. Its file is refused: there is no place in a file
to say so, and a whole list would be taken for the part that was asked for.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest

KEPT = "irp.left_out"
KNOWN = "irp.known"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One thing that was asked for and left out, in words; `by_form` where its box says it."""

    words: str
    by_form: bool = False


def left_out(request: HttpRequest) -> list[LeftOut]:
    """Return what the list of this request has left out so far."""
    found: list[LeftOut] = request.META.setdefault(KEPT, [])
    return found


def know(request: HttpRequest, names: Iterable[str]) -> None:
    """Note by which names the list of this request can be asked for a part of it."""
    request.META.setdefault(KNOWN, set()).update(names)


def note_unknown(request: HttpRequest) -> None:
    """Note each name in the address that the list does not know, a misspelt filter for one."""
    unknown = request.GET.keys() - request.META.get(KNOWN, set())
    left_out(request).extend(
        LeftOut(f"This file has no “{name}” to choose its rows by.") for name in sorted(unknown)
    )


def group_asked(request: HttpRequest, known: Collection[str], *, name: str = "show") -> str:
    """Return which group of a list the address asks for by `name`, "" for all of it."""
    know(request, [name])
    asked = request.GET.get(name, "")
    if asked and asked not in known:
        _leave_out(request, asked, of=name.capitalize())
        return ""
    return asked


def note_filters(request: HttpRequest, form: forms.BaseForm) -> None:
    """Note each filter that names nothing the list has."""
    know(request, form.fields)
    for name in form.errors:
        _leave_out(request, form.data[name], of=str(form[name].label))


def note_faults(request: HttpRequest, form: forms.BaseForm) -> None:
    """Note what a form in the address asks wrongly and says itself, beside its boxes."""
    know(request, form.fields)
    left_out(request).extend(
        LeftOut(str(fault), by_form=True) for faults in form.errors.values() for fault in faults
    )


def _leave_out(request: HttpRequest, asked: str, *, of: str) -> None:
    left_out(request).append(LeftOut(f"“{asked}” is not a choice of {of}."))
