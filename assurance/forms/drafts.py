"""The form in which a commissioner discards a draft."""

from django import forms


class DiscardForm(forms.Form):
    """That the person means it (Rule 23)."""

    confirmed = forms.BooleanField(label="I understand that nobody can bring it back")
