"""The form in which one speaker assesses a requirement."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms

from assurance.forms.citing import Citing
from assurance.forms.considering import ConsideringForm, without_considerations
from assurance.models import Assessment
from assurance.readings.citable import Citable
from assurance.readings.given import assessments_of
from assurance.rules import assessment_faults, considered_faults
from assurance.rules.citations import citation_faults
from assurance.words import JUDGEMENTS_DEFINED, Judgement, Speaker
from assurance.words.evidence import Strength
from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import Prose, Versioned
from irp.forms.numbers import WholeEntry
from irp.models import User


class AssessForm(ConsideringForm, Citing, Versioned):
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
        label_suffix="(in words)",
        help_text="What the pieces you cite below show, and anything that is not among them.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    words_seen = WholeEntry(required=False, min_value=0, widget=forms.HiddenInput)
    requirement_seen = WholeEntry(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        user: User,
        speaker: Speaker,
        issued: bool,
        open_dates: Sequence[str],
        pieces: Sequence[Citable] | None,
        considerations: Sequence[str],
        missing: Mapping[int, str],
        picked: Collection[int] = (),
        cited: Mapping[int, Strength] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.take_considerations(considerations, missing)
        if pieces is None:
            self.take_unread(picked)
        else:
            self.offer(pieces, cited or {})
        self.user, self.speaker, self.issued, self.open_dates = user, speaker, issued, open_dates
        if speaker is Speaker.COMMISSIONER and open_dates:  # "met" is not offered (Rule 20)
            self.fields["judgement"].widget.choices = [
                (judgement, words)
                for judgement, words in Judgement.choices()
                if judgement != Judgement.MET
            ]

    def clean(self) -> dict[str, Any]:
        """Say what is missing beside its box, before it is looked at once more (Rule 22)."""
        entered = super().clean() or self.cleaned_data
        faults = assessment_faults(
            speaker=self.speaker,
            judgement=entered.get("judgement"),
            rationale=entered.get("rationale"),
            evidence_cited=_evidence_said(entered.get("evidence_cited"), cites=self.cites()),
            issued=self.issued,
            open_dates=self.open_dates,
        )
        faults |= considered_faults(
            judgement=entered.get("judgement"),
            issued=self.issued,
            considered=self.considered(),
            considerations=self.considerations,
        )
        for name, fault in faults.items():
            if name not in self.errors:  # too long a text is not missing
                self.add_error(name, fault)
        if self.is_read or not self.cites():
            for fault in citation_faults(
                self.chosen(), speaker=self.speaker, judgement=entered.get("judgement"),
                issued=self.issued, by=self.user.pk, by_name=self.user.name,
            ):  # fmt: skip
                self.add_error("evidence_cited", fault)
        return entered

    def own_words(self) -> dict[str, Any]:
        """Return what was entered of the requirement as a whole."""
        return without_considerations(self.without_cites())

    def see_again(self, row: Assessment) -> None:
        """Take the number that the speaker has given now, as far as the person may see."""
        given = assessments_of(row.requirement, Speaker(row.speaker), seen_by=self.user)
        self._show(version=len(given))


def _evidence_said(words: str | None, *, cites: Mapping[int, Strength]) -> str | None:
    """Return what is said of evidence: pieces that are cited say it too."""
    return "; ".join(map(str, cites)) if words == "" and cites else words
