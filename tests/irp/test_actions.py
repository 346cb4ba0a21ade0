"""Acts on people and posts: who, when, why; and the last administrator stays."""

from datetime import date

import pytest
from django.contrib.auth.hashers import check_password
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from irp.actions import (
    Faulty,
    Refused,
    add_post,
    appoint,
    change_own_password,
    change_user,
    create_user,
    deactivate_user,
    end_holding,
    reactivate_user,
    seat_post,
    set_temporary_password,
)
from irp.history import record
from irp.models import Board, Conflict, PostHolding, User
from programmes.actions.appointments import FirstHolder, appoint_rdl
from programmes.models import Programme
from tests.programmes.committee_steps import committee
from tests.world import NOW, PASSWORD

TODAY = NOW.date()
ACTS = {
    "create": lambda world, by: create_user(
        email="new@council.example", name="New", password=PASSWORD, by=by, at=NOW
    ),
    "change": lambda world, by: change_user(
        world.user("rdl"), name="New", email="rdl@council.example", version=1, by=by, at=NOW
    ),
    "deactivate": lambda world, by: deactivate_user(
        world.user("rdl"), reason="Left", version=1, by=by, at=NOW
    ),
    "reactivate": lambda world, by: reactivate_user(world.user("rdl"), version=1, by=by, at=NOW),
    "password": lambda world, by: set_temporary_password(
        world.user("rdl"), password=PASSWORD, version=1, by=by, at=NOW
    ),
    "post": lambda world, by: add_post(title="New post", kind="cpmo", by=by, at=NOW),
    "seat": lambda world, by: seat_post(
        world.posts["committee"], committee=None, reason="x", version=1, by=by, at=NOW
    ),
    "appoint": lambda world, by: appoint(
        world.users["nobody"], world.posts["rdl"], starts_on=TODAY, by=by, at=NOW
    ),
    "end": lambda world, by: end_holding(
        PostHolding.objects.get(user=world.users["rdl"]),
        ends_on=TODAY,
        reason="Left",
        version=1,
        by=by,
        at=NOW,
    ),
    "rdl": lambda world, by: appoint_rdl(
        world.programmes["HOU"], title="RDL, Housing", version=1, by=by, at=NOW
    ),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("name", ["cpmo", "sao", "rdl", "commissioner", "nobody"])
def test_only_administrators_administer(world, act, name):
    with pytest.raises(PermissionDenied):
        ACTS[act](world, world.user(name))


@pytest.mark.parametrize("act", [act for act in ACTS if act != "reactivate"])
def test_administrators_do(world, act):
    ACTS[act](world, world.user("administrator"))


def test_an_address_has_one_account_however_it_is_typed(world):
    with pytest.raises(Refused, match="already has an account"):
        create_user(email=" RDL@Council.example ", name="x", password=PASSWORD, by="test", at=NOW)
    with pytest.raises(Refused, match="already has an account"):
        change_user(
            world.user("sao"), name="x", email="RDL@council.example", version=1, by="test", at=NOW
        )


def test_only_a_taken_address_is_called_taken(world, monkeypatch):
    """Another broken bound is no fault of the address: it is shown as what it is."""
    by = world.user("administrator")
    monkeypatch.setattr("irp.actions.people._refuse_taken", lambda email, but: None)
    entered = {"password": PASSWORD, "by": by, "at": NOW}
    with pytest.raises(Refused, match="already has an account"), transaction.atomic():
        create_user(email="rdl@council.example", name="Another", **entered)
    with pytest.raises(DatabaseError, match=r"(?i)check|too long"), transaction.atomic():
        create_user(email="new@council.example", name="x" * 201, **entered)


@pytest.mark.parametrize("password", [" " * 12, "\u200b" * 12, "\t\u00a0" * 8])
def test_a_password_of_spaces_is_refused(world, password):
    by, person = world.user("administrator"), world.user("rdl")
    with pytest.raises(Refused, match="more than spaces"):
        create_user(email="new@council.example", name="New", password=password, by=by, at=NOW)
    with pytest.raises(Refused, match="more than spaces"):
        set_temporary_password(person, password=password, version=1, by=by, at=NOW)
    with pytest.raises(Refused, match="more than spaces"):
        change_own_password(person, password=password, at=NOW)


def test_rule_31_a_new_name_leaves_the_old_one_in_the_record(world):
    world.report("HOU-01")
    changed = change_user(
        world.user("rdl"), name="Married name", email="Rdl2@council.example", version=1,
        by=world.user("administrator"), at=NOW,
    )  # fmt: skip
    assert (changed.name, changed.email) == ("Married name", "rdl2@council.example")
    report = world.milestones["HOU-01"].reports.get()
    assert report.history.first().actor_name == "Person rdl"


def test_4a1_a_stale_change_is_a_conflict_and_writes_nothing(world):
    admin = world.user("administrator")
    change_user(world.user("rdl"), name="First", email="a@b.example", version=1, by=admin, at=NOW)
    with pytest.raises(Conflict):
        change_user(
            world.user("rdl"), name="Second", email="c@d.example", version=1, by=admin, at=NOW
        )
    assert world.user("rdl").name == "First"


def test_a_deactivated_person_holds_no_right_until_reactivated(world):
    admin = world.user("administrator")
    left = deactivate_user(world.user("cpmo"), reason="Left", version=1, by=admin, at=NOW)
    person = world.user("cpmo")
    assert not person.is_active and not person.has_perm("irp.run_cycle")
    assert person.history.first().history_change_reason == "Left"
    reactivate_user(left, version=left.version, by=admin, at=NOW)
    assert world.user("cpmo").has_perm("irp.run_cycle")


def test_the_last_administrator_cannot_be_deactivated(world):
    admin = world.user("administrator")
    with pytest.raises(Refused, match="Appoint another administrator first"):
        deactivate_user(admin, reason="Left", version=1, by=admin, at=NOW)
    assert world.user("administrator").is_active
    appoint(world.users["nobody"], world.posts["administrator"], starts_on=TODAY, by=admin, at=NOW)
    deactivate_user(admin, reason="Left", version=1, by=admin, at=NOW)
    assert not User.objects.get(pk=admin.pk).is_active


def test_the_last_administrators_post_cannot_be_ended(world):
    admin = world.user("administrator")
    holding = PostHolding.objects.get(user=admin)
    end = {"reason": "Left.", "by": admin, "at": NOW}
    with pytest.raises(Refused, match="Enter the reason for ending the post"):
        end_holding(holding, ends_on=date(2030, 1, 1), version=1, **end | {"reason": " "})
    with pytest.raises(Refused, match="Appoint another administrator first"):
        end_holding(holding, ends_on=date(2030, 1, 1), version=1, **end)
    second = appoint(
        world.users["nobody"], world.posts["administrator"], starts_on=TODAY, by=admin, at=NOW,
        ends_on=date(2027, 1, 1),
    )  # fmt: skip
    with pytest.raises(Refused):  # the second one leaves nobody from 2 January 2027 on
        end_holding(holding, ends_on=date(2026, 12, 1), version=1, **end)
    end_holding(second, ends_on=date(2026, 12, 31), version=1, **end)


def test_a_deactivated_administrator_does_not_count(world):
    admin, other = world.user("administrator"), world.user("nobody")
    appoint(other, world.posts["administrator"], starts_on=TODAY, by=admin, at=NOW)
    deactivate_user(other, reason="Left", version=1, by=admin, at=NOW)
    with pytest.raises(Refused):
        deactivate_user(admin, reason="Left", version=1, by=admin, at=NOW)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ends_on": date(2026, 11, 1)}, "Enter 9 Nov 2026 or a later day"),
        ({"user": "rdl"}, "holds this post from 1 Apr 2024"),
        ({"delegated_by": "nobody"}, "Choose somebody other than the person who holds"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused(world, changes, reason):
    user = world.users[changes.pop("user", "nobody")]
    if "delegated_by" in changes:
        changes["delegated_by"] = world.users[changes["delegated_by"]]
    with pytest.raises(Refused, match=reason):
        appoint(user, world.posts["rdl"], starts_on=TODAY, by="test", at=NOW, **changes)


def test_rule_17_a_post_is_held_until_its_last_day_and_says_interim_and_delegated(world):
    holding = appoint(
        world.users["nobody"], world.posts["sao"], starts_on=TODAY, by="test", at=NOW,
        capacity="interim", delegated_by=world.users["sao"],
    )  # fmt: skip
    assert holding.title_as_held == "Post of sao (delegated by Person sao)"
    end_holding(holding, ends_on=TODAY, reason="Done", version=1, by="test", at=NOW)
    person = world.user("nobody")
    assert person.has_perm("programmes.sign_return", world.programmes["HOU"])
    person.acting_on = date(2026, 11, 10)
    assert not person.has_perm("programmes.sign_return", world.programmes["HOU"])


def test_passwords_are_hashed_and_never_in_the_history(world):
    set_temporary_password(
        world.user("rdl"),
        password="a quite different one",
        version=1,
        by=world.user("administrator"),
        at=NOW,
    )
    person = world.user("rdl")
    assert check_password("a quite different one", person.password)
    change_own_password(person, password="my very own words", at=NOW)
    assert check_password("my very own words", world.user("rdl").password)
    rows = list(person.history.all()[:2])
    assert [row.history_change_reason for row in rows] == [
        "Own password changed",
        "Temporary password set",
    ]
    assert not hasattr(rows[0], "password")


def test_django_may_renew_a_hash_at_sign_in(world):
    """A stronger way of hashing makes Django save the new hash: it must not meet the pen."""
    person = world.user("rdl")
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    assert check_password(PASSWORD, world.user("rdl").password)
    assert person.history.count() == 1


def test_a_post_has_one_title_however_it_is_typed(world):
    with pytest.raises(Refused, match="already"):
        add_post(title=" post  OF rdl", kind="rdl", by="test", at=NOW)


def test_rule_29_a_members_post_sits_on_a_committee_by_an_act_that_gives_its_reason(world):
    admin, post = world.user("administrator"), world.posts["committee"]
    homes, act = committee(), {"by": admin, "at": NOW}
    seated = seat_post(post, committee=homes, reason="Council", version=1, **act)
    assert (seated.committee, seated.version) == (homes, 2)
    assert seated.history.latest("history_date").history_change_reason.endswith(": Council")
    with pytest.raises(Conflict):
        seat_post(post, committee=None, reason="Council", version=1, **act)
    board = record(Board(name="Board", kind="board"), by="test", at=NOW)
    for wrong in (
        {"committee": board}, {"committee": homes, "reason": " "},
    ):  # fmt: skip
        with pytest.raises(Faulty):
            seat_post(post, **{"reason": "x", "version": 2} | wrong, **act)
    with pytest.raises(Faulty):
        seat_post(world.posts["sao"], committee=homes, reason="x", version=1, **act)
    with pytest.raises(Faulty):
        add_post(title="Another", kind="cpmo", committee=homes, **act)
    assert add_post(title="Member", kind="lead_member", committee=homes, **act).committee == homes


def test_rule_29_the_database_holds_that_an_officers_post_sits_on_no_committee(world):
    world.posts["sao"].committee = committee()
    with pytest.raises(IntegrityError), transaction.atomic():
        record(world.posts["sao"], by="test", at=NOW)


def test_a_programme_gets_its_delivery_lead_with_the_first_holder(world):
    admin = world.user("administrator")
    named = appoint_rdl(
        world.programmes["HOU"], title="RDL, Housing", version=1, by=admin, at=NOW,
        holder=FirstHolder(world.users["nobody"], TODAY),
    )  # fmt: skip
    assert (named.rdl.title, named.rdl.kind) == ("RDL, Housing", "rdl")
    programme = Programme.objects.get(ref="HOU")
    assert world.user("nobody").has_perm("programmes.prepare_return", programme)
    assert not world.user("rdl").has_perm("programmes.prepare_return", programme)
    with pytest.raises(Conflict):
        appoint_rdl(world.programmes["HOU"], title="Another", version=1, by=admin, at=NOW)


def test_a_post_of_another_kind_is_no_delivery_lead(world):
    with pytest.raises(Refused, match="post of another kind"):
        appoint_rdl(
            world.programmes["HOU"], title="Post of sao", version=1,
            by=world.user("administrator"), at=NOW,
        )  # fmt: skip
