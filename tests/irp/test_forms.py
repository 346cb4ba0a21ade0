"""How typed text is read by every form of the site (Rule 5)."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms

from irp.forms import (
    Address,
    DayEntry,
    Line,
    MoneyEntry,
    MonthEntry,
    MonthSent,
    Name,
    NumberEntry,
    PersonField,
    Prose,
    RowChoice,
    RowsChoice,
    WholeEntry,
)
from irp.forms.entries import WHICH_DAY
from irp.history import record
from irp.models import Aim, User
from irp.presenters import Pages
from irp.urls import urlpatterns  # every view, and with it every form, is loaded
from tests.world import NOW

EXEMPT = {
    "SignInForm.username", "SignInForm.password", "OwnPasswordForm.old_password",
    "OwnPasswordForm.new_password1", "OwnPasswordForm.new_password2",
    "NewUserForm.password", "TemporaryPasswordForm.password",
}  # fmt: skip


def own_forms(kind: type[forms.BaseForm] = forms.Form):
    # In one order: whichever module is read first declares its forms first.
    for form in sorted(
        kind.__subclasses__(), key=lambda declared: (declared.__module__, declared.__qualname__)
    ):
        if form.__module__.partition(".")[0] in {
            "irp", "programmes", "kpis", "assurance", "packs", "dashboards", "exchange"
        }:  # fmt: skip
            yield form
        yield from own_forms(form)


def test_every_box_for_text_is_a_line_or_prose():
    assert urlpatterns
    stray = {
        f"{form.__name__}.{name}"
        for form in own_forms()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField)
        and not isinstance(field, Line | Prose | Address)
        and not isinstance(field.widget, forms.HiddenInput)
    }
    assert stray <= EXEMPT


def test_every_box_for_a_number_and_every_list_of_rows_is_ours():
    """Django's own read "1_000", "1e2" and "٣"."""
    assert urlpatterns
    theirs = (forms.IntegerField, forms.ModelChoiceField, forms.DateField)
    ours = (WholeEntry, NumberEntry, MoneyEntry, RowChoice, RowsChoice)
    stray = {
        f"{form.__name__}.{name}"
        for form in own_forms()
        for name, field in form.base_fields.items()
        if isinstance(field, theirs) and not isinstance(field, ours)
    }
    assert stray == set()


NO_NUMBERS = (
    "1_000", "\u0663", "1e2", "\uff11", "1,00", "12,34", "1.", "0x1", "1 000", "\u00b2", "--1",
    "NaN", "Infinity", "£1,234", "5%", "1" * 5000,
)  # fmt: skip


def test_numbers_take_ascii_digits_alone():
    for typed in NO_NUMBERS:
        for field in (WholeEntry(), NumberEntry()):
            with pytest.raises(forms.ValidationError, match="number"):
                field.clean(typed)
    assert WholeEntry().clean(" 1,234 ") == 1234
    assert WholeEntry().clean("-5") == -5
    assert NumberEntry().clean("1,234,567.89") == Decimal("1234567.89")
    assert NumberEntry().clean("\N{MINUS SIGN}.5") == Decimal("-0.5")
    assert NumberEntry(pounds=True).clean("-£1,234") == -1234
    assert NumberEntry(percent=True).clean("12.5%") == Decimal("12.5")
    assert WholeEntry(required=False).clean("  ") is None


def test_the_month_that_a_page_sends_is_taken_as_it_writes_it():
    field = MonthSent(error_messages={"invalid": "Open it again"})
    assert field.clean("2026-10") == date(2026, 10, 1)
    for sent in ("2026-1", "\u0662026-10", "2026-13", "Oct 2026", "1999-01"):
        with pytest.raises(forms.ValidationError, match="Open it again"):
            field.clean(sent)


def test_rule_8_dates_take_ascii_digits_alone():
    for field, typed in ((DayEntry(), "3\u0660/06/2026"), (MonthEntry(), "Jun 202\uff16")):
        with pytest.raises(forms.ValidationError, match="such as"):
            field.clean(typed)


@pytest.mark.django_db
def test_a_row_is_chosen_by_its_key_as_the_page_wrote_it():
    person = record(User(email="a@council.example", name="A"), by="test", at=NOW)
    field = PersonField()
    assert field.clean(str(person.pk)) == person
    arabic = "".join(chr(0x660 + int(digit)) for digit in str(person.pk))
    for sent in (f"0{person.pk}", f" {person.pk}", f"0_{person.pk}", arabic):
        with pytest.raises(forms.ValidationError, match="valid choice"):
            field.clean(sent)


@pytest.mark.parametrize(
    ("asked", "number"),
    [(None, 1), ("2", 2), ("-1", 1), ("0", 1), ("\u0662", 1), ("1_0", 1), ("9", 3)],
)
def test_an_address_asks_for_some_page(asked, number):
    assert Pages([1, 2, 3], 1).get_page(asked).number == number


@pytest.mark.parametrize("field", [Line(), Prose()])
def test_rule_5_text_that_nobody_sees_is_missing(field):
    with pytest.raises(forms.ValidationError, match="required"):
        field.clean("\u200b \u2060")


def test_prose_is_tidied_before_its_length_is_judged():
    assert Prose(max_length=5).clean("ab\r\ncd") == "ab\ncd"
    assert Prose().clean("One\u2028two") == "One\ntwo"


@pytest.mark.parametrize("sign", "\x00\x07\x1b\x7f\x9e\u202e\u2066\ufff9")
def test_prose_says_what_cannot_be_kept_and_where(sign):
    for typed, where in ((f"One two{sign} three", "after “One two”"), (f"{sign}One", "beginning")):
        with pytest.raises(forms.ValidationError, match=where) as refused:
            Prose(max_length=3).clean(typed)
        assert f"U+{ord(sign):04X}" in str(refused.value)


def test_rule_31_the_forms_of_names_and_addresses_take_no_look_alikes():
    for typed in ("\u0410nne", "An\u200bne"):
        with pytest.raises(forms.ValidationError, match="again"):
            Name().clean(typed)
    for typed in ("\u0430nne@council.example", "anne@c\u043euncil.example", "\u212aim@a.uk"):
        with pytest.raises(forms.ValidationError, match="plain letters"):
            Address().clean(typed)
    assert Name().clean(" Anne\u00a0 Smith ") == "Anne Smith"


def test_a_line_break_in_a_line_is_refused():
    for typed in ("Anne\tSmith", "Anne\nSmith", "Anne\u2028Smith", "\u202eAnne"):
        with pytest.raises(forms.ValidationError, match="on one line"):
            Line().clean(typed)
    assert Line().clean(" Anne Smith \n") == "Anne Smith"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("26-03-31", "could be 26 March 2031 or 31 March 2026"),
        ("31 March", "Enter the year too, as in 31 March 2026"),
        ("Complete", "Complete is a status, not a date"),
        ("31 June 2026", "That day does not exist"),
        ("3 to 7 June 2026", WHICH_DAY),
    ],
)
def test_rule_8_a_day_that_is_not_clear_says_why_in_every_form(typed, message):
    with pytest.raises(forms.ValidationError, match=message):
        DayEntry().clean(typed)


def test_rule_8_a_day_is_read_as_every_hint_writes_it_and_a_month_never_from_a_day():
    assert str(DayEntry().clean("30 6 2026")) == "2026-06-30"
    assert str(MonthEntry().clean("06/2026")) == "2026-06-01"
    with pytest.raises(forms.ValidationError, match="30 could be a day or a year"):
        MonthEntry().clean("June 30")


@pytest.mark.django_db
def test_some_rows_are_chosen_by_their_keys_as_the_page_wrote_them():
    made = (Aim(number=number, name=f"Aim {number}") for number in (7, 8))
    rows = [record(aim, by="Test", at=NOW) for aim in made]
    box = RowsChoice(queryset=Aim.objects.all())
    assert list(box.clean([str(rows[0].pk)])) == [rows[0]]
    for strange in (f"0{rows[0].pk}", f" {rows[0].pk}", "٣", str(10**30), "x"):
        with pytest.raises(forms.ValidationError):
            box.clean([strange])
