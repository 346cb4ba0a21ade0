"""Asks and challenges as acts: by whom, when, one step at a time, and what voids them (2, 15)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from irp.actions import Faulty, NotOpen, Refused
from irp.history import enact
from irp.models import Conflict
from irp.readings import AsAt, Now
from programmes.actions import save_return, send_back_return, sign_return, submit_return
from programmes.actions.points import Ask, PointMove, challenge_return, move_point
from programmes.actions.returns import mark_not_reported
from programmes.models import Point, PointStep
from programmes.readings.points import owed_points, points, points_of
from programmes.words import ChallengeOutcome, Ladder, PointKind, PointStage, Rating, ReturnPart
from tests.programmes.steps import TEXTS, later, next_period, rated, signed, submitted
from tests.world import NOW

pytestmark = pytest.mark.django_db
ASKED = Ask(words="A second surveyor", asked_of="TIB", due_on=date(2026, 11, 24))


def asked(world, ask=ASKED) -> Point | None:
    """Sign the return of HOU with an ask."""
    submitted(world)
    sign_return(
        world.ret("HOU"), post=world.posts["sao"], rating=Rating.GREEN, reason="",
        by=world.user("sao"), at=later(2), ask=ask,
    )  # fmt: skip
    return Point.objects.first()


def challenged(world, *, by="cpmo", at=None, **entered) -> Point:
    ret = world.ret("HOU")
    if ret.state == "not_started":
        submitted(world)
    asks = {"part": ReturnPart.PROGRESS, "words": "What moved on?"} | entered
    return challenge_return(world.ret("HOU"), **asks, by=world.user(by), at=at or later(3))


def take(world, point, to, *, by="cpmo", seen=None, at=None, **entered):
    seen = point.steps.count() if seen is None else seen
    move = PointMove(to=PointStage(to), seen=seen, **{"words": "Because."} | entered)
    return move_point(point, move, by=world.user(by), at=at or later(5))


def tabled(world, point, **entered):
    entered = {"forum": Ladder.TIB, "meeting_on": date(2026, 11, 24), "words": ""} | entered
    return take(world, point, "tabled", **entered)


def test_an_sao_asks_with_the_signature_and_cpmo_takes_it_to_the_board(world):
    ask = asked(world)
    assert (ask.ref, ask.kind, ask.asked_of, ask.by_name) == (
        "HOU-ASK-01", "ask", "TIB", "Person sao",
    )  # fmt: skip
    tabled(world, ask)
    take(world, ask, "answered", words="Agreed.", minute="4.2", at=later(30))
    stages = [(step.stage, step.forum, step.words) for step in ask.steps.all()]
    assert stages == [("tabled", "tib", ""), ("answered", "", "Agreed.")]


def test_nothing_is_asked_where_nothing_was_entered_and_half_an_ask_signs_nothing(world):
    assert asked(world, Ask()) is None
    assert world.ret("HOU").state == "signed"


def test_half_an_ask_is_refused_with_the_signature(world):
    with pytest.raises(Faulty) as refused, transaction.atomic():
        asked(world, Ask(words="Money"))
    assert set(refused.value.faults) == {"asked_of", "ask_due_on"}
    assert not Point.objects.exists()


def test_rule_15_what_voids_the_signature_withdraws_an_ask_that_no_board_has_yet(world):
    ask = asked(world)
    send_back_return(world.ret("HOU"), reason="Say more.", by=world.user("cpmo"), at=later(4))
    assert [step.stage for step in ask.steps.all()] == ["withdrawn"]
    with pytest.raises(Faulty):
        tabled(world, ask)


def test_an_ask_that_a_board_has_stays_when_the_return_goes_back(world):
    ask = asked(world)
    tabled(world, ask, at=later(3))
    ret = world.ret("HOU")
    texts = TEXTS | {"progress": "More."}
    save_return(ret, texts, version=ret.version, by=world.user("rdl"), at=later(4))
    assert [step.stage for step in ask.steps.all()] == ["tabled"]


def test_rule_16_what_is_frozen_unsigned_asks_nothing(world):
    ask = asked(world)
    mark_not_reported([world.ret("HOU")], by=world.user("cpmo"), at=later(5))
    assert [step.stage for step in ask.steps.all()] == ["withdrawn"]


def test_cpmo_challenges_a_part_the_programme_answers_and_cpmo_closes_it(world):
    row = world.milestones["HOU-01"]
    challenge = challenged(world, part=ReturnPart.MILESTONE, milestone=row)
    assert (challenge.ref, challenge.milestone) == ("HOU-CH-01", row)
    assert challenged(world).ref == "HOU-CH-02"
    take(world, challenge, "answered", by="rdl", words="The roofs.")
    take(world, challenge, "asked_again", words="Which?", at=later(6))
    take(world, challenge, "answered", by="sao", words="All.", at=later(7))
    take(world, challenge, "closed", outcome=ChallengeOutcome.DATE_CHANGED, at=later(8))
    assert challenge.steps.last().outcome == "date_changed"


def test_who_may_do_what(world):
    ask = asked(world)
    for name in ("rdl", "sao", "commissioner"):
        with pytest.raises(PermissionDenied):
            tabled(world, ask, by=name)
        with pytest.raises(PermissionDenied):
            challenged(world, by=name)
    challenge = challenged(world)
    for name in ("cpmo", "other_sao", "lead_member"):
        with pytest.raises(PermissionDenied):
            take(world, challenge, "answered", by=name)
    take(world, challenge, "answered", by="sao")


def test_rule_15_whoever_prepared_a_return_does_not_challenge_it(world):
    world.report_all("HOU", by="cpmo")
    with pytest.raises(Refused, match="has not been submitted"):
        challenged(world, by="cpmo2")
    submit_return(world.ret("HOU"), by=world.user("cpmo"), at=later(1))
    with pytest.raises(Refused, match="You prepared this return"):
        challenged(world)
    assert challenged(world, by="cpmo2").by_name == "Person cpmo2"


def test_rule_2_the_saos_rating_is_challenged_after_cpmos_first_rating(world):
    signed(world)
    with pytest.raises(Refused, match="Save CPMO’s first rating"):
        challenged(world, part=ReturnPart.RATING)


def test_rule_2_then_it_may_be(world):
    rated(world)
    assert challenged(world, part=ReturnPart.RATING, at=later(4)).part == "rating"


def test_4a1_two_steps_at_once_are_a_conflict_not_two_answers(world):
    challenge = challenged(world)
    take(world, challenge, "answered", by="rdl", words="First.")
    with pytest.raises(Conflict) as conflict, transaction.atomic():
        take(world, challenge, "answered", by="sao", seen=0)
    assert conflict.value.row.words == "First."
    with pytest.raises(IntegrityError), transaction.atomic():
        enact(PointStep, by=world.user("cpmo"), at=later(9), point=challenge, number=1,
              stage="closed", outcome="unresolved", words="x")  # fmt: skip


def test_a_challenge_is_raised_in_the_open_month_and_answered_after_its_freeze(world):
    challenge = challenged(world)
    ret = world.ret("HOU")
    next_period(world)
    with pytest.raises(NotOpen):
        challenge_return(
            ret, part=ReturnPart.PROGRESS, words="x", by=world.user("cpmo"), at=later(30)
        )
    take(world, challenge, "answered", by="rdl", at=later(30))
    assert challenge.steps.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "ask", "asked_of": "", "due_on": None, "part": ""},
        {"kind": "challenge", "part": ""},
        {"kind": "challenge", "part": "milestone"},
        {"kind": "challenge", "part": "progress", "asked_of": "TIB"},
        {"kind": "challenge", "part": "progress", "words": ""},
    ],
)
def test_the_database_itself_refuses_half_a_point(world, wrong):
    ret = world.ret("HOU")
    values = {"ref": "HOU-X-1", "number": 9, "words": "x"} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        enact(Point, by=world.user("cpmo"), at=NOW, ret=ret, period=ret.period,
              programme=ret.programme, **values)  # fmt: skip


def test_what_was_asked_is_kept_as_it_was_written(world):
    challenged(world)
    for sql in ("UPDATE programmes_point SET words = 'x'", "DELETE FROM programmes_pointstep"):
        if "DELETE" in sql:
            take(world, Point.objects.get(), "answered", by="rdl")
        with pytest.raises(Exception, match="append-only"), transaction.atomic():
            connection.cursor().execute(sql)


def test_readings_say_the_same_now_and_as_at_a_moment(world):
    ask = asked(world)
    challenge = challenged(world, at=later(4))
    take(world, challenge, "answered", by="rdl", at=later(6))
    now = points(Now(later(8)))
    assert [(row.ref, row.stage, row.state.value) for row in now] == [
        (ask.ref, PointStage.RAISED, "signed"), (challenge.ref, PointStage.ANSWERED, "signed"),
    ]  # fmt: skip
    assert points(AsAt(later(8))) == now
    assert points_of(world.programmes["HOU"], until=later(8)) == now
    before = points(AsAt(later(5)))
    assert [row.stage for row in before] == [PointStage.RAISED, PointStage.RAISED]
    assert points(AsAt(NOW - timedelta(days=1))) == ()


def test_what_is_owed_names_each_open_point_once(world):
    ask = asked(world)
    challenge = challenged(world)
    owed = owed_points(among={"HOU"})
    assert [(row.kind, row.ref, row.stage) for row in owed] == [
        (PointKind.ASK, ask.ref, PointStage.RAISED),
        (PointKind.CHALLENGE, challenge.ref, PointStage.RAISED),
    ]
    take(world, ask, "declined")
    assert [row.ref for row in owed_points()] == [challenge.ref]
    assert owed_points(among={"JOB"}) == []
