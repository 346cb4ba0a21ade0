"""Forms of boards' meetings: moved, arranged, attended (Rule 14)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from django import forms

from irp.actions import Refused, moved_deadlines, unusual_move
from irp.fields import label_of
from irp.forms import DayEntry, Line, Prose, RowsChoice, Versioned
from irp.holidays import england_holidays
from irp.models import Post, ReportingPeriod
from irp.rules.calendar import PeriodDeadlines
from irp.rules.date_spans import for_example
from irp.rules.openings import board_oddities
from irp.words import PostKind
from packs.figures.meetings import MeetingLine
from packs.models import Meeting
from packs.rules.meetings import NOT_MOVED
from packs.words import OF_COUNCIL, Forum
from packs.words.meetings import Came
from programmes.forms.list_filter import ANY, ListFilter

DAY = for_example(24, 11, 2026)
AT_BOARDS = (*OF_COUNCIL, "lead_member", "commissioner", "internal_audit", "external_auditor")


def posts_of_kind(*kinds: str) -> Any:
    """Return the posts of some kinds, by title."""
    return Post.objects.filter(kind__in=kinds).order_by("title")


def prose(label: str, hint: str = "", *, most: int = 2000, **more: Any) -> Prose:
    """Return a box for several lines of text."""
    return Prose(
        label=label,
        help_text=hint,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 4}),
        **more,
    )


class MoveForm(forms.Form):
    """The days of a period's two boards; what moves with them is shown before it is confirmed.

    `deadlines` are those of an open period, None of a frozen one, whose deadlines stay.
    """

    tib_on = DayEntry(label="Day of the TIB", help_text=DAY)
    irb_on = DayEntry(label="Day of the IRB", help_text="On or after the TIB. " + DAY)
    reason = prose(
        "Reason for moving",
        "Everybody who reads the period sees this beside the new dates.",
        most=1000,
    )
    sure = forms.BooleanField(label="These dates are correct", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=30)

    deadlines: PeriodDeadlines | None = None
    unusual: Sequence[str] = ()

    def __init__(
        self,
        *args: Any,
        period: ReportingPeriod,
        days: Mapping[Forum, date],
        at: datetime,
        **more: Any,
    ) -> None:
        now = " ".join(days[forum].isoformat() for forum in Forum)
        first = {"tib_on": days[Forum.TIB], "irb_on": days[Forum.IRB], "seen": now}
        more["initial"] = first
        super().__init__(*args, **more)
        self.period, self.at = period, at

    def clean_seen(self) -> tuple[date, date]:
        """Return the days of the boards that the person was shown."""
        try:
            tib_on, irb_on = map(date.fromisoformat, self.cleaned_data["seen"].split())
        except ValueError as error:
            raise forms.ValidationError("Open this page again") from error
        return tib_on, irb_on

    def clean(self) -> dict[str, Any]:
        """Work the deadlines back from the new days, or say why they cannot be."""
        entered = super().clean() or self.cleaned_data
        if not {"tib_on", "irb_on", "seen"} <= entered.keys():
            return entered  # a missing reason alone leaves what moves to be shown
        tib_on, irb_on = entered["tib_on"], entered["irb_on"]
        if (tib_on, irb_on) == entered["seen"]:
            self.add_error("tib_on", NOT_MOVED)
            return entered
        holidays = england_holidays()
        if self.period.is_open:
            try:
                self.deadlines = moved_deadlines(self.period, tib_on=tib_on, irb_on=irb_on)
            except Refused as refused:
                raise forms.ValidationError(refused.reasons) from refused
            self.unusual = unusual_move(self.period, self.deadlines, irb_on=irb_on, at=self.at)
        else:
            self.unusual = board_oddities(tib_on=tib_on, irb_on=irb_on, holidays=holidays)
        if self.unusual and self.is_confirmed and not entered["sure"]:
            self.add_error("sure", "Tick “These dates are correct”, or change the dates")
        return entered

    @property
    def is_confirmed(self) -> bool:
        """Tell whether the person confirmed the days that stand here now."""
        return bool(self.fingerprint) and self.data.get("confirmed") == self.fingerprint

    @property
    def fingerprint(self) -> str:
        """Return what is confirmed: both boards, and every deadline that moves with them."""
        entered = getattr(self, "cleaned_data", {})
        if not {"tib_on", "irb_on"} <= entered.keys():
            return ""
        days = self.deadlines
        parts = [entered["tib_on"], entered["irb_on"]]
        parts += [getattr(days, name) for name in type(days).__dataclass_fields__] if days else []
        return " ".join(part.isoformat() for part in parts)

    @property
    def wanted(self) -> dict[Forum, date]:
        """Return the days that were entered, by board; nothing while there are faults in them."""
        is_refused = self.period.is_open and self.deadlines is None
        if is_refused or not self.fingerprint:
            return {}
        return {forum: self.cleaned_data[f"{forum.value}_on"] for forum in Forum}

    def moved(self) -> dict[str, Any]:
        """Return what the act takes."""
        return {name: self.cleaned_data[name] for name in ("tib_on", "irb_on", "seen", "reason")}


class ArrangeForm(Versioned):
    """When in the day and where a board meets, and which posts are its members."""

    starts = Line(
        label=label_of(Meeting, "starts"),
        max_length=40,
        required=False,
        help_text="For example, 2pm to 4pm",
    )
    venue = Line(label=label_of(Meeting, "venue"), max_length=200, required=False)
    members = RowsChoice(
        label="Members, by post",
        queryset=posts_of_kind(*AT_BOARDS),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        help_text="Chosen posts come first. Open a kind of post to add others.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(RowsChoice, self.fields["members"])
        chosen = {str(field.prepare_value(member)) for member in self["members"].value() or ()}
        field.choices = by_kind(posts_of_kind(*AT_BOARDS), chosen)


def by_kind(posts: Iterable[Post], chosen: Collection[str]) -> list[Any]:
    """Return posts as choices, those chosen by their keys first, the others by their kind."""
    rows = list(posts)
    first = [(str(post.pk), post.title) for post in rows if str(post.pk) in chosen]
    groups = []
    for kind in AT_BOARDS:
        of_kind = [post for post in rows if post.kind == kind and str(post.pk) not in chosen]
        if of_kind:
            words = f"{PostKind(kind).label} ({len(of_kind)})"
            groups.append((words, [(str(post.pk), post.title) for post in of_kind]))
    return [*first, *groups]


class AttendanceForm(Versioned):
    """Whether each member came; a member of whom nothing is known is left empty (Rule 5).

    Its version is the key of the newest entry when it was opened, 0 for none.
    """

    def __init__(
        self, *args: Any, posts: Sequence[Post], noted: Mapping[str, Came], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {f"came_{post.pk}": post for post in posts}
        for name, post in self.posts.items():
            self.fields[name] = forms.TypedChoiceField(
                label=post.title,
                coerce=Came,
                empty_value=None,
                choices=[("", "Not noted"), *Came.choices()],
                required=False,
                initial=noted.get(post.title, ""),
            )

    def clean(self) -> dict[str, Any]:
        """Ask for one member at least: a page sent back as it came says nothing."""
        entered = super().clean() or self.cleaned_data
        if not self.errors and not self.came():
            raise forms.ValidationError("Choose for at least one member whether they came")
        return entered

    def see_again(self, row: Any) -> None:
        """Take the key of the entry that a conflict has just shown."""
        self._show(version=row.pk)

    def came(self) -> dict[Post, Came]:
        """Return who came, by post."""
        entered = self.cleaned_data
        return {post: entered[name] for name, post in self.posts.items() if entered[name]}


class MeetingFilter(ListFilter):
    """Which meetings to show."""

    forum = forms.ChoiceField(label="Board", required=False, choices=[ANY, *Forum.choices()])

    def matches(self, line: MeetingLine) -> bool:
        """Tell whether a meeting passes."""
        return all(value == line.facts.forum for value in self.chosen().values())
