"""Rule 24b: a commissioner's post takes effect once confirmed; no account holds both kinds."""

from datetime import date, timedelta
from itertools import product

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from assurance.actions.reports import take_report_step
from assurance.models import SecretaryReportStep
from assurance.words.reports import ReportStep
from irp.actions import Faulty, Refused, Successor, appoint, confirm_holding, end_holding, hand_over
from irp.history import record
from irp.models import Conflict, HoldingConfirmation, Post, PostHolding
from irp.readings import AsAt, Now, holders
from irp.readings.commissioners import commissioners
from irp.rules.administration import confirmation_refusal, letter_faults, takes_effect
from tests.assurance import shelf
from tests.assurance.views.test_requirement import text
from tests.world import LOADER, NOW

DAY = timedelta(days=1)
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("awaits", "serving", "by", "administers", "may"),
    [
        (True, {5}, 5, False, True),
        (True, {5}, 6, True, False),
        (True, {5}, None, True, False),
        (True, set(), 6, True, True),
        (True, set(), None, True, True),
        (True, set(), 6, False, False),
        (True, {1}, 1, True, False),
        (False, {5}, 5, False, False),
    ],
)
def test_rule_24b_a_serving_commissioner_confirms_and_the_first_by_letter(
    awaits, serving, by, administers, may
):
    refusal = confirmation_refusal(
        awaits=awaits, whose=1, by=by, serving=serving, administers=administers
    )
    assert (refusal == "") is may


@pytest.mark.parametrize(
    ("letter", "letter_on", "boxes"),
    [
        ("DLUHC/7", TODAY, []),
        (" ", None, ["letter", "letter_on"]),
        ("DLUHC/7", TODAY + DAY, ["letter_on"]),
    ],
)
def test_rule_24b_the_first_cites_the_letter(letter, letter_on, boxes):
    assert list(letter_faults(letter=letter, letter_on=letter_on, on=TODAY)) == boxes


def waiting(world, *, who="nobody", title="Finance Commissioner", at=NOW) -> PostHolding:
    post = record(Post(title=title, kind="commissioner"), by=LOADER, at=NOW)
    return appoint(
        world.users[who], post, starts_on=TODAY - DAY, by=world.user("administrator"), at=at
    )


def no_commissioner_serves(world) -> None:
    for name in ("commissioner", "commissioner2"):
        holding = world.users[name].holdings.get()
        end_holding(holding, ends_on=TODAY - DAY, reason="Left", version=1, by=LOADER, at=NOW)


def confirm(world, holding, *, by="commissioner", at=NOW, **letter):
    holding.refresh_from_db()
    version = holding.version
    return confirm_holding(holding, version=version, by=world.user(by), at=at, **letter)


def test_rule_24b_a_post_that_waits_gives_no_rights(world, sign_in):
    held = waiting(world)
    assert held.awaits and not held.is_held_on(TODAY)
    user = world.user("nobody")
    user.acting_on = TODAY
    assert user.kinds() == set()
    assert not PostHolding.objects.held(on=TODAY).filter(pk=held.pk).exists()
    assert held.post_id not in holders(Now(NOW), on=TODAY)
    with time_machine.travel(NOW, tick=False):
        assert sign_in("nobody").get("/outcomes").status_code == 403
    confirm(world, held)
    held.refresh_from_db()
    assert held.is_held_on(TODAY) and not held.is_held_on(TODAY - DAY), "from that day on"
    user = world.user("nobody")
    user.acting_on = TODAY
    assert user.kinds() == {"commissioner"}
    with time_machine.travel(NOW, tick=False):
        assert sign_in("nobody").get("/outcomes").status_code == 200


def test_rule_24b_the_rule_and_the_queryset_agree(world):
    """Twin of `takes_effect`."""
    held = waiting(world)
    days = [None, TODAY - DAY, TODAY, TODAY + DAY]
    for awaits, confirmed, ends in product((False, True), days, days[1:]):
        if awaits and confirmed:
            continue
        held.awaits, held.confirmed_on, held.ends_on = awaits, confirmed, ends
        record(held, by=LOADER, at=NOW)
        for on in days[1:]:
            found = PostHolding.objects.held(on=on).filter(pk=held.pk).exists()
            effective = takes_effect(
                starts_on=held.starts_on, ends_on=ends, awaits=awaits, confirmed_on=confirmed, on=on
            )
            assert found is effective is held.is_held_on(on)


def test_rule_24b_who_may_not_confirm(world):
    held = waiting(world)
    for name in ("cpmo", "sao", "committee", "nobody"):
        with pytest.raises(PermissionDenied):
            confirm(world, held, by=name)
    with pytest.raises(Refused, match="A serving commissioner confirms"):
        confirm(world, held, by="administrator")
    with pytest.raises(Conflict):
        confirm_holding(held, version=7, by=world.user("commissioner"), at=NOW)
    confirm(world, held)
    with pytest.raises(Refused, match="does not need"):
        confirm(world, held)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        HoldingConfirmation.objects.update(letter="Another")


def test_rule_24b_the_first_is_confirmed_by_an_administrator_who_cites_the_letter(world):
    no_commissioner_serves(world)
    held = waiting(world)
    with pytest.raises(Faulty, match="Enter the reference of the appointment letter"):
        confirm(world, held, by="administrator")
    letter = {"letter": "DLUHC/7", "letter_on": date(2026, 11, 2)}
    confirmation = confirm(world, held, by="administrator", **letter)
    assert (confirmation.letter, confirmation.letter_on) == ("DLUHC/7", date(2026, 11, 2))


def test_rule_24b_one_account_never_holds_both(world):
    council = Post.objects.get(title="Post of rdl")
    user, admin = world.users["commissioner"], world.user("administrator")
    with pytest.raises(Refused, match="never holds a commissioner"):
        appoint(user, council, starts_on=TODAY, by=admin, at=NOW)
    with pytest.raises(Refused, match="never holds a commissioner"):
        waiting(world, who="rdl")
    for holding in (
        PostHolding(user=user, post=council, starts_on=TODAY),
        PostHolding(
            user=world.users["rdl"], post=Post.objects.filter(kind="commissioner").first(),
            starts_on=TODAY,
        ),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match="both"), transaction.atomic():
            record(holding, by=LOADER, at=NOW)
    moved = world.users["rdl"].holdings.get()
    with pytest.raises(IntegrityError, match="both"), transaction.atomic():
        PostHolding.objects.filter(pk=moved.pk).update(user=user)
    second = record(Post(title="Second commissioner's", kind="commissioner"), by=LOADER, at=NOW)
    record(PostHolding(user=user, post=second, starts_on=TODAY), by=LOADER, at=NOW)
    with pytest.raises(IntegrityError, match="both"), transaction.atomic():
        Post.objects.filter(pk=second.pk).update(kind="sao")
    assert Post.objects.filter(pk=council.pk).update(kind="officer") == 1, "among council posts"


def test_rule_24b_who_takes_a_commissioners_post_over_waits_too(world):
    held = world.users["commissioner2"].holdings.get()
    to = Successor(user=world.users["nobody"], starts_on=TODAY + DAY)
    came = hand_over(held, to, reason="Retired", version=1, by=world.user("administrator"), at=NOW)
    assert came.awaits and not came.is_held_on(TODAY + 2 * DAY)


@time_machine.travel(NOW, tick=False)
def test_rule_24b_it_is_told_to_all_and_read_by_packs(world, sign_in):
    held = waiting(world)
    page = f"/commissioners/{held.pk}/confirm"
    before = ["Post of commissioner", "Post of commissioner2"]
    assert [commissioner.post for commissioner in commissioners(AsAt(NOW))] == before
    assert "Confirm Person without a post as Finance Commissioner" in text(
        sign_in("commissioner").get("/")
    )
    assert "Finance Commissioner" not in text(sign_in("sao").get("/"))
    assert sign_in("cpmo").get(page).status_code == 403
    assert "Not yet confirmed by a commissioner" in text(
        sign_in("administrator").get(f"/administration/users/{held.user_id}")
    )
    blank = sign_in("commissioner").post(page, {"version": held.version})
    assert blank.status_code == 422
    sent = {"version": held.version, "confirmed": "on"}
    assert sign_in("commissioner").post(page, sent).status_code == 302
    told = "Person without a post is confirmed as Finance Commissioner, 9 Nov 2026."
    for name in ("sao", "rdl", "cpmo", "committee", "commissioner2", "administrator"):
        assert told in text(sign_in(name).get("/")), name
    (found,) = [
        commissioner
        for commissioner in commissioners(AsAt(NOW))
        if commissioner.post == "Finance Commissioner"
    ]
    assert (found.person, found.confirmed_by) == ("Person without a post", "Person commissioner")
    assert [commissioner.post for commissioner in commissioners(AsAt(NOW - DAY))] == before


@time_machine.travel(NOW, tick=False)
def test_rule_24b_once_no_commissioner_serves_an_administrator_is_asked_and_of_no_ended_post(
    world, sign_in
):
    held = waiting(world)
    asked = "Confirm Person without a post as Finance Commissioner"
    assert asked not in text(sign_in("administrator").get("/"))
    PostHolding.objects.filter(post__kind="commissioner", awaits=False).update(ends_on=TODAY - DAY)
    assert asked in text(sign_in("administrator").get("/"))
    PostHolding.objects.filter(pk=held.pk).update(ends_on=TODAY - DAY, starts_on=TODAY - 2 * DAY)
    assert asked not in text(sign_in("administrator").get("/"))


@time_machine.travel(NOW, tick=False)
def test_rule_24b_a_report_names_the_interests_of_who_drafted_and_agreed_it(world, sign_in):
    frozen = shelf.freeze(world)
    shelf.an_interest(world, by="commissioner2", at=NOW - DAY)
    row = shelf.a_report(world, frozen.period, at=NOW + timedelta(hours=1))
    page = f"/reports/{row.number}"
    assert "No interest had been declared at that time." in text(sign_in("commissioner").get(page))
    seen = SecretaryReportStep.objects.everything().filter(report=row).count()
    take_report_step(
        row, ReportStep.AGREED, words="", version=seen, by=world.user("commissioner2"),
        at=NOW + timedelta(hours=2),
    )  # fmt: skip
    assert "Person commissioner2, outcome 8, from 9 Nov 2026" in text(
        sign_in("commissioner").get(page)
    )
