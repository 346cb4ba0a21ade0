"""Rule 17: joint SAOs, the reserve, vacant posts, late signatures."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from dashboards.presenters.board import board_rows
from irp.actions import Refused, end_holding
from irp.history import record
from irp.models import Post, PostHolding
from packs.actions import freeze_period
from programmes.actions import sign_return, submit_return
from programmes.actions.owners import change_signing
from programmes.models import Programme, Signature
from programmes.readings.readers import reader_in
from programmes.readings.signing import differences
from programmes.readings.whole_returns import returns_to_show
from programmes.rules.owners import (
    days_signed_late,
    late_words,
    not_reported_words,
    return_words,
)
from programmes.words import Rating, ReturnState
from tests.programmes.steps import later, signed, submitted
from tests.world import LOADER, NOW

ON = NOW.date()
SIGN = "/returns/HOU/2026-10/sign"


def joint(world, *, named=None, reserve=None):
    return change_signing(
        world.programmes["HOU"], [world.posts["sao"], world.posts["other_sao"]], signs_alone=named,
        reserve=reserve, version=Programme.objects.get(ref="HOU").version,
        by=world.user("administrator"), at=NOW,
    )  # fmt: skip


def sign(world, who, post, *, rating=None):
    ret = world.ret("HOU")
    return sign_return(ret, post=post, rating=rating, reason="", by=world.user(who), at=later(2))


def chief(world) -> Post:
    """Add the Chief Executive's post, held by the person without one."""
    post = record(Post(title="Chief Executive", kind="sao"), by=LOADER, at=NOW)
    held = PostHolding(user=world.users["nobody"], post=post, starts_on=date(2024, 4, 1))
    record(held, by=LOADER, at=NOW)
    return post


def acting(world) -> None:
    """Let the RDL act as the SAO too, whose own holder has left."""
    held = PostHolding.objects.get(user=world.users["sao"])
    end_holding(held, ends_on=date(2026, 10, 31), reason="Left", version=1, by="test", at=NOW)
    post = world.posts["sao"]
    acts = PostHolding(
        user=world.users["rdl"], post=post, starts_on=date(2026, 11, 1), capacity="acting"
    )
    record(acts, by=LOADER, at=NOW)


def test_rule_17_every_part_of_a_joint_sao_signs_and_the_first_rates(world):
    programme = joint(world)
    assert programme.sao.title == "Post of sao and Post of other sao"
    submitted(world)
    with pytest.raises(Refused, match="Only Post of sao gives the rating"):
        sign(world, "other_sao", world.posts["other_sao"], rating=Rating.RED)
    assert sign(world, "other_sao", world.posts["other_sao"]).state == "submitted"
    assert sign(world, "sao", world.posts["sao"], rating=Rating.GREEN).state == "signed"
    assert {row.post.title for row in Signature.objects.all()} == {
        "Post of sao", "Post of other sao",
    }  # fmt: skip


def test_rule_17_a_named_lead_signs_alone(world):
    joint(world, named=world.posts["other_sao"])
    submitted(world)
    assert not world.user("sao").has_perm(
        "programmes.sign_return", Programme.objects.get(ref="HOU")
    )
    done = sign(world, "other_sao", world.posts["other_sao"], rating=Rating.GREEN)
    assert done.state == "signed"


def test_rule_17_an_acting_sao_who_prepared_cannot_sign_and_the_reserve_does(world):
    post, sao = chief(world), world.posts["sao"]
    acting(world)
    submitted(world)
    with pytest.raises(Refused, match="You prepared this return"):
        sign(world, "rdl", sao, rating=Rating.GREEN)
    programme = Programme.objects.get(ref="HOU")
    assert reader_in(world.user("nobody"), programme).sees("HOU")
    assert sign(world, "nobody", sao, rating=Rating.GREEN).state == "signed"
    given = Signature.objects.get()
    assert (given.post, given.reserve) == (sao, post)
    assert '"in_place_of":"Post of sao"' in given.signed_text
    assert differences(given, returns_to_show().get(pk=given.ret_id)) == []


def test_rule_17_the_reserve_signs_for_nobody_who_may_sign_and_reads_no_draft(world):
    chief(world)
    submitted(world)
    assert not reader_in(world.user("nobody"), world.programmes["HOU"]).sees("HOU")
    with pytest.raises(Refused, match="only where everybody who holds that post has prepared"):
        sign(world, "nobody", world.posts["sao"], rating=Rating.GREEN)


def test_rule_17_a_named_reserve_goes_before_the_chief_executive(world):
    chief(world)
    acting(world)
    change_signing(
        world.programmes["HOU"], [world.posts["sao"]], signs_alone=None,
        reserve=world.posts["other_sao"], version=1, by=world.user("administrator"), at=NOW,
    )  # fmt: skip
    submitted(world)
    with pytest.raises(PermissionDenied):
        sign(world, "nobody", world.posts["sao"], rating=Rating.GREEN)
    assert sign(world, "other_sao", world.posts["sao"], rating=Rating.GREEN).state == "signed"


def freeze(world):
    period = world.period
    return freeze_period(
        period, version=period.version, reason="Late", by=world.user("cpmo"), at=later(30),
        drafts=False,
    )  # fmt: skip


def test_rule_17_vacant_at_freeze_reads_not_reported_sao_post_vacant(world, sign_in):
    submitted(world)
    held = PostHolding.objects.get(user=world.users["sao"])
    end_holding(held, ends_on=ON, reason="Left", version=1, by="test", at=NOW)
    with time_machine.travel(later(30), tick=False):
        page = sign_in("cpmo").get("/periods/2026-10/freeze").content.decode()
        assert "SAO post vacant: Post of sao" in page
        freeze(world)
        shown = sign_in("cpmo").get("/returns/HOU/2026-10").content.decode()
        assert "Not reported, SAO post vacant (Post of sao)" in shown
        board = sign_in("cpmo").get("/periods/2026-10").content.decode()
        assert "vacant: Post of sao" in board
    vacant = [step.vacant for step in world.ret("HOU").steps.all() if step.vacant]
    assert vacant == ["Post of sao"]


def test_rule_17_held_at_freeze_is_not_reported_alone(world):
    submitted(world)
    freeze(world)
    assert [step.vacant for step in world.ret("HOU").steps.all() if step.vacant] == []
    assert not_reported_words("") == "Not reported"
    assert return_words(None) == return_words(ReturnState.NOT_REPORTED) == "Not reported"
    assert return_words(ReturnState.SUBMITTED, signed=1, to_sign=2) == "Signed by 1 of 3"
    assert return_words(ReturnState.SUBMITTED, to_sign=2) == "Submitted"
    assert return_words(ReturnState.ASSURED, late=True) == "Assured, signed late"


def test_rule_17_signed_after_the_sign_off_day_is_signed_late(world, sign_in):
    by = world.period.sign_off_on
    assert days_signed_late(later(2), sign_off_on=ON) == 0
    assert late_words(days_signed_late(later(48), sign_off_on=ON)) == "signed 2 days late"
    assert late_words(days_signed_late(later(24), sign_off_on=ON)) == "signed 1 day late"
    at = NOW.replace(day=by.day, month=by.month)
    submitted(world)
    late = later((by - ON).days * 24 + 48)
    signed(world, at=late)
    assert at < late
    with time_machine.travel(late, tick=False):
        page = sign_in("cpmo").get("/returns/HOU/2026-10").content.decode()
        board = sign_in("cpmo").get("/periods/2026-10?show=signed_late").content.decode()
    assert "signed 2 days late" in page and "Signed late" in board


def test_rule_17_the_board_says_who_has_signed_and_who_is_missing(world, sign_in):
    joint(world)
    submitted(world)
    sign(world, "sao", world.posts["sao"], rating=Rating.GREEN)
    with time_machine.travel(later(3), tick=False):
        board = sign_in("cpmo").get("/periods/2026-10").content.decode()
        freezing = sign_in("cpmo").get("/periods/2026-10/freeze").content.decode()
    assert "Signed by 1 of 2" in board and "Still to sign: Post of other sao" in board
    assert "Still to sign: Post of other sao" in freezing and "Person sao (Post of sao)" in freezing


def test_who_prepared_is_offered_no_signature_and_the_reserve_is(world, sign_in):
    chief(world)
    acting(world)
    submit_return(world.report_all("HOU"), by=world.user("rdl"), at=later(1))
    with time_machine.travel(later(2), tick=False):
        assert "you sign as reserve signatory" in sign_in("nobody").get("/").content.decode()
        page = sign_in("nobody").get("/returns/HOU/2026-10/sign").content.decode()
        assert "the reserve signatory: everybody" in page
        assert "Read and sign" not in sign_in("rdl").get("/returns/HOU/2026-10").content.decode()


def test_rule_17_the_reserve_is_offered_no_send_back_and_the_sao_is(world, sign_in):
    chief(world)
    submitted(world)
    with time_machine.travel(later(2), tick=False):
        assert "Send back to the RDL" in sign_in("sao").get(SIGN).content.decode()
    acting(world)
    with time_machine.travel(later(2), tick=False):
        page = sign_in("nobody").get(SIGN).content.decode()
    assert "/send-back" not in page and "tell CPMO, who can send it back" in page


def test_rule_17_the_board_names_the_reserve_where_the_acting_sao_prepared(world, sign_in):
    chief(world)
    acting(world)
    submitted(world)
    with time_machine.travel(later(2), tick=False):
        row = next(row for row in board_rows(world.period, at=later(2)) if row.ref == "HOU")
        page = sign_in("cpmo").get("/periods/2026-10").content.decode()
        freezing = sign_in("cpmo").get("/periods/2026-10/freeze").content.decode()
    assert row.holding.title == "Chief Executive, in place of Post of sao"
    assert row.people == ("Person without a post",) and row.vacant == ()
    for shown in (page, freezing):
        assert "Chief Executive, in place of Post of sao" in shown
