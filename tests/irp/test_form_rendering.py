"""Forms drawn with the kit's macros: typed text kept, messages beside fields and in the summary."""

import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from irp.field_messages import SENT_IN_PART, begins_small
from irp.form_rendering import DefinedRadios, error_list

DEFINITIONS = {"green": "Success is highly likely", "red": "Looks unachievable"}


class Update(forms.Form):
    title = forms.CharField(help_text="As the plan names it")
    rating = forms.ChoiceField(
        choices=[("green", "Green"), ("red", "Red")], widget=DefinedRadios(definitions=DEFINITIONS)
    )
    reason = forms.CharField(widget=forms.Textarea, max_length=20)
    cost = forms.DecimalField(required=False, widget=forms.NumberInput(attrs={"prefix": "£"}))
    board = forms.ChoiceField(choices=[("", "Choose"), ("tib", "TIB"), ("irb", "IRB")])
    parts = forms.MultipleChoiceField(
        choices=[("a", "Strand a"), ("b", "Strand b")], widget=forms.CheckboxSelectMultiple
    )
    KPI = forms.CharField(label="KPI reference")
    checked = forms.BooleanField(label="Figures checked")
    paper = forms.FileField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        self.add_error(None, "The forecast is before the start")


TYPED = {
    "title": ' "quoted" <b>',
    "reason": "\nfirst line is blank, and it is much too long",
    "cost": "twelve",
    "board": "irb",
    "parts": ["b"],
    "version": "3",
}


def test_typed_text_is_drawn_back_whatever_it_was():
    form = Update(TYPED)
    assert not form.is_valid()
    assert 'value=" &#34;quoted&#34; &lt;b&gt;"' in str(form["title"])
    assert 'value="twelve"' in str(form["cost"])
    # A browser drops the first line break after the tag, so two stand for the one typed.
    assert ">\n\nfirst line is blank, and it is much too long</textarea>" in str(form["reason"])
    assert re.search(r'<option value="irb" selected>', str(form["board"]))
    assert re.search(r'value="b" checked', str(form["parts"]))
    assert not re.search(r'value="a" checked', str(form["parts"]))


class Choice(forms.Form):
    rows = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, choices):
        super().__init__(*args)
        self.fields["rows"].choices = choices


OPEN, DONE = ("a", "Strand a"), ("1 completed", [("b", "Strand b")])


def test_check_boxes_of_a_group_are_a_line_that_opens_where_one_is_chosen():
    drawn = str(Choice(choices=[OPEN, DONE])["rows"])
    first, folded = drawn.split("<details")
    assert 'id="id_rows"' in first and 'value="a"' in first and 'value="b"' not in first
    assert "1 completed" in folded and 'value="b"' in folded and "open>" not in folded
    chosen = str(Choice({"rows": ["b"]}, choices=[OPEN, DONE])["rows"])
    assert "open>" in chosen.split("<details")[1] and 'value="b" checked' in chosen


def test_check_boxes_that_are_all_of_a_group_are_open_and_a_fault_leads_to_the_first():
    form = Choice({}, choices=[DONE])
    assert not form.is_valid()
    drawn = str(form["rows"])
    assert "open>" in drawn and 'id="id_rows"' in drawn
    assert 'aria-describedby="id_rows-error"' in drawn and 'id="id_rows-error"' in drawn


def test_a_box_never_stops_taking_text():
    assert "maxlength=" not in str(Update()["reason"]).replace("data-maxlength=", "")
    assert 'data-maxlength="20"' in str(Update()["reason"])
    assert 'type="text"' in str(Update()["cost"])


def test_a_rating_is_never_prefilled_and_its_definitions_stand_beside_it():
    """Rules 1 and 5."""
    drawn = str(Update()["rating"])
    assert "checked" not in drawn
    for words in DEFINITIONS.values():
        assert words in drawn


def test_hint_and_message_are_named_as_descriptions_of_the_box():
    drawn = str(Update({})["title"])
    assert 'aria-describedby="id_title-hint id_title-error"' in drawn
    assert 'id="id_title-error"' in drawn


def test_the_summary_names_every_field_and_links_to_an_id_that_is_drawn():
    form = Update(TYPED)
    form.is_valid()
    entries = error_list(form)
    assert entries[0] == {"text": "The forecast is before the start"}
    page = str(form)
    for entry in entries[1:]:
        assert f'id="{entry["href"].removeprefix("#")}"' in page
    texts = [entry["text"] for entry in entries]
    assert "Choose the rating" in texts
    assert "Enter the KPI reference" in texts
    assert "Tick “Figures checked” to go on" in texts
    assert "Cost: enter a number such as 12.5" in texts


def test_a_hidden_field_is_drawn_bare_and_its_message_has_no_link():
    form = Update({**TYPED, "version": "x"})
    form.is_valid()
    assert str(form["version"]).startswith('<input type="hidden"')
    assert {"text": SENT_IN_PART} in error_list(form)


def test_fields_that_may_stay_blank_say_so_except_in_filters():
    assert "Cost (optional)" in str(Update()["cost"])
    assert "(optional)" not in Update()["cost"].as_filter()


def test_a_prefix_stands_before_the_box_and_a_file_keeps_no_value():
    assert 'class="govuk-input__prefix"' in str(Update()["cost"])
    sent = Update(TYPED, {"paper": SimpleUploadedFile("x.pdf", b"x")})
    assert "value=" not in str(sent["paper"])


def test_formsets_are_summed_up_with_their_forms():
    many = forms.formset_factory(Update, min_num=2, validate_min=True, extra=0)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}
    )
    assert not many.is_valid()
    hrefs = [entry.get("href") for entry in error_list(many)]
    assert hrefs[0] is None
    assert "#id_form-0-title" in hrefs


def test_a_password_is_never_drawn_back():
    class SignIn(forms.Form):
        password = forms.CharField(widget=forms.PasswordInput)

    assert "secret-words" not in str(SignIn({"password": "secret-words"})["password"])


def test_a_widget_the_kit_lacks_is_refused():
    class Odd(forms.Form):
        days = forms.DateField(widget=forms.SelectDateWidget)

    with pytest.raises(TypeError, match="SelectDateWidget"):
        str(Odd()["days"])


class Said(forms.Form):
    """One field for each kind of fault, blank ones first."""

    reason = forms.CharField(max_length=1000)
    what = forms.CharField(label="What happened this month", max_length=2000)
    status = forms.ChoiceField(label="Delivery status", choices=[("g", "Green")])
    moves = forms.IntegerField(min_value=1, max_value=12)
    cost = forms.DecimalField(max_digits=4, decimal_places=2, min_value=0)
    email = forms.EmailField(label="Email address")
    own = forms.CharField(error_messages={"required": "Say it as you would"})
    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"reason": ""}, "Enter the reason"),
        ({"reason": "x" * 1020}, "Shorten “Reason” to 1,000 characters: it has 1,020"),
        (
            {"reason": "a\x00b"},
            "Type “Reason” again without invisible characters",
        ),
        ({"what": ""}, "Enter what happened this month"),
        (
            {"what": "x" * 2001},
            "Shorten “What happened this month” to 2,000 characters: it has 2,001",
        ),
        ({"status": ""}, "Choose the delivery status"),
        ({"status": "zzz"}, "Choose the delivery status from those shown"),
        ({"moves": "0"}, "Moves: enter a whole number between 1 and 12"),
        ({"moves": "1.5"}, "Moves: enter a whole number between 1 and 12"),
        ({"moves": "9" * 5000}, "Moves: enter a whole number between 1 and 12"),
        ({"cost": "-1"}, "Cost: enter a number of 0 or more"),
        ({"cost": "1.234"}, "Cost: enter at most 2 decimal places"),
        ({"cost": "123"}, "Cost: enter at most 2 digits before the decimal point"),
        ({"cost": "12345"}, "Cost: enter at most 4 digits"),
        ({"cost": "much"}, "Cost: enter a number of 0 or more"),
        ({"email": ""}, "Enter the email address"),
        ({"email": "x"}, "Enter an email address such as name@council.gov.uk"),
        ({"own": ""}, "Own: say it as you would"),
        ({"version": "", "seen": "x"}, SENT_IN_PART),
    ],
)
def test_a_fault_says_once_what_to_type_in_the_words_of_the_site(typed, message):
    good = {
        "reason": "r", "what": "w", "status": "g", "moves": "2", "cost": "1", "email": "a@b.uk",
        "own": "o", "version": "1", "seen": "1",
    }  # fmt: skip
    form = Said(good | typed)
    assert not form.is_valid()
    assert [entry["text"] for entry in error_list(form)] == [message]


@pytest.mark.parametrize(("choices", "small"), [(4, False), (5, True)])
def test_more_than_four_choices_have_small_buttons(choices, small):
    class Many(forms.Form):
        status = forms.ChoiceField(
            choices=[(str(n), f"Status {n}") for n in range(choices)], widget=forms.RadioSelect
        )

    assert ("govuk-radios--small" in str(Many()["status"])) is small


class Asks(forms.Form):
    """A label that is a question, and one that says whose it is."""

    agrees = forms.ChoiceField(
        label="Do you agree this?",
        choices=[("yes", "Yes")],
        error_messages={"required": "Choose whether you agree"},
    )
    answer = forms.ChoiceField(
        label="Your answer", choices=[("yes", "Yes")], widget=forms.RadioSelect
    )


def test_a_question_ends_once_and_what_is_yours_has_no_article():
    listed = [str(fault["text"]) for fault in error_list(Asks({}))]
    assert listed == ["Do you agree this? Choose whether you agree", "Choose your answer"]


@pytest.mark.parametrize(
    ("words", "within"),
    [
        ("Delivery status", "delivery status"),
        ("Day IRB received it", "day IRB received it"),
        ("KPI reference", "KPI reference"),
        ("SAV-S27 is closed", "SAV-S27 is closed"),
        ("Monitoring Officer", "Monitoring Officer"),
        ("", ""),
    ],
)
def test_within_a_sentence_the_name_of_a_post_and_an_abbreviation_keep_their_capitals(
    words, within
):
    assert begins_small(words) == within
