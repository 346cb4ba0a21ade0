"""What schema 8 brought: what was said around the requirements, as history held it at a freeze."""

import gzip
from datetime import date, timedelta
from pathlib import Path

import pytest

from assurance.actions.amendments import Agreed, agree_date
from assurance.actions.narrative import answer_question, record_power
from assurance.actions.sustained import set_sustained
from assurance.readings.narrative import published_reports
from assurance.words import Speaker
from assurance.words.concerns import Trend
from assurance.words.evidence import Cadence
from assurance.words.narrative import Answer, Power
from assurance.words.recommendations import Opinion, Progress, Viewer
from assurance.words.reports import ReportStep
from assurance.words.requests import RequestAct
from irp.history import record
from irp.readings import AsAt
from packs import snapshot
from tests.assurance import auditors, evidence_steps, link_steps, request_steps, shelf
from tests.dashboards import months
from tests.world import LOADER, NOW, when

pytestmark = pytest.mark.django_db

AFTER = NOW + timedelta(hours=4)  # the freeze
GOLDEN = Path(__file__).parent / "golden"


def stored_and_then(frozen):
    stored = snapshot.opened(frozen.body).plan
    return stored, snapshot.frozen_plan(AsAt(frozen.period.frozen_at), month=frozen.period.month)


def everything_said(world, *, at=NOW):
    """Let people say one thing of each kind around the requirements."""
    action = auditors.recommend(world, due="Sep 2026")
    auditors.extend(world, action, "31 Dec 2026")
    auditors.report(world, action, Progress.DONE)
    auditors.look(world, action.recommendation, Viewer.INTERNAL_AUDIT, Opinion.NOT_IMPLEMENTED)
    row = request_steps.ask(world)
    request_steps.take(world, row, RequestAct.ANSWERED, by="sao")
    shelf.respond(world, shelf.a_concern(world), Trend.BETTER)
    answer_question(
        shelf.a_question(), speaker=Speaker.CPMO, answer=Answer.IN_PART, narrative="Most do.",
        evidence_cited="Survey", version=0, by=world.user("cpmo"), at=at,
    )  # fmt: skip
    record_power(
        kind=Power.USED, title="Appointments", reason="A director left.", done_on=date(2026, 10, 2),
        version=0, by=world.user("commissioner"), at=at,
    )  # fmt: skip
    (link,) = link_steps.propose(world, "HOU-01")
    link_steps.confirm(world, link)
    set_sustained(
        world.requirement, periods=12, cadence=Cadence.MONTH, directorates=(), reason="A year.",
        version=0, by=world.user("commissioner"), at=at,
    )  # fmt: skip
    evidence_steps.add(world)
    return action, row


def test_what_was_said_around_requirements_is_what_history_holds(world):
    """DESIGN 2a: stored facts and `AsAt(frozen_at)` are equal, whatever is said later."""
    auditors.appoint(world)
    action, row = everything_said(world)
    frozen = months.freeze(world)
    months.open_november(world)
    auditors.look(world, action.recommendation, Viewer.AUDITOR, Opinion.IMPLEMENTED, at=AFTER)
    request_steps.take(world, row, RequestAct.ACCEPTED, at=AFTER)
    post = world.posts["sao"]
    post.title = "Renamed later"
    record(post, by=LOADER, at=AFTER)
    stored, then = stored_and_then(frozen)
    assert stored == then
    assurance = stored.assurance
    (recommendation,) = assurance.recommendations
    (action_facts,) = recommendation.actions
    assert [view.viewer for view in recommendation.views] == [Viewer.INTERNAL_AUDIT]
    assert (action_facts.owner, action_facts.reports[-1].progress) == ("Post of sao", Progress.DONE)
    assert [extension.due.raw for extension in action_facts.extensions] == ["31 Dec 2026"]
    (request,) = assurance.requests
    assert (request.owner, [step.what for step in request.steps]) == ("Post of sao", ["answered"])
    assert request.by_name == "Person commissioner" and request.due_on == date(2026, 11, 20)
    assert [(response.ref, response.trend, response.owner) for response in assurance.responses] == [
        ("PO8-C1", "better", "Post of sao")
    ]
    assert [(answer.question, answer.answer) for answer in assurance.answers] == [(1, "in_part")]
    assert [(power.title, power.kind) for power in assurance.powers] == [("Appointments", "used")]
    assert [(link.ref, link.state) for link in assurance.links] == [("HOU-01", "confirmed")]
    assert [asked.requirement for asked in assurance.sustained] == ["PO8-T1-1"]
    assert [piece.directorates for piece in stored.evidence] == [("City Housing",)]
    assert assurance.reports == assurance.amendments == ()


def test_rule_24c_a_report_enters_with_its_publication_only(world):
    """A commissioners' draft is in no snapshot (Rule 23); a published report is, with its steps."""
    period = months.freeze(world).period
    row = shelf.a_report(world, period, words="A draft of theirs.", at=AFTER)
    months.open_november(world)
    steps = (ReportStep.AGREED, ReportStep.SENT, ReportStep.PUBLISHED)
    for hours, step in enumerate(steps, start=5):
        moment = NOW + timedelta(hours=hours)
        assert published_reports(AsAt(moment)) == ()
        shelf.report_step(world, row, step, at=moment)
    (report,) = published_reports(AsAt(NOW + timedelta(hours=8)))
    assert (report.month, report.words) == (date(2026, 10, 1), "A draft of theirs.")
    assert [report_step.step for report_step in report.steps] == list(steps)
    plan = snapshot.read_frozen(world.period, at=NOW + timedelta(hours=6))
    assert "A draft of theirs." not in snapshot.body_of(plan)


def test_rule_18_amendments_are_kept_with_who_agreed(world):
    gate = shelf.add_gate(world.requirement, "To be agreed")
    agreement = Agreed(agreed_by="Commissioners, 3 Nov", reason="Agreed.",
                       by=world.user("commissioner"), at=NOW)  # fmt: skip
    agree_date(gate, when("31 Mar 2027"), version=gate.version, agreement=agreement)
    stored, then = stored_and_then(months.freeze(world))
    assert stored == then
    (row,) = stored.assurance.amendments
    assert (row.ref, row.requirement, row.agreed_by) == ("A-01", "PO8-T1-1", "Commissioners, 3 Nov")
    assert "31 Mar 2027" in row.becomes


def test_an_older_body_says_that_it_kept_nothing_of_them():
    body = gzip.decompress((GOLDEN / "schema-7.json.gz").read_bytes()).decode()
    plan = snapshot.opened(body).plan
    assert plan.assurance is None and "assurance" in plan.not_kept
