"""The page of the agreed assumptions: what it says and refuses."""

import pytest

from irp.models import PlanSettings
from tests.assurance.views.test_outcome import text

PAGE = "/administration/assumptions"


def entered(**changes):
    settings = PlanSettings.objects.get()
    names = ["council", "irp_quarters", "moves_watched", "periods_watched",
             "narrative_alike_percent", "opens_days", "return_due_days", "sign_off_days",
             "challenge_days", "freeze_days", "issue_days", "years_before",
             "years_after", "change_sao_days", "change_tib_days", "forecast_tolerance_days",
             "stale_months", "agreed_by"]  # fmt: skip
    now = {name: getattr(settings, name) for name in names}
    return now | {
        "intervention_starts_on": "5/10/2023", "intervention_ends_on": "31/10/2028",
        "version": settings.version, "reason": "Agreed",
    } | changes  # fmt: skip


@pytest.fixture
def client(sign_in):
    return sign_in("administrator")


def test_rule_11_the_quarter_convention_is_a_visible_setting(client):
    assert "starting values to agree" in text(client.get(PAGE))
    answer = client.post(PAGE, entered(irp_quarters="calendar"), follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert PlanSettings.objects.get().irp_quarters == "calendar"
    page = text(answer)
    assert "Settings saved." in page
    assert "read as calendar quarters, not confirmed" in page
    assert page.count("Quarters in the Improvement and Recovery Plan") == 2  # field and history


def test_rule_8_the_window_of_typed_dates_is_a_setting(client, world, sign_in):
    """The settings of which it is made are not held to it."""
    changes = {"intervention_ends_on": "31/10/2049", "years_before": "0", "years_after": "1"}
    assert client.post(PAGE, entered(**changes)).status_code == 302
    typed = {"user": world.users["rdl"].pk, "post": world.posts["rdl"].pk}
    page = text(client.post("/administration/appointments/add", typed | {"starts_on": "1/4/2023"}))
    assert "Enter a date from 5 Oct 2023 to 31 Oct 2050" in page


def test_rule_18_the_tolerances_of_changes_are_settings(client):
    page = text(client.post(PAGE, entered(change_sao_days="45", change_tib_days="45")))
    assert "Enter 46 or more: TIB decides what is larger" in page
    assert client.post(PAGE, entered(change_sao_days="10")).status_code == 302
    assert PlanSettings.objects.get().change_sao_days == 10


def test_rule_7_what_the_watch_looks_for_is_a_setting(client):
    page = text(client.post(PAGE, entered(stale_months="6")))
    assert "Enter 5 or fewer: earlier months are not watched" in page
    changed = entered(stale_months="2", forecast_tolerance_days="60")
    assert client.post(PAGE, changed).status_code == 302
    settings = PlanSettings.objects.get()
    assert (settings.stale_months, settings.forecast_tolerance_days) == (2, 60)


def test_every_fault_of_the_settings_is_told_at_once(client):
    faulty = {"opens_days": "x", "freeze_days": "10", "moves_watched": "9", "council": ""}
    page = text(client.post(PAGE, entered(**faulty)))
    for fault in (
        "between 0 and 90",
        "Enter 9 or fewer: freeze",
        "Enter 4 or fewer",
        "Enter the council",
    ):
        assert fault in page


def test_the_readings_of_words_are_listed(client):
    page = text(client.get(PAGE))
    assert "Spring is March to May" in page
    assert "“October 2028”" in page


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"freeze_days": "12"}, "freeze cannot come before CPMO challenge"),
        ({"freeze_days": "soon"}, "Enter a whole number"),
        ({"opens_days": "91"}, "between 0 and 90"),
        ({"moves_watched": "9"}, "a forecast moves once in a period"),
        ({"irp_quarters": "lunar"}, "from those shown"),
        ({"reason": " "}, "Enter who agreed this, and when"),
        ({"intervention_ends_on": "2028"}, "Enter a day such as"),
        ({"intervention_ends_on": "Monday 30 June 2028"}, "30 June 2028 is a Friday"),
    ],
)
def test_assumptions_that_cannot_be_are_refused(client, changes, fault):
    answer = client.post(PAGE, entered(**changes))
    assert answer.status_code == 422 and fault in text(answer)
    assert PlanSettings.objects.get().version == 1


def test_an_empty_form_comes_back_with_its_faults(client):
    answer = client.post(PAGE, {})
    page = text(answer)
    assert answer.status_code == 422 and "There is a problem" in page
    for words in (
        "Enter how many moves of a forecast are too many",
        "Enter within how many periods moves are counted",
        "Enter how many working days before the TIB a period opens",
        "Enter the day on which the intervention ends",
    ):
        assert words in page


def test_4a1_a_conflict_shows_both_texts(client):
    stale = entered(council="Mine")
    client.post(PAGE, entered(council="Theirs"))
    answer = client.post(PAGE, stale)
    assert answer.status_code == 409
    assert "Theirs" in text(answer) and "Mine" in text(answer)


def test_it_is_shown_in_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        assert client.get(PAGE).status_code == 200


def test_saving_what_stands_already_says_so(client, world):
    answer = client.post(PAGE, entered(), follow=True)
    assert "You made no changes." in text(answer)
    assert PlanSettings.objects.get().version == 1


def test_rule_24b_who_agrees_is_a_setting_with_its_history(client):
    page = text(client.get(PAGE))
    assert "A second commissioner" in page and "The lead commissioner" in page
    assert "One commissioner is enough" not in page
    answer = client.post(PAGE, entered(agreed_by="nobody"))
    assert answer.status_code == 422
    answer = client.post(PAGE, entered(agreed_by="lead"), follow=True)
    assert PlanSettings.objects.get().agreed_by == "lead"
    told = text(answer).partition("who agrees what commissioners judge of a test")[2].lower()
    history = text(answer)[text(answer).index("History") :] if "History" in text(answer) else told
    assert "lead commissioner" in history
