"""Forms by which a request is decided by a forum, or withdrawn (Rule 18)."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from irp.forms import DayEntry, Line, Prose, Versioned
from irp.rules.date_spans import for_example
from programmes.rules.change_rulings import Ruling
from programmes.words import ChangeForum

A_DAY = for_example(30, 6, 2027)
AGREE, REFUSE = "agree", "refuse"


class DecisionOnChangeForm(Versioned):
    """What a forum decides of a request; a board's decision cites the meeting and its minute."""

    answer = forms.ChoiceField(
        label="Decision", choices=[(AGREE, "Agree"), (REFUSE, "Refuse")], widget=forms.RadioSelect
    )
    numbers = forms.MultipleChoiceField(
        label="Rows that are approved", required=False, widget=forms.CheckboxSelectMultiple
    )
    met_on = DayEntry(label="Day of the meeting", required=False, help_text=A_DAY, label_suffix=" ")
    minute = Line(label="Minute", required=False, max_length=100, label_suffix=" ",
                  help_text="Its number. For example, 4.2")  # fmt: skip
    view = Prose(label="IRB’s view", required=False, max_length=2000, label_suffix=" ",
                 widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip
    view_on = DayEntry(label="Day of IRB’s view", required=False, help_text=A_DAY, label_suffix=" ")
    why = Prose(
        label="Reason",
        required=False,
        max_length=2000,
        label_suffix="(needed to refuse the request or some of its rows)",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        forum: ChangeForum,
        units: Sequence[tuple[Sequence[int], str]],
        **kwargs: Any,
    ) -> None:
        """Take the rows that are decided as one, with their words: each is a box to tick."""
        super().__init__(*args, **kwargs)
        self.units = {str(rows[0]): rows for rows, _ in units}
        numbers = cast(forms.MultipleChoiceField, self.fields["numbers"])
        numbers.choices = [(str(rows[0]), words) for rows, words in units]
        numbers.initial = list(self.units)
        gone = set() if forum.is_board else {"met_on", "minute"}
        if forum is not ChangeForum.CABINET:
            gone |= {"view", "view_on"}
        if len(units) < 2:
            gone |= {"numbers"}
        for name in gone:
            del self.fields[name]

    def ruling(self) -> Ruling:
        """Return what was decided."""
        entered = self.cleaned_data
        chosen = entered.get("numbers", self.units)
        return Ruling(
            agrees=entered["answer"] == AGREE,
            rows=frozenset(row for number in chosen for row in self.units[number]),
            reason=entered["why"],
            met_on=entered.get("met_on"),
            minute=entered.get("minute", ""),
            view=entered.get("view", ""),
            view_on=entered.get("view_on"),
        )


class WithdrawalForm(Versioned):
    """Why a request is withdrawn."""

    why = Prose(label="Reason", max_length=1000, help_text="It stays in the record.",
                widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip


class TakerAnswerForm(forms.Form):
    """What the SAO of who needs the work says to a request that moves it (Rule 28)."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[(AGREE, "Agree"), ("object", "Object")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you agree or object"},
    )
    reason = Prose(
        label="Reason",
        required=False,
        max_length=2000,
        label_suffix="(needed to object)",
        help_text="What the move does to the work that needs it.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def agrees(self) -> bool:
        """Tell whether the answer is to agree."""
        return bool(self.cleaned_data["answer"] == AGREE)
