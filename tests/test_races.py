"""Simultaneous saves of one milestone lose nothing, and no return goes in unread (4a.1, Rule 15).

Beside each stands a control: the same without the guard does lose, or does go in.

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

from datetime import date
from decimal import Decimal
from functools import partial
from threading import Barrier

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from assurance.actions.narrative import record_power
from assurance.actions.reports import draft_report, take_report_step
from assurance.words.narrative import Power
from assurance.words.reports import Limb, ReportStep
from irp.actions import Faulty
from irp.history import record
from irp.models import Aim, Conflict, Post, PostHandover, PostHolding, User
from kpis.models import Indicator, Reading, Target
from programmes.actions import submit_return
from programmes.actions.dependencies import add_dependency, end_dependency
from programmes.actions.raid import add_entry, end_entry
from programmes.models import Baseline, ChangeRequest, Dependency, MilestoneReport, Programme
from programmes.readings.signing import report_versions
from programmes.words import DependencyState, EntryState, RaidKind
from tests.assurance import shelf
from tests.programmes.test_points import challenged
from tests.racing import WAIT, together
from tests.world import LOADER, NOW, build, freeze

THREADS = 8
SAVERS, SAVES_EACH = 4, 15
ALL_SAVES = SAVERS * SAVES_EACH


def at_once(save_once) -> None:
    """Run `save_once()` from every saver at the same time, each its number of saves."""

    def save() -> None:
        for _turn in range(SAVES_EACH):
            save_once()

    together(*[save] * SAVERS)


@pytest.fixture
def counted(transactional_db):
    """Return the council with a report whose narrative is a count, at 0."""
    world = build(rows=1)
    world.report("HOU-01", narrative="0")
    return world


@pytest.mark.django_db(transaction=True)
def test_60_simultaneous_saves_of_one_milestone_lose_nothing(counted):
    """Four people save 15 times each and none waits; without the guard about half are lost."""
    world = counted

    def add_one() -> None:
        while True:
            seen = MilestoneReport.objects.get(milestone__ref="HOU-01")
            try:
                world.report("HOU-01", narrative=str(int(seen.narrative) + 1), version=seen.version)
                return
            except Conflict:
                continue

    at_once(add_one)
    report = MilestoneReport.objects.get(milestone__ref="HOU-01")
    assert report.narrative == str(ALL_SAVES)
    assert report.version == ALL_SAVES + 1
    narratives = set(report.history.values_list("narrative", flat=True))
    assert narratives == {str(count) for count in range(ALL_SAVES + 1)}


@pytest.mark.django_db(transaction=True)
def test_control_the_same_saves_without_the_guard_lose_all_but_one_of_each_turn(counted):
    """Each writes after all have read, on a machine however fast: all write the same number."""
    all_have_read = Barrier(SAVERS)

    def add_one() -> None:
        seen = MilestoneReport.objects.get(milestone__ref="HOU-01")
        all_have_read.wait(timeout=WAIT)
        with transaction.atomic():
            MilestoneReport.objects.filter(pk=seen.pk).update(
                narrative=str(int(seen.narrative) + 1)
            )

    at_once(add_one)
    assert MilestoneReport.objects.get(milestone__ref="HOU-01").narrative == str(SAVES_EACH)


ROUNDS = 5


@pytest.fixture
def read(transactional_db):
    """Return the council with a return that is ready, and what of it a person reads."""
    world = build(rows=1)
    world.report_all("HOU")
    change(world)  # who changes something for the first time is noted by a step of its own

    def seen() -> dict:
        ret = world.ret("HOU")
        return {"version": ret.version, "reports": report_versions(ret)}

    return world, seen


def change(world) -> None:
    """Report the row anew, as the CPMO may."""
    report = MilestoneReport.objects.get(milestone__ref="HOU-01")
    world.report("HOU-01", by="cpmo", version=report.version, narrative=f"Word {report.version}.")


@pytest.mark.django_db(transaction=True)
def test_rule_15_no_return_is_left_submitted_that_changed_after_it_was_read(read):
    """Whichever comes first: a change stops the submission, or takes the return back to draft."""
    world, seen = read
    for _round in range(ROUNDS):
        ret, given = world.ret("HOU"), seen() | {"by": world.user("rdl"), "at": NOW}
        submitted, changed = together(
            partial(submit_return, ret, **given), partial(change, world), told=(Conflict,)
        )
        assert not isinstance(changed, Conflict)
        steps = list(ret.steps.values_list("to_state", flat=True))
        assert isinstance(submitted, Conflict) or steps[-2:] == ["submitted", "draft"]
        assert world.ret("HOU").state == "draft"


@pytest.mark.django_db(transaction=True)
def test_control_without_what_was_read_a_changed_return_is_submitted(read):
    world, _seen = read
    change(world)
    assert submit_return(world.ret("HOU"), by=world.user("rdl"), at=NOW).state == "submitted"


@pytest.fixture
def form(transactional_db):
    """Return a signed-in CPMO's client factory, and the address of the form of a reading."""
    world = build(rows=1)
    indicator = Indicator(
        ref="KPI-3-01", aim=Aim.objects.get(), number=1, name="Repairs", unit="number",
        polarity="higher",
    )  # fmt: skip
    record(indicator, by=LOADER, at=NOW)

    def client(who: str = "cpmo") -> Client:
        made = Client()
        made.force_login(world.users[who])
        return made

    return client, "/kpis/KPI-3-01/readings/add"


def sent_together(client, address: str, forms: list[dict[str, str]]) -> list[HttpResponse]:
    """Return what each form was answered, all sent at the same time."""
    clients = [client() for _ in forms]
    sent = zip(clients, forms, strict=True)
    return together(*(partial(own.post, address, form) for own, form in sent))


READING = {"month": "Sep 2026", "figure": "provisional", "note": "", "version": "0"}


@pytest.mark.django_db(transaction=True)
def test_4a1_the_same_form_8_times_at_once_takes_effect_once(form):
    client, address = form
    same = READING | {"value": "12.5", "csrfmiddlewaretoken": "one opening"}
    answers = sent_together(client, address, [same] * THREADS)
    assert [answer.status_code for answer in answers] == [302] * THREADS
    assert Reading.objects.get().value == Decimal("12.5")


@pytest.mark.django_db(transaction=True)
def test_4a1_of_8_competing_readings_one_is_kept_and_each_other_is_told_of_it(form):
    client, address = form
    forms = [
        READING | {"value": str(number), "csrfmiddlewaretoken": f"opening {number}"}
        for number in range(THREADS)
    ]
    answers = sent_together(client, address, forms)
    reading = Reading.objects.get()
    told = [answer for answer in answers if answer.status_code == 409]
    assert len(told) == THREADS - 1
    for answer in told:
        page = answer.content.decode()
        assert f"<dt>Saved now</dt><dd>{reading.value.normalize():f}</dd>" in page
        assert f'name="version" value="{reading.pk}"' in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("reason", ["Late records", ""])
def test_rule_27_of_8_revisions_of_a_figure_one_is_kept_and_each_other_is_shown_it(form, reason):
    """All saw the same figure; without a reason none revises it."""
    client, address = form
    client().post(address, READING | {"value": "12.5", "csrfmiddlewaretoken": "first"})
    first = Reading.objects.get()
    revised = READING | {"figure": "revised", "version": str(first.pk), "reason": reason}
    forms = [
        revised | {"value": str(number), "csrfmiddlewaretoken": f"opening {number}"}
        for number in range(THREADS)
    ]
    answers = sent_together(client, address, forms)
    statuses = sorted(answer.status_code for answer in answers)
    if not reason:
        assert statuses == [422] * THREADS and Reading.objects.get() == first
        return
    assert statuses == [302] + [409] * (THREADS - 1)
    revision = Reading.objects.get(figure="revised")
    assert (revision.reason, Reading.objects.count()) == ("Late records", 2)
    for answer in answers:
        if answer.status_code == 409:
            page = answer.content.decode()
            assert f"<dt>Saved now</dt><dd>{revision.value.normalize():f}</dd>" in page


@pytest.mark.django_db(transaction=True)
def test_4a1_of_8_competing_targets_one_is_set_and_each_other_is_told_of_it(form):
    client, _ = form
    same = {"kind": "target", "from_month": "Apr 2026", "decided_by": "Cabinet", "reason": "Why"}
    forms = [
        same | {"value": str(number), "version": "0", "csrfmiddlewaretoken": f"opening {number}"}
        for number in range(THREADS)
    ]
    answers = sent_together(client, "/kpis/KPI-3-01/targets/add", forms)
    assert sorted(answer.status_code for answer in answers) == [302] + [409] * (THREADS - 1)
    assert Target.objects.get().number == 1


@pytest.mark.django_db(transaction=True)
def test_titles_that_differ_in_capitals_alone_are_one_post_also_at_once(form):
    client, _ = form
    forms = [
        {"title": title, "kind": "rdl", "csrfmiddlewaretoken": title}
        for title in ("Lead of Works", "LEAD OF WORKS", "lead of works", "Lead of works")
    ]
    address = "/administration/posts/add"
    answers = sent_together(lambda: client("administrator"), address, forms)
    assert sorted(answer.status_code for answer in answers) == [302, 422, 422, 422]
    assert Post.objects.filter(title__iexact="lead of works").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_programmes_that_name_a_new_post_at_once_share_it(form):
    client, _ = form
    sent = {"version": "1", "title": "Lead of Works", "confirmed": "1"}

    def send(ref: str):
        entered = sent | {"csrfmiddlewaretoken": ref}
        return partial(client("administrator").post, f"/programmes/{ref}/rdl", entered)

    answers = together(send("HOU"), send("JOB"))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert {programme.rdl.title for programme in Programme.objects.all()} == {"Lead of Works"}


@pytest.mark.django_db(transaction=True)
def test_rule_28_an_action_on_a_risk_and_its_issue_do_not_wait_for_each_other(transactional_db):
    world = build(rows=1)
    housing, given = world.programmes["HOU"], {"by": world.user("cpmo"), "at": NOW}

    for turn in range(ROUNDS):
        risk = add_entry(RaidKind.RISK, housing, {"title": f"Risk {turn}"}, **given)
        about = {"title": f"Action {turn}", "due_on": NOW.date(), "risk": risk}
        ends = {"reason": "It came to pass.", "version": risk.version}
        together(
            partial(add_entry, RaidKind.ACTION, housing, about, **given),
            partial(end_entry, risk, EntryState.HAPPENED, **ends, **given),
        )
        assert risk.actions.count() == risk.issues.count() == 1


@pytest.mark.django_db(transaction=True)
def test_rule_28_of_two_who_close_a_circle_at_once_one_is_told_of_the_circle(transactional_db):
    world = build(rows=1)
    housing, jobs = world.milestones["HOU-01"], world.milestones["JOB-01"]
    entered = {"title": "Trained staff", "give_by": date(2027, 3, 31), "need_by": date(2027, 5, 31)}

    def add(giver, taker) -> str:
        try:
            return add_dependency(giver, taker, entered, by=world.user("cpmo"), at=NOW).ref
        except Faulty as told:
            return str(told.faults)

    for turn in range(ROUNDS):
        told = sorted(together(partial(add, housing, jobs), partial(add, jobs, housing)))
        made = Dependency.objects.filter(state="open").get()
        assert told[0] == made.ref and "HOU-01" in told[1] and "JOB-01" in told[1], turn
        end_dependency(
            made, DependencyState.DROPPED, reason="No longer.", version=made.version,
            by=world.user("cpmo"), at=NOW,
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_rule_31_of_two_handovers_of_a_post_at_once_one_is_kept_and_the_other_told(form):
    client, _ = form
    held = PostHolding.objects.get(post__title="Post of sao")
    comers = User.objects.filter(email__in=["nobody@council.example", "other_sao@council.example"])
    forms = [
        {
            "successor": str(comer.pk),
            "first_day": "1/12/2026",
            "capacity": "permanent",
            "reason": "She has left.",
            "version": "1",
            "csrfmiddlewaretoken": f"opening {comer.pk}",
        }
        for comer in comers
    ]
    address = f"/posts/appointments/{held.pk}/hand-over"
    answers = sent_together(lambda: client("administrator"), address, forms)
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    told = next(answer for answer in answers if answer.status_code == 422)
    done = PostHandover.objects.get()
    assert f"already handed this post over to {done.came.user}" in told.content.decode()
    assert held.post.holdings.count() == 2


@pytest.mark.django_db(transaction=True)
def test_rule_18_of_two_requests_for_one_row_at_once_one_is_made(form):
    client, _ = form
    why = {"new_1": "20 Jan 2027", "reason_code": "money", "reason": "Cut", "version": "0"}
    forms = [why | {"csrfmiddlewaretoken": f"opening {number}"} for number in range(4)]
    there = "/changes/add/HOU/date?rows=HOU-01"
    answers = sent_together(lambda: client("rdl"), there, forms)
    assert sorted(answer.status_code for answer in answers) == [302, 422, 422, 422]
    assert ChangeRequest.objects.get().rows.count() == 1
    for answer in answers:
        if answer.status_code == 422:
            page = " ".join(answer.content.decode().split())
            assert 'HOU-01 is in <a class="govuk-link" href="/changes/HOU-CR-01">HOU-CR-01' in page


@pytest.mark.django_db(transaction=True)
def test_rule_18_other_words_and_a_date_asked_for_at_once_are_both_made(form):
    client, _ = form
    why = {"reason_code": "money", "reason": "Cut", "version": "0"}
    asked = {"date": {"new_1": "20 Jan 2027"}, "wording": {"title_1": "Other words"}}

    def send(number: int, kind: str):
        entered = why | asked[kind] | {"csrfmiddlewaretoken": f"opening {number}"}
        return partial(client("rdl").post, f"/changes/add/HOU/{kind}?rows=HOU-01", entered)

    answers = together(*(send(number, kind) for number, kind in enumerate([*asked, *asked])))
    assert sorted(answer.status_code for answer in answers) == [302, 302, 422, 422]
    assert set(ChangeRequest.objects.values_list("rows__kind", flat=True)) == {"date", "wording"}


@pytest.mark.django_db(transaction=True)
def test_rule_18_of_two_approvers_at_once_one_decides_and_the_other_is_told(form):
    client, _ = form
    why = {"new_1": "20 Jan 2027", "reason_code": "money", "reason": "Cut", "version": "0"}
    client("rdl").post("/changes/add/HOU/date?rows=HOU-01", why)
    client("sao").post("/changes/HOU-CR-01/decide", {"answer": "agree", "version": "1"})
    who = ["cpmo", "cpmo2"] * 2
    turns = iter(who)
    forms = [
        {"answer": answer, "why": "x", "version": "2", "csrfmiddlewaretoken": f"opening {number}"}
        for number, answer in enumerate(("agree", "refuse") * 2)
    ]
    answers = sent_together(lambda: client(next(turns)), "/changes/HOU-CR-01/decide", forms)
    assert sorted(answer.status_code for answer in answers) == [302, 409, 409, 409]
    request = ChangeRequest.objects.get()
    assert request.steps.count() == 3
    made = Baseline.objects.filter(milestone__ref="HOU-01", number=1).count()
    assert made == (request.state == "approved")


def test_4a1_of_8_entries_of_one_row_at_once_one_is_kept_and_each_other_is_told_of_it(form):
    client, _ = form
    same = {"delivery": "not_started", "forecast": "TBC", "version": "0"}
    forms = [
        {f"HOU-01-{name}": words for name, words in (same | {"narrative": f"Words {at}"}).items()}
        | {"csrfmiddlewaretoken": f"opening {at}"}
        for at in range(THREADS)
    ]
    answers = sent_together(lambda: client("rdl"), "/returns/HOU/2026-10/milestones", forms)
    report = MilestoneReport.objects.get()
    assert sorted(answer.status_code for answer in answers) == [302, *[409] * (THREADS - 1)]
    for answer in answers:
        if answer.status_code == 409:
            assert f"<dt>Saved now</dt><dd>{report.narrative}</dd>" in answer.content.decode()
    assert report.version == 1


@pytest.mark.django_db(transaction=True)
def test_4a1_of_8_answers_to_a_challenge_at_once_one_is_kept(transactional_db):
    world = build(rows=1)
    challenge = challenged(world)
    forms = [
        {"version": "0", "words": f"Words {at}", "csrfmiddlewaretoken": f"opening {at}"}
        for at in range(THREADS)
    ]

    def client() -> Client:
        made = Client()
        made.force_login(world.users["rdl"])
        return made

    answers = sent_together(client, f"/points/{challenge.ref}/answered", forms)
    assert sorted(answer.status_code for answer in answers) == [302, *[409] * (THREADS - 1)]
    assert challenge.steps.get().stage == "answered"


@pytest.fixture
def commissioners(transactional_db):
    """Return the council once a month was frozen, and a report to the Secretary of State."""
    world = build(rows=1)
    world.period.refresh_from_db()
    freeze(world.period)
    return world, shelf.a_report(world, world.period)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["power", "report", "step"])
def test_rule_24c_of_two_commissioners_at_once_one_is_recorded_and_the_other_told(
    commissioners, what
):
    world, report = commissioners
    acts = {
        "power": lambda by: record_power(
            kind=Power.DIRECTION, title="Publish", reason="Needed.", done_on=NOW.date(), version=0,
            by=world.user(by), at=NOW,
        ),
        "report": lambda by: draft_report(
            dict.fromkeys(("words", "question_1", "question_2", "question_3"), "It is.")
            | {"pinned": world.period, "limb": Limb.NEITHER, "differs": ""},
            version=1, by=world.user(by), at=NOW,
        ),
        "step": lambda by: take_report_step(
            report, ReportStep.ENDED, words="No.", version=0, by=world.user(by), at=NOW
        ),
    }  # fmt: skip
    told = together(
        *[partial(acts[what], by=by) for by in ("commissioner", "commissioner2")], told=(Conflict,)
    )
    assert sorted(isinstance(answer, Conflict) for answer in told) == [False, True]
