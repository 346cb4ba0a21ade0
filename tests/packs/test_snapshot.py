"""Stage 1: the only reading of the database (Rules 16 and 23)."""

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from assurance.models import Concern
from assurance.words import Judgement, Speaker
from irp.history import record
from packs import snapshot
from packs.context import Edition
from programmes.actions import assure_return, send_back_return, sign_return, submit_return
from programmes.rules.returns import canonical
from programmes.words import Rating
from tests import world as worlds
from tests.assurance import shelf
from tests.packs import made_up
from tests.world import LOADED_AT, LOADER, NOW

pytestmark = pytest.mark.django_db

# Mappings whose keys are references or voices, not fields.
BY_NAME = {"ratings", "voices"}


def read(world) -> dict:
    world.period.refresh_from_db()
    return snapshot.read(world.period, at=NOW)


def programme(body: dict, ref: str) -> dict:
    return next(row for row in body["programmes"] if row["ref"] == ref)


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


def test_it_is_plain_json(world):
    body = read(world)
    assert json.loads(canonical(body)) == body
    assert body["schema"] == 1 and body["council"] == "Birmingham City Council"
    assert body["period"]["month"] == "2026-10-01"


def test_a_moment_without_a_time_zone_is_refused(world):
    with pytest.raises(ValueError, match="time zone"):
        snapshot.read(world.period, at=NOW.replace(tzinfo=None))


def test_words_and_rating_enter_with_the_signature_only(world):
    """Rule 16: what no SAO signed is not reported."""
    submitted(world)
    before = programme(read(world), "HOU")
    assert not before["return"]["received"]
    assert before["return"]["progress"] == "" and before["return"]["ratings"] == {}
    assert before["return"]["held_by"] == "SAO"
    assert before["milestones"][0]["report"] is None
    assert before["last_signed"] is None


def test_a_signed_return_speaks(world):
    signed(world, rating=Rating.AMBER, reason="Two suppliers are late")
    row = programme(read(world), "HOU")
    said = row["return"]
    assert said["received"] and said["progress"] == "HOU moved on."
    assert said["ratings"]["sao"]["rating"] == "amber"
    assert said["ratings"]["sao"]["reason"] == "Two suppliers are late"
    signature = said["signatures"][0]
    assert (signature["by_name"], signature["post"]) == ("Person sao", "Post of sao")
    assert len(signature["sha256"]) == 64
    assert row["milestones"][0]["report"]["forecast"]["latest"] == "2027-06-30"
    assert row["trend"] == [{"month": "2026-10-01", "received": True, "sao": "amber"}]
    assert row["last_signed"] == "2026-10-01"


def test_cpmo_speaks_beside_the_sao(world):
    """Rule 2: the voices stay apart."""
    ret = signed(world)
    assure_return(ret, rating=Rating.RED, reason="No plan B", by=world.user("cpmo"),
                  at=NOW + timedelta(minutes=2))  # fmt: skip
    ratings = programme(read(world), "HOU")["return"]["ratings"]
    assert {voice: said["rating"] for voice, said in ratings.items()} == {
        "sao": "green",
        "cpmo": "red",
    }


def test_a_return_sent_back_falls_silent(world):
    """Rule 15: sending back voids the signature, so nothing of it is received."""
    ret = signed(world)
    send_back_return(ret, reason="The forecast is missing", by=world.user("cpmo"),
                     at=NOW + timedelta(minutes=2))  # fmt: skip
    said = programme(read(world), "HOU")["return"]
    assert not said["received"] and said["signatures"] == [] and said["ratings"] == {}
    assert said["steps"][-1]["reason"] == "The forecast is missing"
    assert said["steps"][-1]["back_by"] == "cpmo"


def test_a_missing_return_says_who_held_it_and_since_when(world):
    """Rule 16: the freeze records what was not received; the pack names who held it."""
    submitted(world)
    kept = shelf.freeze(world, at=NOW + timedelta(hours=1))
    said = programme(json.loads(kept.body), "HOU")["return"]
    assert said["state"] == "not_reported" and not said["received"]
    assert said["held_by"] == "SAO"
    assert said["held_since"] == NOW.isoformat()
    untouched = programme(json.loads(kept.body), "JOB")["return"]
    assert untouched["held_by"] == "RDL"


def test_commissioners_drafts_never_enter(world):
    """Rule 23: absent from packs, and from the text anywhere in the snapshot."""
    shelf.judge(world, Judgement.PARTLY, issued=True)
    shelf.judge(world, Judgement.NOT_MET, issued=False, rationale="A draft thought",
                at=NOW + timedelta(minutes=1))  # fmt: skip
    shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL, issued=False, rationale="Not yet")
    body = read(world)
    voices = body["outcomes"][0]["requirements"][0]["voices"]
    assert {voice: said["judgement"] for voice, said in voices.items()} == {
        "commissioner": "partly_met"
    }
    assert "A draft thought" not in canonical(body) and "Not yet" not in canonical(body)


def test_the_last_pack_is_remembered_from_its_own_snapshot(world):
    signed(world)
    kept = shelf.freeze(world, at=NOW + timedelta(hours=1))
    from_kept = snapshot.before.key_facts(json.loads(kept.body), sha256=kept.sha256)
    assert from_kept["programmes"]["HOU"] == {
        "state": "signed",
        "received": True,
        "ratings": {"sao": "green"},
    }
    assert from_kept["milestones"]["HOU-01"]["forecast"]["latest"] == "2027-06-30"
    assert read(world)["previous"] is None, "a period is not its own predecessor"


def test_queries_do_not_grow_with_the_plan(db):
    """DESIGN 9: the same number of queries for two milestones a programme and for 25."""
    assert queries_at(rows=2) == queries_at(rows=25) <= 35


def queries_at(*, rows: int) -> int:
    """Return how many queries a snapshot of a council of this size asks; nothing is kept."""
    with transaction.atomic():
        world = worlds.build(rows=rows)
        signed(world)
        shelf.outcomes(1, requirements=rows)
        shelf.judge(world, Judgement.MET)
        world.period.refresh_from_db()
        with CaptureQueriesContext(connection) as queries:
            snapshot.read(world.period, at=NOW)
        transaction.set_rollback(True)
    return len(queries)


def test_errata_of_requirements_and_concerns_are_kept(world):
    """DOMAIN 2: a contradiction of the documents reaches the packs with its note."""
    outcome = world.requirement.outcome
    world.requirement.erratum = "Dated twice."
    record(world.requirement, by=LOADER, at=LOADED_AT)
    concern = Concern(ref="PO8-C1", outcome=outcome, summary="Damp", erratum="2031 or 2032.")
    record(concern, by=LOADER, at=LOADED_AT)
    (kept,) = read(world)["outcomes"]
    assert kept["requirements"][0]["erratum"] == "Dated twice."
    assert kept["concerns"][0]["erratum"] == "2031 or 2032."


def test_the_made_up_snapshot_has_the_shape_of_a_real_one(world):
    """What the other stages are tested with is what this stage gives."""
    signed(world)
    shelf.judge(world, Judgement.MET)
    real, made = read(world), made_up.body(first=True)
    assert shape(real, "") <= shape(made, "") | EMPTY_HERE
    assert shape(made, "") <= shape(real, "") | EMPTY_HERE
    assert made_up.composed(real, Edition(forum="irb", number=1, standing="draft"))


# The small council has no strands, concerns, errata or CPMO ratings.
EMPTY_HERE = {
    "/outcomes/strands/code", "/outcomes/strands/name", "/outcomes/concerns/ref",
    "/outcomes/concerns/strand", "/outcomes/concerns/summary", "/outcomes/concerns/erratum",
    "/errata/subject", "/errata/says", "/errata/says/where", "/errata/says/text",
    "/errata/note", "/programmes/trend/cpmo",
}  # fmt: skip


def shape(value, path: str) -> set[str]:
    """Return the paths of all keys, list places and names of references left out."""
    if isinstance(value, list):
        return set().union(*(shape(one, path) for one in value))
    if not isinstance(value, dict):
        return set()
    found = set()
    for key, one in value.items():
        name = "*" if path.rsplit("/", 1)[-1] in BY_NAME else key
        found |= {f"{path}/{name}"} | shape(one, f"{path}/{name}")
    return found
