"""Posts handed over in one act, and what no account may hold (Rules 17, 24b and 31)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from irp.actions import (
    Faulty,
    Refused,
    Successor,
    appoint,
    deactivate_user,
    end_holding,
    hand_over,
)
from irp.history import enact
from irp.models import Conflict, PostHandover, PostHolding, User
from irp.words import Capacity
from programmes.readings.signing import signatures_that_stand
from tests.programmes.steps import later, signed
from tests.world import NOW

TODAY = NOW.date()
FIRST = date(2026, 12, 1)


def holding(world, who="sao") -> PostHolding:
    return PostHolding.objects.get(user=world.users[who])


def passed_on(world, *, to="nobody", leaver="sao", version=1, by="administrator", **changes):
    given = {"user": world.users[to], "starts_on": FIRST} | changes
    reason = given.pop("reason", "She has left the council.")
    return hand_over(
        holding(world, leaver), Successor(**given), reason=reason, version=version,
        by=world.user(by) if by else "test", at=NOW,
    )  # fmt: skip


def test_rule_31_a_post_passes_on_in_one_act(world):
    came = passed_on(world, capacity=Capacity.ACTING, ends_on=date(2027, 1, 31))
    left = holding(world)
    assert (left.ends_on, came.starts_on, came.ends_on) == (
        date(2026, 11, 30), FIRST, date(2027, 1, 31),
    )  # fmt: skip
    assert came.title_as_held == "Post of sao (acting)"
    done = PostHandover.objects.get()
    assert (done.left, done.came, done.by_name) == (left, came, "Person administrator")
    assert done.reason == "She has left the council."
    why = [row.history.first().history_change_reason for row in (left, came)]
    assert why == [
        "Handed over to Person without a post: She has left the council.",
        "Taken over from Person sao: She has left the council.",
    ]


def test_rule_31_rights_and_work_follow_the_post_and_a_signature_stands(world):
    ret = signed(world)
    passed_on(world, starts_on=date(2026, 11, 10))
    programme = world.programmes["HOU"]
    leaver, comer = world.user("sao"), world.user("nobody")
    assert leaver.has_perm("programmes.sign_return", programme)
    assert not comer.has_perm("programmes.sign_return", programme)
    leaver.acting_on = comer.acting_on = date(2026, 11, 10)
    assert not leaver.has_perm("programmes.sign_return", programme)
    assert comer.has_perm("programmes.sign_return", programme)
    ret = world.ret("HOU")
    assert ret.state == "signed"
    assert [row.by_name for row in signatures_that_stand(ret)] == ["Person sao"]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"to": "sao"}, "successor", "Choose somebody other than Person sao"),
        ({"starts_on": date(2024, 3, 31)}, "first_day", "Enter 2 Apr 2024 or a later day"),
        ({"starts_on": date(2024, 4, 1)}, "first_day", "holds the post from 1 Apr 2024"),
        ({"ends_on": date(2026, 11, 30)}, "last_day", "Enter 1 Dec 2026 or a later day"),
        ({"reason": " "}, "reason", "Enter the reason for the handover"),
    ],
)
def test_a_handover_that_cannot_be_says_what_to_type(world, changes, field, words):
    with pytest.raises(Faulty) as refused:
        passed_on(world, **changes)
    assert words in refused.value.faults[field]
    assert not PostHandover.objects.exists() and holding(world).ends_on is None


def test_a_post_that_nobody_would_hold_in_between_is_not_handed_over(world):
    left = end_holding(holding(world), ends_on=TODAY, reason="Left", version=1, by="test", at=NOW)
    with pytest.raises(Faulty, match="Enter 10 Nov 2026 or an earlier day"):
        passed_on(world, version=left.version)
    came = passed_on(world, version=left.version, starts_on=date(2026, 11, 10))
    assert came.starts_on == date(2026, 11, 10) and holding(world).ends_on == TODAY


def test_overlapping_days_and_a_closed_account_are_refused(world):
    appoint(world.users["nobody"], world.posts["sao"], starts_on=FIRST, by="test", at=NOW)
    with pytest.raises(Refused, match="holds this post from 1 Dec 2026 with no end date"):
        passed_on(world, starts_on=date(2027, 1, 1))
    deactivate_user(world.users["other_sao"], reason="Left", version=1, by="test", at=NOW)
    with pytest.raises(Refused, match="account is deactivated. Reactivate it first"):
        passed_on(world, to="other_sao")


def test_only_administrators_hand_over(world):
    with pytest.raises(PermissionDenied):
        passed_on(world, by="cpmo")


def test_4a1_what_changed_since_the_page_was_opened_is_a_conflict(world):
    end_holding(
        holding(world), ends_on=date(2027, 1, 1), reason="Left", version=1, by="test", at=NOW
    )
    with pytest.raises(Conflict):
        passed_on(world)


def test_a_post_is_handed_over_once_and_then_by_who_has_it(world):
    passed_on(world)
    with pytest.raises(Refused, match="already handed this post over to Person without a post"):
        passed_on(world, to="other_sao")
    passed_on(world, to="other_sao", leaver="nobody", starts_on=date(2027, 1, 4))
    assert PostHandover.objects.count() == 2


def test_the_only_administrator_hands_over_for_good_or_not_at_all(world):
    with pytest.raises(Refused, match="cannot be handed over for a time"):
        passed_on(world, leaver="administrator", ends_on=date(2027, 1, 31))
    assert passed_on(world, leaver="administrator").post == world.posts["administrator"]


@pytest.mark.parametrize(
    ("who", "post"), [("commissioner", "sao"), ("sao", "commissioner"), ("rdl", "commissioner")]
)
def test_rule_24b_one_account_never_holds_a_commissioners_and_a_council_post(world, who, post):
    with pytest.raises(Refused, match="One account never holds a commissioner’s post and a"):
        appoint(world.users[who], world.posts[post], starts_on=FIRST, by="test", at=NOW)


def test_rule_24b_not_by_a_handover_and_not_after_the_first_has_ended(world):
    with pytest.raises(Refused, match="One account never holds"):
        passed_on(world, to="commissioner")
    end_holding(
        holding(world, "commissioner"), ends_on=TODAY, reason="Left", version=1, by="test", at=NOW
    )
    with pytest.raises(Refused, match="One account never holds"):
        passed_on(world, to="commissioner")


def test_rule_17_who_does_not_hold_a_post_cannot_delegate_it(world):
    given = {"starts_on": TODAY, "by": "test", "at": NOW, "delegated_by": world.users["rdl"]}
    with pytest.raises(Refused, match="Person rdl does not hold this post on 9 Nov 2026"):
        appoint(world.users["nobody"], world.posts["sao"], **given)
    given["delegated_by"] = world.users["sao"]
    held = appoint(world.users["nobody"], world.posts["sao"], **given)
    assert held.title_as_held == "Post of sao (delegated by Person sao)"


def test_the_database_keeps_capacities_and_handovers_whole(world):
    held = holding(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        PostHolding.objects.filter(pk=held.pk).update(capacity="king")
    with pytest.raises(IntegrityError), transaction.atomic():
        enact(
            PostHandover, by="test", at=NOW, post=held.post, left=held, came=held,
            starts_on=TODAY, reason="x",
        )  # fmt: skip
    came = passed_on(world)
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        PostHandover.objects.filter(came=came).update(reason="y")


def test_a_predecessors_words_keep_the_post_as_it_was_held(world):
    passed_on(world, starts_on=date(2026, 11, 10), capacity=Capacity.INTERIM)
    person = User.objects.get(pk=world.users["nobody"].pk)
    assert person.posts_line(at=later(24)) == "Post of sao (interim)"
