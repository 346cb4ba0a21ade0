"""Forms of assurance; what a rule refuses stands as a message that says what to type."""

from django import forms

from assurance.words import JUDGEMENTS_DEFINED, Judgement
from irp.form_rendering import DefinedRadios
from irp.forms import Prose


class AssessForm(forms.Form):
    """One voice's assessment: the judgement is chosen anew each time (Rules 5 and 19)."""

    judgement = forms.ChoiceField(
        label="Judgement",
        choices=[(judgement.value, judgement.label) for judgement in Judgement],
        widget=DefinedRadios(definitions={j.value: JUDGEMENTS_DEFINED[j] for j in Judgement}),
    )
    rationale = Prose(
        label="Rationale",
        help_text="Why you judge so, against what commissioners consider for this requirement.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    evidence_cited = Prose(
        label="Evidence cited",
        help_text="Name each document, report or figure with its date.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
