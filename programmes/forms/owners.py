"""Forms in which an RDL names preparers and row leads (Rule 15)."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django import forms

from irp.forms import Versioned
from irp.models import Post
from programmes.rules.owners import lead_faults

UNKNOWN = {"invalid_choice": "Choose from the posts shown"}


class NamingForm(Versioned):
    """Posts to tick; `now` reads the version of what is named, for after a conflict."""

    posts = forms.MultipleChoiceField(
        label="Posts",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=UNKNOWN,
    )

    def __init__(
        self, *args: Any, offered: Iterable[Post], now: Callable[[], int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered, self.now = {str(post.pk): post for post in offered}, now
        self._choices("posts").choices = self._titles()

    def _choices(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])

    def _titles(self) -> list[tuple[str, str]]:
        return [(key, post.title) for key, post in self.offered.items()]

    def chosen(self) -> list[Post]:
        """Return the posts that were ticked."""
        return [self.offered[key] for key in self.cleaned_data["posts"]]

    def see_again(self, row: Any) -> None:
        """Take the version of what is named now."""
        self._show(version=self.now())


class PreparersForm(NamingForm):
    """Who drafts the return beside its RDL."""


class LeadsForm(NamingForm):
    """Who leads a row, and which of them answers for it."""

    accountable = forms.ChoiceField(
        label="Answers for the row", required=False, error_messages=UNKNOWN
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = ("", "Choose one of the leads")
        self._choices("accountable").choices = [none, *self._titles()]

    def clean(self) -> dict[str, Any]:
        """Tell at once what the act would refuse."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            faults = lead_faults(
                leads={post.pk for post in self.chosen()},
                accountable=answers.pk if (answers := self.answers()) else None,
            )
            for name, fault in faults.items():
                self.add_error(name, fault)
        return cleaned

    def answers(self) -> Post | None:
        """Return the post that answers for the row, None where none was chosen."""
        return self.offered.get(self.cleaned_data["accountable"])
