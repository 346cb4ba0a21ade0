"""The form of a public edition: that its words were read."""

from django import forms


class PublicForm(forms.Form):
    """That somebody read the words that are to be published, as they were shown (`seen`)."""

    read = forms.BooleanField(
        label="I have read these words, and they may be published",
        error_messages={"required": "Tick that you have read the words"},
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
