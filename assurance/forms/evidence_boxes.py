"""Boxes that forms of evidence share: directorates by name, requirements by reference (Rule 22)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from assurance.models import Requirement
from assurance.rules.uses import UnreadableUses, uses_read
from irp.forms import Prose

MOST_NAMES, LONGEST_NAME = 30, 100


class NamesEntry(Prose):
    """Names, one a line, as a tuple."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def clean(self, value: Any) -> list[str]:
        """Return the names, each with single spaces between its words."""
        lines = [" ".join(line.split()) for line in (super().clean(value) or "").splitlines()]
        names = [line for line in lines if line]
        if len(names) > MOST_NAMES:
            raise ValidationError(f"Enter at most {MOST_NAMES} names, one a line")
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValidationError(f"Enter names of at most {LONGEST_NAME} characters, one a line")
        return names

    def prepare_value(self, value: Any) -> Any:
        """Return the names as they are typed."""
        return "\n".join(value) if isinstance(value, list | tuple) else value


class UsesEntry(Prose):
    """Requirements by reference, a consideration by its number behind: "PO1-T1-3 (2)"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), **kwargs)

    def clean(self, value: Any) -> list[tuple[Requirement, int]]:
        """Return the requirements with the numbers of considerations, 0 for none."""
        try:
            typed = uses_read(super().clean(value) or "")
        except UnreadableUses as error:
            raise ValidationError(str(error)) from error
        rows = Requirement.objects.filter(retired_on=None)
        known = {row.ref: row for row in rows.filter(ref__in=[ref for ref, _ in typed])}
        for ref, number in typed:
            if ref not in known:
                raise ValidationError(f"Enter the reference of a requirement: there is no {ref}")
            if number > len(known[ref].considerations):
                most = len(known[ref].considerations)
                raise ValidationError(
                    f"Enter a consideration of {ref} that there is: it has {most}"
                )
        return [(known[ref], number) for ref, number in typed]
