"""The form in which one speaker assesses a requirement."""

from collections.abc import Sequence
from typing import Any

from django import forms

from assurance.actions import assessments_of
from assurance.models import Assessment
from assurance.rules import assessment_faults
from assurance.words import JUDGEMENTS_DEFINED, Judgement, Speaker
from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import Prose, Versioned
from irp.models import User


class AssessForm(Versioned):
    """One speaker's assessment: the judgement is chosen anew each time (Rules 5 and 19).

    Its version is the number of assessments that the speaker had given when it was opened.
    """

    judgement = forms.TypedChoiceField(
        label=label_of(Assessment, "judgement"),
        coerce=Judgement,
        choices=Judgement.choices(),
        widget=DefinedRadios(definitions={j.value: JUDGEMENTS_DEFINED[j] for j in Judgement}),
    )
    rationale = Prose(
        label=label_of(Assessment, "rationale"),
        help_text="Why you judge so. Refer to what commissioners consider for this requirement.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    evidence_cited = Prose(
        label=label_of(Assessment, "evidence_cited"),
        help_text="Name each document, report or figure with its date. Needed to issue Met.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(
        self,
        *args: Any,
        user: User,
        speaker: Speaker,
        issued: bool,
        open_dates: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.speaker, self.issued, self.open_dates = user, speaker, issued, open_dates
        if speaker is Speaker.COMMISSIONER and open_dates:  # "met" is not offered (Rule 20)
            self.fields["judgement"].widget.choices = [
                (one, words) for one, words in Judgement.choices() if one != Judgement.MET
            ]

    def clean(self) -> dict[str, Any]:
        """Say what is missing beside its box, before it is looked at once more (Rule 22)."""
        entered = super().clean() or self.cleaned_data
        faults = assessment_faults(
            speaker=self.speaker,
            judgement=entered.get("judgement"),
            rationale=entered.get("rationale"),
            evidence_cited=entered.get("evidence_cited"),
            issued=self.issued,
            open_dates=self.open_dates,
        )
        for name, fault in faults.items():
            self.add_error(name, fault)
        return entered

    def see_again(self, row: Assessment) -> None:
        """Take the number that the speaker has given now, as far as the person may see."""
        given = assessments_of(row.requirement, Speaker(row.speaker), seen_by=self.user)
        self._show(version=len(given))
