"""Stage 1: the only reading of the database (Rules 16 and 23)."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from assurance.models import Concern
from assurance.words import Judgement, Speaker
from irp.history import record
from irp.readings import AsAt
from packs import snapshot
from packs.facts import PlanFacts
from packs.figures.key_facts import key_facts
from packs.figures.returns import sent_back, was_with
from programmes.actions import (
    assure_return,
    rate_return,
    send_back_return,
    sign_return,
    submit_return,
)
from programmes.facts import ProgrammeFacts
from programmes.facts.dimensions import Dimensions
from programmes.figures.ratings import counted_ratings
from programmes.words import Dimension, Rating
from tests import world as worlds
from tests.assurance import shelf
from tests.dashboards import months
from tests.programmes import benefit_steps, budget_steps
from tests.world import LOADED_AT, LOADER, NOW

pytestmark = pytest.mark.django_db


def read(world) -> PlanFacts:
    world.period.refresh_from_db()
    return snapshot.read_frozen(world.period, at=NOW + timedelta(hours=1))


def programme(plan: PlanFacts, ref: str) -> ProgrammeFacts:
    return next(row for row in plan.programmes if row.ref == ref)


def submitted(world, ref: str = "HOU"):
    ret = world.report_all(ref)
    return submit_return(ret, by=world.user("rdl"), at=NOW)


def signed(world, ref: str = "HOU", *, rating: Rating = Rating.GREEN, reason: str = ""):
    ret = submitted(world, ref)
    post = world.posts["sao"]
    return sign_return(
        ret, post=post, rating=rating, reason=reason, by=world.user("sao"),
        at=NOW + timedelta(minutes=1),
    )  # fmt: skip


def test_it_reads_the_plan_and_its_month(world):
    plan = read(world)
    assert plan.settings.council == "Birmingham City Council" and plan.not_kept == ()
    assert plan.period.month == date(2026, 10, 1) and plan.period.frozen_at == plan.taken_at
    assert not programme(plan, "HOU").months[0].is_open


def test_a_moment_without_a_time_zone_is_refused(world):
    with pytest.raises(ValueError, match="time zone"):
        snapshot.read_frozen(world.period, at=NOW.replace(tzinfo=None))


def test_rule_16_words_and_rating_enter_with_the_signature_only(world):
    """What no SAO signed is not reported."""
    submitted(world)
    before = programme(read(world), "HOU")
    assert before.ret.state == "submitted" and before.ret.progress == ""
    assert before.ret.ratings == () and before.last_signed is None
    assert not any(row.reports for row in before.milestones)


def test_a_signed_return_speaks(world):
    signed(world, rating=Rating.AMBER, reason="Two suppliers are late")
    row = programme(read(world), "HOU")
    (rating,) = row.ret.ratings
    assert row.ret.progress == "HOU moved on."
    assert (rating.voice, rating.rating, rating.reason) == (
        "sao",
        "amber",
        "Two suppliers are late",
    )
    (signature,) = row.ret.signatures
    assert (signature.by_name, signature.post) == ("Person sao", "Post of sao")
    assert len(signature.sha256) == 64
    assert row.milestones[0].reports[0].forecast.latest == date(2027, 6, 30)
    assert (row.months[0].sao, row.months[0].cpmo) == ("amber", None)
    assert row.last_signed == date(2026, 10, 1)


def test_rule_2_cpmo_speaks_beside_the_sao(world):
    ret = signed(world)
    by, at = world.user("cpmo"), NOW + timedelta(minutes=2)
    rate_return(ret, rating=Rating.RED, reason="No plan B", by=by, at=at)
    assure_return(ret, by=by, at=at)
    world.period.refresh_from_db()
    plan = snapshot.read_frozen(world.period, at=NOW + timedelta(minutes=3))
    counted = counted_ratings(programme(plan, "HOU").ret)
    assert {voice: rating.rating for voice, rating in counted.items()} == {
        "sao": "green",
        "cpmo": "red",
    }


def test_rule_15_a_return_sent_back_falls_silent(world):
    """Sending back voids the signature, so nothing of it is received."""
    ret = signed(world)
    send_back_return(ret, reason="The forecast is missing", by=world.user("cpmo"),
                     at=NOW + timedelta(minutes=2))  # fmt: skip
    world.period.refresh_from_db()
    ret = programme(snapshot.read_frozen(world.period, at=NOW + timedelta(minutes=3)), "HOU").ret
    assert ret.state == "draft" and ret.signatures == () and ret.ratings == ()
    (step,) = sent_back(ret)
    assert (step.reason, step.back_by) == ("", "cpmo")  # its state alone is for everybody


def test_rule_16_a_missing_return_says_who_held_it_and_since_when(world):
    submitted(world)
    frozen = shelf.freeze(world, at=NOW + timedelta(hours=1))
    plan = snapshot.opened(frozen.body).plan
    held = was_with(programme(plan, "HOU"), opened=plan.period.opened_at, at=plan.taken_at)
    assert programme(plan, "HOU").ret.state == "not_reported"
    assert (held.words, held.since) == ("SAO (Post of sao)", NOW)
    untouched = was_with(programme(plan, "JOB"), opened=plan.period.opened_at, at=plan.taken_at)
    assert untouched.holder == "RDL"


def test_rule_23_commissioners_drafts_never_enter(world):
    """Absent from packs, and from the text anywhere in the snapshot."""
    shelf.judge(world, Judgement.PARTLY, issued=True)
    shelf.judge(world, Judgement.NOT_MET, issued=False, rationale="A draft thought",
                at=NOW + timedelta(minutes=1))  # fmt: skip
    shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL, issued=False, rationale="Not yet")
    plan = snapshot.read_frozen(world.period, at=NOW + timedelta(hours=1))
    assessments = plan.outcomes[0].requirements[0].assessments
    assert [(assessment.speaker, assessment.judgement) for assessment in assessments] == [
        ("commissioner", "partly_met")
    ]
    text = snapshot.body_of(plan)
    assert "A draft thought" not in text and "Not yet" not in text


def test_what_the_next_pack_compares_with_is_read_from_a_snapshot(world):
    signed(world)
    frozen = shelf.freeze(world, at=NOW + timedelta(hours=1))
    told = key_facts(snapshot.opened(frozen.body).plan, sha256=frozen.sha256)
    assert told.received == {"HOU": True, "JOB": False}
    assert told.ratings["HOU"] == {"sao": "green"}
    assert told.milestones["HOU-01"].forecast.latest == date(2027, 6, 30)


def test_a_snapshot_is_what_history_holds_at_its_freeze_and_later_acts_change_nothing(world):
    """DESIGN 2a: stored facts and `AsAt(frozen_at)` are equal, fact by fact."""
    signed(world)
    shelf.judge(world, Judgement.MET)
    frozen = months.freeze(world)
    world.period.refresh_from_db()
    months.open_november(world)
    shelf.judge(world, Judgement.NOT_MET, at=NOW + timedelta(hours=4))
    world.requirement.title = "Renamed later"
    record(world.requirement, by=LOADER, at=NOW + timedelta(hours=5))
    then = snapshot.frozen_plan(AsAt(frozen.period.frozen_at), month=frozen.period.month)
    assert snapshot.opened(frozen.body).plan == then


def test_benefits_budgets_and_dimensions_of_a_snapshot_are_what_history_holds(world):
    """The same of what schema 7 brought: later readings and entries change nothing (2 and 26)."""
    judged = Dimensions(given={Dimension.COST: Rating.RED}, reason="Roofs cost more.")
    ret = submitted(world)
    sign_return(ret, post=world.posts["sao"], rating=Rating.GREEN, reason="", dimensions=judged,
                by=world.user("sao"), at=NOW)  # fmt: skip
    row = benefit_steps.add(world)
    for value in (50, 48):
        benefit_steps.read(world, row, value)
    budget_steps.enter(world)
    frozen = months.freeze(world)
    months.open_november(world)
    later = NOW + timedelta(hours=4)
    benefit_steps.read(world, row, 30, at=later)
    budget_steps.enter(world, at=later, filled=20)
    stored = snapshot.opened(frozen.body).plan
    assert stored == snapshot.frozen_plan(AsAt(frozen.period.frozen_at), month=frozen.period.month)
    (record,) = stored.benefits
    assert [reading.value for reading in record.readings] == [48, 50]
    assert record.benefit.reading == record.readings[0]
    entries = {budget.ref: budget.entry and budget.entry.filled for budget in stored.budgets}
    assert entries == {"HOU": 18, "JOB": None}
    assert programme(stored, "HOU").ret.ratings[0].dimensions == judged


def test_rule_2_dimensions_are_withheld_with_the_rating(world):
    """What an SAO judged and nobody may read yet is not in the snapshot."""
    judged = Dimensions(given={Dimension.COST: Rating.RED}, reason="Roofs cost more.")
    ret = submitted(world)
    ret = sign_return(ret, post=world.posts["sao"], rating=Rating.GREEN, reason="",
                      dimensions=judged, by=world.user("sao"), at=NOW)  # fmt: skip
    assert "Roofs cost more." in snapshot.body_of(read(world))
    send_back_return(ret, reason="Why green?", by=world.user("cpmo"), at=NOW + timedelta(minutes=2))
    assert "Roofs cost more." not in snapshot.body_of(read(world))


def test_queries_do_not_grow_with_the_plan(db):
    """DESIGN 9: the same number of queries for two milestones a programme and for 25."""
    assert queries_at(rows=2) == queries_at(rows=25) <= 100


def queries_at(*, rows: int) -> int:
    """Return how many queries a snapshot of a council of this size asks; nothing is kept."""
    with transaction.atomic():
        world = worlds.build(rows=rows)
        signed(world)
        shelf.outcomes(1, requirements=rows)
        shelf.judge(world, Judgement.MET)
        world.period.refresh_from_db()
        with CaptureQueriesContext(connection) as queries:
            snapshot.read_frozen(world.period, at=NOW + timedelta(hours=1))
        transaction.set_rollback(True)
    return len(queries)


def test_errata_of_requirements_and_concerns_are_kept(world):
    """DOMAIN 2: a contradiction of the documents reaches the packs with its note."""
    outcome = world.requirement.outcome
    world.requirement.erratum = "Dated twice."
    record(world.requirement, by=LOADER, at=LOADED_AT)
    concern = Concern(ref="PO8-C1", outcome=outcome, summary="Damp", erratum="2031 or 2032.")
    record(concern, by=LOADER, at=LOADED_AT)
    (outcome_facts,) = read(world).outcomes
    assert outcome_facts.requirements[0].erratum == "Dated twice."
    assert outcome_facts.concerns[0].erratum == "2031 or 2032."
