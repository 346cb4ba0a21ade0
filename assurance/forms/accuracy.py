"""Forms in which a draft is shared for accuracy, taken back, and commented on (Rule 23)."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from assurance.models import AccuracyComment, AccuracyShare
from irp.fields import label_of
from irp.forms import DayEntry, Prose, RowChoice
from irp.models import User
from irp.rules.date_spans import for_example


class OfficerField(RowChoice):
    """One of the council's officers."""

    def label_from_instance(self, obj: User) -> str:
        """Return name and address: two people may share a name."""
        return f"{obj.name} ({obj.email})"


class ShareForm(forms.Form):
    """With whom a draft is shared, and until when."""

    officer = OfficerField(
        label=label_of(AccuracyShare, "officer"),
        queryset=User.objects.none(),
        empty_label="Choose a person",
        help_text="Only they see this draft, as it reads now. They do not see who else does.",
    )
    until = DayEntry(label=label_of(AccuracyShare, "until"), help_text=for_example(14, 12, 2026))

    def __init__(self, *args: Any, officers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["officer"]
        chosen.queryset = officers


class TakeBackForm(forms.Form):
    """That the person means it."""

    confirmed = forms.BooleanField(label="I want to take it back now")


class CommentForm(forms.Form):
    """What is not accurate in a draft."""

    words = Prose(
        label=label_of(AccuracyComment, "words"),
        help_text="Which fact is not right, and what is. Its author, and the commissioners who see "
        "the draft, read it with your name. You cannot change it later.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
