"""Rule 15: preparers and row leads, whom the RDL names, draft and do not submit."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from irp.actions import Faulty, Refused
from irp.history import record, record_all
from irp.models import Conflict, Post, PostHolding
from irp.readings import AsAt, Now
from programmes.actions import assure_return, save_return, sign_return, submit_return
from programmes.actions.owners import name_leads, name_preparers
from programmes.models import Preparer, Return, RowLead
from programmes.readings.milestones import milestone_facts
from programmes.readings.owners import version_of
from programmes.readings.people import programme_people
from programmes.readings.readers import reader_in, reader_of
from programmes.rules.owners import lead_faults, needs_reserve, posts_that_sign
from programmes.words import Rating
from tests.programmes.steps import TEXTS, later, submitted
from tests.world import LOADER, NOW


def prepare(world, *posts, by="rdl", version=0, at=NOW):
    programme = world.programmes["HOU"]
    return name_preparers(programme, posts, version=version, by=world.user(by), at=at)


def lead(world, ref, *posts, accountable=None, by="rdl", version=None, at=NOW):
    row = world.milestones[ref]
    return name_leads(
        row, posts, accountable=accountable or (posts[0] if posts else None),
        version=version_of(row.leads) if version is None else version, by=world.user(by), at=at,
    )  # fmt: skip


def second_officer(world) -> Post:
    """Add a second officer's post, held by the person without one."""
    post = record(Post(title="Head of Repairs", kind="officer"), by=LOADER, at=NOW)
    held = PostHolding(user=world.users["nobody"], post=post, starts_on=date(2024, 4, 1))
    record(held, by=LOADER, at=NOW)
    return post


def save(world, by="officer"):
    ret = world.ret("HOU")
    return save_return(ret, TEXTS, version=ret.version, by=world.user(by), at=NOW)


def test_rule_15_a_preparer_drafts_words_and_rows_and_does_not_submit(world):
    with pytest.raises(PermissionDenied):
        save(world)
    prepare(world, world.posts["officer"])
    assert world.report("HOU-01", by="officer").reported_by == world.users["officer"]
    assert save(world).state == "draft"
    with pytest.raises(PermissionDenied):
        submit_return(world.ret("HOU"), by=world.user("officer"), at=NOW)
    with pytest.raises(PermissionDenied):
        world.report("JOB-01", by="officer")


def test_rule_15_a_row_lead_reports_the_row_alone(world):
    lead(world, "HOU-02", world.posts["officer"])
    assert world.report("HOU-02", by="officer").milestone.ref == "HOU-02"
    with pytest.raises(PermissionDenied):
        world.report("HOU-01", by="officer")
    with pytest.raises(PermissionDenied):
        save(world)


def test_rule_15_what_is_submitted_is_not_changed_by_who_drafts(world):
    prepare(world, world.posts["officer"])
    submitted(world)
    with pytest.raises(Refused, match="has been submitted. Its RDL or CPMO can"):
        world.report("HOU-01", by="officer", version=1)
    with pytest.raises(Refused, match="ask them"):
        save(world)
    assert world.ret("HOU").state == "submitted"


def test_rule_15_who_drafted_neither_signs_nor_assures(world):
    prepare(world, world.posts["officer"])
    world.report("HOU-01", by="officer")
    submitted_by = {"at": later(1), "by": world.user("rdl")}
    for ref in ("HOU-02", "HOU-03"):
        world.report(ref)
    save(world, by="rdl")
    submit_return(world.ret("HOU"), **submitted_by)
    for post in ("sao", "cpmo"):
        held = PostHolding(
            user=world.users["officer"], post=world.posts[post], starts_on=date(2024, 4, 1)
        )
        record(held, by=LOADER, at=NOW)
    given = {"by": world.user("officer"), "at": later(2)}
    with pytest.raises(Refused, match="You prepared this return, so somebody else must sign it"):
        sign_return(
            world.ret("HOU"), post=world.posts["sao"], rating=Rating.GREEN, reason="", **given
        )
    Return.objects.filter(programme__ref="HOU").update(state="signed")
    with pytest.raises(Refused, match="so somebody else must assure it"):
        assure_return(world.ret("HOU"), **given)


def test_only_the_delivery_lead_and_cpmo_name_people_and_officers_alone(world):
    for who in ("sao", "officer", "administrator", "other_sao"):
        with pytest.raises(PermissionDenied):
            prepare(world, world.posts["officer"], by=who)
        with pytest.raises(PermissionDenied):
            lead(world, "HOU-01", world.posts["officer"], by=who)
    with pytest.raises(Faulty, match="is a post of another kind"):
        prepare(world, world.posts["sao"])
    prepare(world, world.posts["officer"], by="cpmo")


def test_of_several_leads_one_answers_for_the_row(world):
    first, second = world.posts["officer"], second_officer(world)
    assert lead_faults(leads={1, 2}, accountable=None)["accountable"].startswith("Choose which")
    assert lead_faults(leads={1}, accountable=2)["accountable"].startswith("Choose one of")
    assert lead_faults(leads=set(), accountable=None) == {}
    with pytest.raises(Faulty, match="Choose one of the leads"):
        lead(world, "HOU-01", first, accountable=second)
    lead(world, "HOU-01", first, second, accountable=second)
    facts = milestone_facts(Now(later(1)), "HOU-01")
    assert [(lead_facts.post, lead_facts.accountable) for lead_facts in facts.leads] == [
        ("Head of Repairs", True), ("Post of officer", False),
    ]  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        RowLead.objects.filter(post=first).update(accountable=True)


def test_a_change_of_leads_ends_what_was_and_keeps_what_stays(world):
    first, second = world.posts["officer"], second_officer(world)
    lead(world, "HOU-01", first)
    lead(world, "HOU-01", first, second, accountable=second, at=later(1))
    told = [(row.post, row.accountable, row.ended_on) for row in RowLead.objects.order_by("pk")]
    assert told == [(first, True, NOW.date()), (first, False, None), (second, True, None)]
    before = milestone_facts(AsAt(NOW), "HOU-01")
    assert [lead_facts.post for lead_facts in before.leads] == ["Post of officer"]
    lead(world, "HOU-01", at=later(2))
    assert milestone_facts(Now(later(3)), "HOU-01").leads == ()
    with pytest.raises(PermissionDenied):
        world.report("HOU-01", by="officer")


def test_4a1_people_named_meanwhile_are_a_conflict(world):
    prepare(world, world.posts["officer"])
    with pytest.raises(Conflict):
        prepare(world, version=0)
    prepare(world, version=1)
    assert Preparer.objects.get().ended_on == NOW.date()
    with pytest.raises(Refused, match="Open this page again"):
        lead(world, "HOU-01", version=7)


def test_rule_15_preparers_and_leads_are_of_the_programme_and_read_its_drafts(world):
    officer, programme = world.user("officer"), world.programmes["HOU"]
    assert not reader_of(officer).sees("HOU")
    lead(world, "HOU-02", world.posts["officer"])
    officer = world.user("officer")
    assert reader_of(officer).programmes == {"HOU"}
    assert reader_in(officer, programme).sees("HOU")
    assert not reader_in(officer, world.programmes["JOB"]).sees("JOB")


def test_the_people_of_a_programme_row_by_row_now_and_then(world):
    prepare(world, world.posts["officer"], at=later(1))
    lead(world, "HOU-02", world.posts["officer"], at=later(1))
    found = programme_people(Now(later(2)), "HOU", on=NOW.date())
    assert [post.people for post in found.preparers] == ["Person officer"]
    rows = {row.ref: row.lead.title if row.lead else None for row in found.rows}
    assert rows == {"HOU-01": None, "HOU-02": "Post of officer", "HOU-03": None}
    then = programme_people(AsAt(NOW), "HOU", on=NOW.date())
    assert then.preparers == () and all(row.lead is None for row in then.rows)


@pytest.mark.parametrize(
    ("given", "sign"),
    [
        ({}, ("COO",)),
        ({"all_sign": True, "own": ["DoF"]}, ("COO", "DoF")),
        ({"lead": "Joint", "parts": ("COO", "DoF")}, ("COO", "DoF")),
        ({"lead": "Joint", "parts": ("COO", "DoF"), "named": "DoF"}, ("DoF",)),
        ({"lead": "Joint", "parts": ("COO", "DoF"), "named": "Other"}, ("COO", "DoF")),
        (
            {"lead": "Joint", "parts": ("COO", "DoF"), "all_sign": True, "own": ["DoF", "Law"]},
            ("COO", "DoF", "Law"),
        ),
    ],
)
def test_rule_17_of_several_saos_all_sign_or_a_named_lead(given, sign):
    asked = {"all_sign": False, "lead": "COO", "own": []} | given
    assert posts_that_sign(**asked) == sign


@pytest.mark.parametrize(
    ("holders", "preparers", "needed"),
    [({1}, {1}, True), ({1, 2}, {1}, False), ({1}, {2}, False), (set(), {1}, False)],
)
def test_rule_17_the_reserve_signs_where_every_holder_prepared(holders, preparers, needed):
    assert needs_reserve(holders=holders, preparers=preparers) is needed


def test_rule_15_histories_tell_who_was_named_and_named_no_more(world, sign_in):
    officer = world.posts["officer"]
    prepare(world, officer)
    lead(world, "HOU-01", officer)
    lead(world, "HOU-01", at=later(1))
    answers = "Named to lead the row and answer for it: Post of officer"
    with time_machine.travel(later(2), tick=False):
        client = sign_in("sao")
        row = client.get("/milestones/HOU-01/history").content.decode()
        programme = client.get("/programmes/HOU/history").content.decode()
        post = client.get(f"/posts/{officer.pk}").content.decode()
    assert answers in row and "No longer named: Post of officer" in row
    assert f"HOU-01: {answers}" in programme
    assert "Named to prepare the return: Post of officer" in programme
    assert f"HOU-01: {answers}" in post and "HOU: Named to prepare the return" in post
    other = sign_in("sao").get("/milestones/HOU-02/history").content.decode()
    assert "Named to lead" not in other


def test_many_posts_are_named_and_named_no_more_in_as_many_statements_as_one(world):
    """Preparers of a programme and leads of a row: each naming with its history."""
    posts = [Post(title=f"Officer {number}", kind="officer") for number in range(12)]
    record_all(posts, by=LOADER, at=NOW)
    row, counts = world.milestones["HOU-01"], []
    for named in (posts[:1], posts[1:2], posts[2:], posts[:1]):
        by = world.user("rdl")
        versions = version_of(world.programmes["HOU"].preparers), version_of(row.leads)
        with CaptureQueriesContext(connection) as asked:
            name_preparers(world.programmes["HOU"], named, version=versions[0], by=by, at=NOW)
            name_leads(row, named, accountable=named[0], version=versions[1], by=by, at=NOW)
        counts.append(len(asked))
    assert counts[1] == counts[2] == counts[3] and counts[0] < counts[1], counts
    assert RowLead.history.filter(history_change_reason="No longer named: Officer 7").count() == 1
