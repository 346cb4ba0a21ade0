"""The form of the outcomes that a programme serves."""

from django import forms

from irp.forms import Prose, RowsChoice, Versioned
from irp.models import Outcome


class OutcomesForm(Versioned):
    """Which of the plan's outcomes a programme serves, and why it is said."""

    serves = RowsChoice(
        label="Outcomes it serves",
        queryset=Outcome.objects.select_related("aim").order_by("aim__number", "number"),
        required=False,
        help_text="None: it is shown with every outcome of its aim that names no programme.",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    reason = Prose(
        label="Reason",
        max_length=1000,
        help_text="For example, who agreed to it and when.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
