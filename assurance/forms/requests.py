"""Forms of requests to the council: a new one, and each next step."""

from collections.abc import Mapping

from django import forms

from assurance.actions.requests import RequestMove
from assurance.figures.requests import RequestLine
from assurance.forms.recommendations import COUNCIL_KINDS
from assurance.models import CouncilRequest, RequestStep
from assurance.words.requests import RequestAct, RequestState
from irp.fields import label_of
from irp.forms import DayEntry, Line, Prose, RowChoice, Versioned
from irp.models import Post
from irp.rules.date_spans import for_example
from programmes.forms.list_filter import ANY, ListFilter
from programmes.forms.references import named, refs_in
from programmes.readings.raid_links import requirements_named

DAY = for_example(12, 3, 2027)


class RequestForm(forms.Form):
    """What a commissioner asks, of which post, for which requirements, and by when."""

    owner = RowChoice(
        label=label_of(CouncilRequest, "owner"),
        queryset=Post.objects.filter(kind__in=COUNCIL_KINDS).order_by("title"),
        empty_label="Choose a post",
        error_messages={"required": "Choose the post that you ask"},
    )
    words = Prose(
        label=label_of(CouncilRequest, "words"),
        help_text="Everybody who reads the plan sees this.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    requirement_refs = Line(
        label="Requirements it is for",
        required=False,
        max_length=300,
        help_text="By reference, with commas between them. For example, PO1-T1-3, PO8-T1-1",
    )
    due_on = DayEntry(
        label=label_of(CouncilRequest, "due_on"),
        help_text=DAY,
        error_messages={"required": "Enter the day by which you need the answer"},
    )

    def clean_requirement_refs(self) -> list[str]:
        """Return the references, each of which is in the plan."""
        words = self.cleaned_data["requirement_refs"]
        named(words, requirements_named)
        return refs_in(words)


class RequestStepForm(Versioned):
    """The next step of a request; its version is the number of steps the person saw."""

    what: RequestAct

    def see_again(self, row: RequestStep) -> None:
        """Take the step that a conflict has just shown."""
        self._show(version=row.number)

    def move(self) -> RequestMove:
        """Return what was entered, for the act."""
        entered = dict(self.cleaned_data)
        return RequestMove(what=self.what, seen=entered.pop("version"), **entered)


def _words(label: str, hint: str = "", *, required: bool = True) -> Prose:
    area = forms.Textarea(attrs={"rows": 5})
    return Prose(label=label, help_text=hint, max_length=4000, required=required, widget=area)


class RequestAnswerForm(RequestStepForm):
    """What the council answers."""

    what = RequestAct.ANSWERED
    words = _words("Answer", "A commissioner accepts it or sends it back. It stays on record.")


class RequestAcceptForm(RequestStepForm):
    """A commissioner accepts the answer."""

    what = RequestAct.ACCEPTED
    words = _words("Note", required=False)


class RequestSendBackForm(RequestStepForm):
    """What an answer leaves open."""

    what = RequestAct.SENT_BACK
    words = _words("What is still missing")


class RequestExtendForm(RequestStepForm):
    """A later day for the answer."""

    what = RequestAct.EXTENDED
    due_on = DayEntry(label=label_of(RequestStep, "due_on"), help_text=DAY)
    words = _words("Reason for the later day", "The first day stays beside it.")


class RequestWithdrawForm(RequestStepForm):
    """Why nothing is asked any more."""

    what = RequestAct.WITHDRAWN
    words = _words("Reason for withdrawing the request")


FORMS: Mapping[RequestAct, tuple[type[RequestStepForm], str]] = {
    RequestAct.ANSWERED: (RequestAnswerForm, "Answer"),
    RequestAct.ACCEPTED: (RequestAcceptForm, "Accept the answer"),
    RequestAct.SENT_BACK: (RequestSendBackForm, "Send back"),
    RequestAct.EXTENDED: (RequestExtendForm, "Extend the day"),
    RequestAct.WITHDRAWN: (RequestWithdrawForm, "Withdraw"),
}


class RequestFilter(ListFilter):
    """Which requests to show."""

    show = forms.ChoiceField(label="Show", required=False, choices=[ANY, *RequestState.choices()])

    def matches(self, line: RequestLine) -> bool:
        """Tell whether a request passes the filter in force."""
        chosen = self.chosen().get("show")
        return chosen is None or line.state == chosen
