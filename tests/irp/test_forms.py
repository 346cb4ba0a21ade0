"""How typed text is read by every form of the site (Rule 5)."""

import pytest
from django import forms

from irp.forms import Line, Prose
from irp.urls import urlpatterns  # every view, and with it every form, is loaded

EXEMPT = {
    "SignInForm.username", "SignInForm.password", "OwnPasswordForm.old_password",
    "OwnPasswordForm.new_password1", "OwnPasswordForm.new_password2",
    "NewUserForm.password", "TemporaryPasswordForm.password",
}  # fmt: skip


def own_forms(kind: type[forms.BaseForm] = forms.Form):
    for one in kind.__subclasses__():
        if one.__module__.partition(".")[0] in {
            "irp", "programmes", "kpis", "assurance", "packs", "dashboards", "exchange"
        }:  # fmt: skip
            yield one
        yield from own_forms(one)


def test_every_box_for_text_is_a_line_or_prose():
    assert urlpatterns
    stray = {
        f"{form.__name__}.{name}"
        for form in own_forms()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField)
        and not isinstance(field, Line | Prose | forms.EmailField)
        and not isinstance(field.widget, forms.HiddenInput)
    }
    assert stray <= EXEMPT


@pytest.mark.parametrize("field", [Line(), Prose()])
def test_rule_5_text_that_nobody_sees_is_missing(field):
    with pytest.raises(forms.ValidationError, match="required"):
        field.clean("\u200b \u2060")


def test_prose_is_tidied_before_its_length_is_judged():
    assert Prose(max_length=5).clean("ab\r\ncd") == "ab\ncd"
    assert Prose().clean("One\u2028two\u202e") == "One\ntwo"


def test_a_line_break_in_a_line_is_refused():
    for typed in ("Anne\tSmith", "Anne\nSmith", "Anne\u2028Smith", "\u202eAnne"):
        with pytest.raises(forms.ValidationError, match="on one line"):
            Line().clean(typed)
    assert Line().clean(" Anne Smith \n") == "Anne Smith"
