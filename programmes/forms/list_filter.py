"""What of a list an address asks for: what its filters have in common."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Self, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.functional import cached_property

from irp.asked import note_filters

ANY = ("", "Any")
KEPT = ("as_at", "month", "sort")  # the past that is viewed and the order stay as they are


class ListFilter(forms.Form):
    """Filters of a list; each chosen one has its words and an address without it."""

    as_at = forms.CharField(required=False, widget=forms.HiddenInput)
    month = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The choice of a day stands on the same page and has a box of the same name.
        super().__init__(*args, **{"auto_id": "id_filter_%s", **kwargs})
        self.order_fields([name for name in self.fields if name not in KEPT])

    @classmethod
    def of(cls, request: HttpRequest, **kwargs: Any) -> Self:
        """Return the filters that an address asks for; what names nothing is noted as left out."""
        form = cls(request.GET, **kwargs)
        note_filters(request, form)
        return form

    def _choices(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])

    def chosen(self) -> dict[str, str]:
        """Return the filters in force; one that names nothing is not in force."""
        return self._in_force.copy()

    @cached_property
    def _in_force(self) -> dict[str, str]:
        self.is_valid()  # asked once: a list asks for each of its lines
        asked = self.cleaned_data.items()
        return {name: value for name, value in asked if value and name not in KEPT}

    def chips(self, without: Callable[[str], str]) -> list[dict[str, str]]:
        """Return the filters in force in words, each with the address without it."""
        return [
            {
                "text": f"{self.fields[name].label}: {self._words(name, value)}",
                "href": without(name),
            }
            for name, value in self.chosen().items()
        ]

    def _words(self, name: str, value: str) -> str:
        return str(dict(cast(Any, self._choices(name).choices))[value])


class ProgrammesFilter(ListFilter):
    """Filters of a list across programmes, whose names by reference are given.

    `among` names several of them by their references.
    """

    among = forms.CharField(label="Programmes", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, programmes: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in {"among", *KEPT}])
        self.known = programmes
        self._choices("programme").choices = [ANY, *programmes.items()]

    def clean_among(self) -> str:
        """Return the references of programmes; raises ValidationError where one names none."""
        asked: str = self.cleaned_data["among"]
        if asked and not self.known.keys() >= set(asked.split(",")):
            raise ValidationError("", code="invalid_choice")
        return asked

    def _passes(self, own: Mapping[str, Collection[Any]], programmes: set[str]) -> bool:
        """Tell whether a line of these programmes, with its own values by filter, is asked for."""
        chosen = self.chosen()
        among = chosen.pop("among", "")
        if among and programmes.isdisjoint(among.split(",")):
            return False
        return all(chosen[name] in own[name] for name in chosen.keys() & own.keys())

    def _words(self, name: str, value: str) -> str:
        if name == "among":
            return "; ".join(self.known[ref] for ref in value.split(","))
        return super()._words(name, value)
