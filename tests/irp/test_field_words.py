"""What each box of the site says of whatever is typed: what to type, and never Django's words."""

import re
from collections.abc import Iterator

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from irp.field_messages import SENT_IN_PART, messages_of
from irp.forms import DayEntry, MonthEntry, WholeEntry
from irp.urls import urlpatterns  # every view, and with it every form, is loaded
from tests.irp.test_forms import own_forms

TYPED = (
    "", " ", "\x00", "zzz", "9" * 30, "-5", "1.5", "1e2", "\u0663", "x" * 5000, "31/13/2027", "Jun",
    "2027", "1/1/1990", "30 June 2026", "a\u202eb", "Complete", "Anne Smith", "\u0410nne",
)  # fmt: skip
SAYS = re.compile("Enter |Choose |Tick |Shorten |Type |Delete |Open this page again|.*: check ")
THEIRS = re.compile(
    r"valid|this field|ensure|value|null char|is not one of|format|ASCII|whole number\.$|pk|"
    r"the (or|sign as|held as|approved|delegated|show|the|where|completions need) ",
    re.IGNORECASE,
)
OURS = ("“", "Enter the value", "Type the value")  # a label of ours is "Value"
FILTERS = ("Filter", "PastForm")  # in the address; what names nothing is not in force


def boxes() -> Iterator[tuple[str, str, forms.Field]]:
    assert urlpatterns
    for form in own_forms():
        if not form.__name__.endswith(FILTERS):
            for name, field in form.base_fields.items():
                yield form.__name__, name, field


BOXES = list(boxes())


@pytest.mark.django_db
@pytest.mark.parametrize("form", sorted({form for form, *_ in BOXES}))
def test_every_message_says_what_to_type(form):
    for name, field in ((name, field) for of, name, field in BOXES if of == form):
        kind = type(form, (forms.Form,), {name: field})
        for typed in TYPED:
            for message in messages_of(kind({name: typed})[name]):
                assert says_what_to_type(message, typed, field), (name, typed, message)


def says_what_to_type(message: str, typed: str, field: forms.Field) -> bool:
    """Tell whether a message about what was typed is ours and names what the field takes."""
    told = any(map(SAYS.match, message.split(". "))) or message == SENT_IN_PART
    ours = bool(message.startswith(OURS)) or not THEIRS.search(message)
    wanted = ""
    if isinstance(field, MonthEntry) and typed.strip().isprintable():
        wanted = "month|year|Enter a date between"
    if isinstance(field, DayEntry) and typed.strip().isprintable():
        wanted = "day|year|Enter a date between|could be"
    if isinstance(field, WholeEntry) and not field.widget.is_hidden:
        wanted = r"(between|from) \d+ (and|to) \d+"
    return told and ours and bool(re.search(wanted, message))


FILES = [(form, name, field) for form, name, field in BOXES if isinstance(field, forms.FileField)]


@pytest.mark.parametrize(("form", "name", "field"), FILES, ids=[form for form, *_ in FILES])
def test_a_file_that_is_empty_or_did_not_arrive_is_told_in_our_words(form, name, field):
    kind = type(form, (forms.Form,), {name: field})
    for sent in (SimpleUploadedFile("rows.csv", b""), "the name of a file alone"):
        (message,) = messages_of(kind({}, {name: sent})[name])
        assert message.startswith("Choose "), message
        assert not THEIRS.search(message)


def test_every_hint_of_a_day_shows_one_as_its_box_does():
    hints = [str(field.help_text) for *_, field in BOXES if isinstance(field, DayEntry)]
    shown = [hint for hint in hints if "or example" in hint]
    assert len(shown) > 30
    for hint in shown:
        assert re.search(r"For example, \d\d/\d\d/20\d\d(?!\d)", hint), hint


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("Reason", "Enter the reason"),
        ("CPMO’s headline", "Enter CPMO’s headline"),
        ("The council’s statement", "Enter the council’s statement"),
        ("Who decided this", "Enter who decided this"),
    ],
)
def test_a_blank_box_is_named_in_a_sentence(label, message):
    blank = type("Blank", (forms.Form,), {"words": forms.CharField(label=label)})({})
    assert messages_of(blank["words"]) == [message]
