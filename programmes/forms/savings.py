"""Forms of savings: what one says, its target, what replaces it (Rule 26)."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import DayEntry, Line, MoneyEntry, Prose, RowChoice, Versioned
from irp.models import Post
from irp.rules.date_spans import for_example
from irp.rules.financial_years import WHICH_YEAR, year_read, year_words
from programmes.models import (
    Programme,
    Saving,
    SavingReplacement,
    SavingTarget,
    YearTarget,
)
from programmes.words import Basis, Equality, Recurrence

NOT_SAID = ("", "Not said")
MONEY = "In pounds and pence, such as £1,234,567.89."


class YearEntry(Line):
    """A financial year, "2026/27", by the calendar year in which it begins."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-5"}))
        kwargs.setdefault("help_text", "For example, 2026/27")
        super().__init__(label="Financial year", max_length=9, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the year; raises ValidationError with what to type."""
        if isinstance(value, int):
            return value
        words = super().to_python(value)
        if not words:
            return None
        if (year := year_read(words)) is None:
            raise ValidationError(WHICH_YEAR)
        return year

    def run_validators(self, value: Any) -> None:
        """Leave the length of the words to the reading of them: what is left is a number."""

    def prepare_value(self, value: Any) -> Any:
        """Return a year as it is typed."""
        return year_words(value) if isinstance(value, int) else value


def _text(name: str, hint: str, *, most: int, rows: int = 3) -> Prose:
    return Prose(
        label=label_of(Saving, name),
        required=False,
        max_length=most,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class SavingForm(Versioned):
    """What a saving says beside its amounts."""

    title = Line(
        label="What is saved",
        max_length=300,
        error_messages={"required": "Enter what the saving is called"},
    )
    directorate = Line(
        label=label_of(Saving, "directorate"),
        required=False,
        max_length=200,
        help_text="The directorate whose budget it lowers.",
    )
    owner = RowChoice(
        label=label_of(Saving, "owner"),
        queryset=Post.objects.order_by("title"),
        required=False,
        empty_label="Not named",
        help_text="The post that answers for it. Its holder never validates it.",
    )
    recurrence = forms.ChoiceField(
        label=label_of(Saving, "recurrence"),
        required=False,
        choices=[NOT_SAID, *Recurrence.choices()],
    )
    equality = forms.ChoiceField(
        label=label_of(Saving, "equality"),
        required=False,
        choices=[NOT_SAID, *Equality.choices()],
    )
    equality_on = DayEntry(
        label=label_of(Saving, "equality_on"),
        label_suffix="(if done)",
        required=False,
        help_text=for_example(30, 6, 2026),
    )
    equality_reason = _text("equality_reason", "If not needed.", most=500, rows=2)
    consequences = _text(
        "consequences", "What else it led to, for residents, staff or other services.", most=2000
    )

    def values(self) -> dict[str, Any]:
        """Return what was entered by column."""
        others = {"version", "programme"}
        return {name: value for name, value in self.cleaned_data.items() if name not in others}

    @classmethod
    def initial_of(cls, row: Saving) -> dict[str, Any]:
        """Return what a saving says now."""
        return {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}


class NewSavingForm(SavingForm):
    """A new saving, with the programme that it is of."""

    field_order = ["title", "programme"]
    programme = RowChoice(
        label="Programme",
        queryset=Programme.objects.filter(closed_on__isnull=True).order_by("number"),
        error_messages={"required": "Choose the programme that it is of"},
    )


class SavingTargetForm(Versioned):
    """The next version of a saving's target for a year; nothing of it is prefilled.

    Its version is the key of the newest version when it was opened, 0 for none.
    """

    year = YearEntry(error_messages={"required": WHICH_YEAR})
    in_year = MoneyEntry(label=label_of(SavingTarget, "in_year"), help_text=MONEY)
    full_year = MoneyEntry(
        label=label_of(SavingTarget, "full_year"),
        required=False,
        help_text="What it comes to in a whole year, once it runs.",
    )
    decided_by = Line(
        label=label_of(SavingTarget, "decided_by"),
        max_length=200,
        help_text="A meeting with its date, or a person by their post.",
    )
    reason = Prose(
        label=label_of(SavingTarget, "reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def see_again(self, row: Any) -> None:
        """Take the version that a conflict has just shown for the newest."""
        self._show(version=row.pk)

    def entered(self) -> dict[str, Any]:
        """Return what is set, and the newest version that was seen."""
        values = dict(self.cleaned_data)
        return values | {"seen": values.pop("version")}


class YearTargetForm(SavingTargetForm):
    """The next version of what Council resolved for a year as a whole."""

    field_order = ["year", "amount", "decided_by", "reason"]
    in_year = None  # type: ignore[assignment]
    full_year = None  # type: ignore[assignment]
    amount = MoneyEntry(label=label_of(YearTarget, "amount"), help_text=MONEY)


class ReplacementForm(Versioned):
    """What makes good in a year what a saving does not yield."""

    by_ref = forms.ChoiceField(
        label="Saving that replaces it",
        error_messages={"required": "Choose the saving that replaces it"},
    )
    year = YearEntry(error_messages={"required": WHICH_YEAR})
    basis = forms.TypedChoiceField(
        label=label_of(SavingReplacement, "basis"),
        choices=Basis.choices(),
        coerce=Basis,
        widget=DefinedRadios(
            definitions={
                Basis.WHOLE.value: "It was found for this. A target of its own is not counted "
                "beside.",
                Basis.SURPLUS.value: "It keeps its target.",
            }
        ),
    )
    reason = Prose(
        label=label_of(SavingReplacement, "reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, others: Sequence[Saving], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose a saving"), *((row.ref, str(row)) for row in others)]
        cast(forms.ChoiceField, self.fields["by_ref"]).choices = choices


class ReplacementEndForm(Versioned):
    """Why a saving no longer replaces another."""

    reason = Prose(
        label=label_of(SavingReplacement, "reason"),
        max_length=1000,
        help_text="The replacement stays in the history.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
