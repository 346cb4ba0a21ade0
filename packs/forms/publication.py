"""Forms of publication: what happened to an edition, and pre-election periods (24e, 30)."""

from collections.abc import Mapping
from typing import Any

from django import forms

from irp.fields import label_of
from irp.forms import DayEntry, Line, RowChoice
from irp.models import PostHolding
from packs.forms.agenda import CountedForm
from packs.forms.meetings import DAY, prose
from packs.models import PackStep, PreElectionPeriod
from packs.words.publication import PublicationStep


class StepForm(CountedForm):
    """A form of a step; one that corrects an act has the reason."""

    reason = prose(label_of(PackStep, "reason"), most=1000)

    def __init__(self, *args: Any, corrects: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not corrects:
            del self.fields["reason"]


class ReceivedForm(StepForm):
    """When and how the IRB received an edition, at a meeting or between meetings."""

    on = DayEntry(label="Day the IRB received it", help_text=DAY)
    words = prose(
        "How it received it",
        "The meeting and its minute, or how it was given between meetings. For example, IRB of "
        "1 December 2026, minute 4.2",
        most=1000,
    )


class ClearedForm(StepForm):
    """The Monitoring Officer's clearance of one edition in a pre-election period.

    Who holds the post says nothing of it but the day and the words.
    """

    holding = RowChoice(
        label=label_of(PackStep, "officer"),
        queryset=PostHolding.objects.none(),
        empty_label="Choose a person",
        help_text="Who held the post on the day of the clearance.",
        error_messages={"required": "Choose the Monitoring Officer who cleared it"},
    )
    document = Line(
        label=label_of(PackStep, "document"),
        max_length=200,
        help_text="In which the Monitoring Officer cleared it. For example, letter MO/26/114 of "
        "9 November 2026",
    )
    on = DayEntry(label="Day of the clearance", help_text=DAY)
    words = prose("What the Monitoring Officer said", "Everybody who sees the pack sees this.",
                  most=1000)  # fmt: skip

    def __init__(self, *args: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if officers is None:
            del self.fields["holding"], self.fields["document"]
        else:
            self.fields["holding"].queryset = officers  # type: ignore[attr-defined]


class PublishedForm(StepForm):
    """Where a public edition is published, and since when."""

    on = DayEntry(label="Day of publication", help_text=DAY)
    words = prose(
        "Where it is published",
        "An address that begins with https://, or words such as “Council House library”.",
        most=1000,
    )


class TakenDownForm(StepForm):
    """Why a public edition is no longer published."""

    on = DayEntry(label="Day it was taken down", help_text=DAY)
    words = prose("Reason for taking it down", most=1000)


STEP_FORMS: Mapping[PublicationStep, type[StepForm]] = {
    PublicationStep.RECEIVED: ReceivedForm,
    PublicationStep.CLEARED: ClearedForm,
    PublicationStep.PUBLISHED: PublishedForm,
    PublicationStep.TAKEN_DOWN: TakenDownForm,
}


class PreElectionForm(CountedForm):
    """A pre-election period; one that is changed has the reason, and may be set aside."""

    election = Line(
        label=label_of(PreElectionPeriod, "election"),
        max_length=200,
        help_text="For example, council elections of 6 May 2027",
    )
    starts_on = DayEntry(label=label_of(PreElectionPeriod, "starts_on"), help_text=DAY)
    ends_on = DayEntry(
        label=label_of(PreElectionPeriod, "ends_on"), help_text="Usually the day of the election."
    )
    withdrawn = forms.BooleanField(
        label="It does not apply: it was entered by mistake, or the election is not held",
        required=False,
    )
    reason = prose(label_of(PreElectionPeriod, "reason"), most=1000)

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["withdrawn"], self.fields["reason"]
