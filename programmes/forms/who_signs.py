"""The form of who signs a programme's returns: its SAOs, one who signs alone, the reserve (17)."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from irp.fields import label_of
from irp.forms import Versioned
from irp.models import Post
from programmes.models import Programme
from programmes.rules.owners import CHIEF_EXECUTIVE, signing_faults

UNKNOWN = {"invalid_choice": "Choose from the posts shown"}


class SigningForm(Versioned):
    """SAOs to tick, and who signs of them and in reserve."""

    saos = forms.MultipleChoiceField(
        label="Senior Accountable Officers",
        widget=forms.CheckboxSelectMultiple,
        error_messages=UNKNOWN | {"required": "Choose at least one post"},
    )
    signs_alone = forms.ChoiceField(
        label="Who signs where there are several",
        required=False,
        error_messages=UNKNOWN,
    )
    reserve = forms.ChoiceField(
        label=label_of(Programme, "reserve"),
        required=False,
        help_text="Signs when everybody who holds the SAO’s post prepared the return.",
        error_messages=UNKNOWN,
    )

    def __init__(self, *args: Any, offered: Iterable[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(post.pk): post for post in offered}
        titles = [(key, post.title) for key, post in self.offered.items()]
        self._choices("saos").choices = titles
        self._choices("signs_alone").choices = [("", "All of them"), *titles]
        self._choices("reserve").choices = [("", f"The {CHIEF_EXECUTIVE}"), *titles]

    def _choices(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])

    def _post(self, name: str) -> Post | None:
        return self.offered.get(self.cleaned_data.get(name) or "")

    def entered(self) -> dict[str, Any]:
        """Return what the act takes."""
        ticked = self.cleaned_data["saos"]
        return {
            "saos": [post for key, post in self.offered.items() if key in ticked],
            "signs_alone": self._post("signs_alone"),
            "reserve": self._post("reserve"),
            "version": self.cleaned_data["version"],
        }

    def clean(self) -> dict[str, Any]:
        """Tell at once what the act would refuse."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            entered = self.entered()
            alone, reserve = entered["signs_alone"], entered["reserve"]
            faults = signing_faults(
                saos={post.pk: post.kind for post in entered["saos"]},
                signs_alone=alone.pk if alone else None,
                reserve=reserve.kind if reserve else None,
            )
            for name, fault in faults.items():
                self.add_error(name, fault)
        return cleaned
