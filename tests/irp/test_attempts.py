"""One way to try an act: status, "Error:" in the title, both texts, and nothing typed is lost."""

import pytest
import time_machine
from django.test import Client, RequestFactory

from assurance.words import Judgement
from irp.forms import AppointmentForm
from irp.models import PostHolding
from irp.typed import typed_in
from programmes.views import return_edit
from tests.assurance import shelf
from tests.assurance.views.test_assess import ENTERED as ASSESSED
from tests.assurance.views.test_assess import PAGE as ASSESS
from tests.assurance.views.test_assumptions import PAGE as ASSUMPTIONS
from tests.assurance.views.test_assumptions import entered as assumed
from tests.programmes.committee_steps import committee
from tests.programmes.steps import TEXTS, later, next_period, signed, submitted
from tests.programmes.views.test_milestone_update import ADDRESS as UPDATE
from tests.programmes.views.test_milestone_update import ENTERED as REPORTED
from tests.programmes.views.test_programme import text
from tests.test_permission_matrix import depend, register_risks
from tests.world import NOW

RET = "/returns/HOU/2026-10"
STALE = {"version": "0", "reason": "Mine, typed.", "rating": "green"}


@pytest.fixture(autouse=True)
def _at_now():
    with time_machine.travel(NOW, tick=False):
        yield


def person(world, act) -> str:
    return f"/administration/users/{world.users['rdl'].pk}/{act}"


def holding(world) -> str:
    key = PostHolding.objects.get(user=world.users["rdl"]).pk
    return f"/administration/appointments/{key}/end"


def sign(world) -> dict[str, str]:
    return STALE | {"post": str(world.posts["sao"].pk)}


NAMED = {"name": "Mine, typed.", "email": "mine@council.example", "version": "0"}
CLASHES = {
    "user_edit": ("administrator", None, lambda w: (person(w, "edit"), NAMED)),
    "user_deactivate": ("administrator", None, lambda w: (person(w, "deactivate"), STALE)),
    "user_reactivate": ("administrator", None, lambda w: (person(w, "reactivate"), STALE)),
    "holding_end": (
        "administrator", None, lambda w: (holding(w), STALE | {"ends_on": "1/12/2027"})
    ),
    "post_committee": (
        "administrator",
        None,
        lambda w: (
            f"/administration/posts/{w.posts['committee'].pk}/committee",
            STALE | {"committee": committee().pk},
        ),
    ),
    "rdl_appoint": (
        "administrator",
        None,
        lambda w: (
            "/programmes/HOU/rdl",
            {"version": "0", "title": "Mine, typed.", "confirmed": "yes"},
        ),
    ),
    "assumptions": (
        "administrator",
        None,
        lambda w: (ASSUMPTIONS, assumed(council="Mine, typed.") | {"version": "0"}),
    ),
    "return_edit": (
        "rdl",
        None,
        lambda w: (f"{RET}/edit", TEXTS | {"version": "0", "progress": "Mine, typed."}),
    ),
    "return_submit": (
        "rdl",
        lambda w: w.report_all("HOU"),
        lambda w: (f"{RET}/submit", {"version": "0", "reports": ""}),
    ),
    "return_take_back": ("rdl", submitted, lambda w: (f"{RET}/take-back", STALE)),
    "return_sign": ("sao", submitted, lambda w: (f"{RET}/sign", sign(w))),
    "return_send_back": ("cpmo", signed, lambda w: (f"{RET}/send-back", STALE)),
    "return_assure": ("cpmo", signed, lambda w: (f"{RET}/assure", STALE)),
    "milestone_update": (
        "rdl",
        lambda w: w.report("HOU-01", by="cpmo"),
        lambda w: (UPDATE, REPORTED | {"narrative": "Mine, typed."}),
    ),
    "assess": (
        "commissioner",
        lambda w: shelf.judge(w, Judgement.MET, by=w.user("commissioner2")),
        lambda w: (ASSESS, ASSESSED | {"rationale": "Mine, typed."}),
    ),
}  # fmt: skip
TYPES_NOTHING = {"user_reactivate", "return_submit"}


@pytest.mark.parametrize("name", CLASHES)
def test_4a1_a_clash_is_an_error_in_the_title_and_loses_nothing(world, sign_in, name):
    who, before, asked = CLASHES[name]
    if before:
        before(world)
    address, typed = asked(world)
    with time_machine.travel(later(4), tick=False):
        client = sign_in(who)
        opened, answer = client.get(address), client.post(address, typed)
    assert answer.status_code == 409
    page = text(answer)
    assert "<title>Error: " in page and "<title>Error: " not in text(opened)
    assert 'class="app-conflict"' in page or 'role="alert">' in page
    assert ("Mine, typed." in page) == (name not in TYPES_NOTHING)


def test_a_rules_refusal_is_an_error_in_the_title_and_keeps_what_was_typed(world, sign_in):
    taken = {"title": "Post of sao", "kind": "cpmo"}
    answer = sign_in("administrator").post("/administration/posts/add", taken)
    assert answer.status_code == 422
    assert "<title>Error: " in text(answer) and 'value="Post of sao"' in text(answer)


def typed_words(answer) -> str:
    """Return what a refusal's page shows of what was typed."""
    assert "What you typed</h2>" in text(answer)
    return text(answer).split("What you typed</h2>")[1].split("</dl>")[0]


def test_rule_16_a_freeze_is_an_error_in_the_title_and_shows_what_was_typed(world, sign_in):
    next_period(world)
    answer = sign_in("rdl").post(f"{RET}/edit", TEXTS | {"version": "1"})
    assert answer.status_code == 409
    assert "<title>Error: This period is frozen" in text(answer)
    assert '<dt>Progress this month</dt><dd class="app-raw">Onward.</dd>' in typed_words(answer)


def test_rule_16_a_freeze_between_reading_and_saving_gives_the_frozen_page(
    world, sign_in, monkeypatch
):
    save = return_edit.save_return

    def too_late(*args, **kwargs):
        next_period(world)
        return save(*args, **kwargs)

    monkeypatch.setattr(return_edit, "save_return", too_late)
    answer = sign_in("rdl").post(f"{RET}/edit", TEXTS | {"version": "1"})
    assert answer.status_code == 409
    assert "<title>Error: This period is frozen" in text(answer)
    assert "Onward." in typed_words(answer)


def test_what_was_typed_is_shown_by_the_forms_labels_and_the_choices_words(world):
    shown = typed_words(Client().post(UPDATE, REPORTED))
    assert '<dt>Delivery status</dt><dd class="app-raw">Green</dd>' in shown
    assert '<dt>What happened this month</dt><dd class="app-raw">The boilers arrived.' in shown
    assert "Version" not in shown and "Period" not in shown


def test_who_is_not_signed_in_learns_no_name_from_a_key(world):
    keys = {"user": str(world.users["rdl"].pk), "post": str(world.posts["rdl"].pk)}
    typed = keys | {"starts_on": "1/12/2026", "capacity": "interim"}
    shown = typed_words(Client().post("/administration/appointments/add", typed))
    assert shown.count("<dt>") == 2
    assert '<dt>First day</dt><dd class="app-raw">1/12/2026</dd>' in shown
    assert '<dt>How it is held</dt><dd class="app-raw">Interim</dd>' in shown


def test_the_form_that_a_view_made_names_the_rows_that_were_chosen(world):
    typed = {"user": str(world.users["rdl"].pk), "post": str(world.posts["rdl"].pk)}
    request = RequestFactory().post("/", typed)
    request.form = AppointmentForm(request.POST)
    assert typed_in(request) == [
        ("Person", "Person rdl (rdl@council.example)"),
        ("Post", "Post of rdl"),
    ]


@pytest.mark.parametrize("address", ["/password", "/administration/users/1/password"])
def test_no_password_is_ever_shown(world, address):
    typed = dict.fromkeys(["password", "old_password", "new_password1"], "s3cret") | {"x": "seen"}
    answer = Client().post(address, typed)
    assert "seen" in typed_words(answer) and "s3cret" not in text(answer)


CLOSED_TWICE = {
    "an action": (register_risks, "/raid/HOU-ACT-01/state", {"version": "1", "state": "closed"}),
    "a risk": (register_risks, "/raid/HOU-R-01/escalate", {"version": "3", "forum": "irb"}),
    "a dependency": (depend, "/dependencies/D-101/state", {"version": "1", "state": "dropped"}),
}


@pytest.mark.parametrize(("fill", "address", "entered"), CLOSED_TWICE.values(), ids=CLOSED_TWICE)
@pytest.mark.parametrize("who", ["cpmo", "rdl"])
def test_4a1_other_words_for_the_same_step_are_not_told_as_saved(
    world, sign_in, fill, address, entered, who
):
    """Nor as a choice that there is not: the step was taken after the form was opened."""
    fill(world)
    first = sign_in("cpmo").post(address, entered | {"reason": "Signed on Friday."})
    assert first.status_code == 302
    answer = sign_in(who).post(address, entered | {"reason": "The letter of Monday says so."})
    page = text(answer)
    head = "You already saved this on another page" if who == "cpmo" else "Someone else saved this"
    assert answer.status_code == 409 and head in page and "You saved the same text" not in page
    assert "What you typed is below" in page and "The letter of Monday says so." in page
