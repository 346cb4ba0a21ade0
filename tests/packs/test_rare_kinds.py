"""A month that says something of each kind of fact of which the demonstration says nothing."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from assurance.actions.narrative import record_power
from assurance.words.gates import Ruling as GateRuling
from assurance.words.narrative import Power
from assurance.words.reports import ReportStep
from irp.history import record
from irp.readings import AsAt
from packs import snapshot
from programmes.actions.change_decisions import decide_change
from programmes.actions.changes import ask_change
from programmes.models import ChangeRequest, Milestone
from programmes.rules.change_rulings import Ruling
from programmes.words import ChangeState
from tests.assurance import shelf
from tests.dashboards import months
from tests.packs.kinds import RARE, assert_same, every_kind, kinds_in
from tests.programmes import renewal, structure
from tests.programmes.asking import WHO, WHY, parts_of
from tests.world import LOADER, NOW

pytestmark = pytest.mark.django_db

SPLIT = renewal.FILE.replace("HOU-01,", "HOU-04,") + "HOU-05,,,,carried,,,\n"
OPEN = ("HOU-02", "HOU-03", "HOU-04", "HOU-05", "JOB-01", "JOB-04", "JOB-05")
AS_IT_IS = "\n".join((renewal.HEADS, *(f"{ref},,,,carried,,," for ref in OPEN)))


def split(world, ref, *, at):
    """Ask for a split of a milestone in two, and let every forum that it needs agree."""
    with transaction.atomic():
        request = ask_change(world.programmes["HOU"], parts_of(ref, "Dec 2026", "Feb 2027"), WHY,
                             by=world.user("rdl"), at=at)  # fmt: skip
    while forum := ChangeState(request.state).forum:
        whole = Ruling(agrees=True, rows=frozenset({1, 2}), met_on=at.date(), minute="4.2",
                       view="IRB agrees", view_on=at.date())  # fmt: skip
        with transaction.atomic():
            decide_change(request, forum, whole, version=request.version,
                          by=world.user(WHO[forum]), at=at)  # fmt: skip
        request = ChangeRequest.objects.get(pk=request.pk)


def report_on(world, period, *, at):
    """Let commissioners draft, agree, send and publish a report on a frozen month."""
    row = shelf.a_report(world, period, at=at)
    for step in (ReportStep.AGREED, ReportStep.SENT, ReportStep.PUBLISHED):
        shelf.report_step(world, row, step, at=at)


def everything_rare(world, period, *, at):
    """Do once what councils and commissioners seldom do."""
    split(world, "HOU-01", at=at)
    for text in (SPLIT, AS_IT_IS):  # what one edition did is read once there is another
        renewal.renew(world, text, at=at)
    structure.begin(world, at=at)
    gate = shelf.add_gate(world.requirement, "Q4 2026")
    shelf.say_of_gate(world, gate, GateRuling.SET_ASIDE, evidence_cited="", at=at)
    record_power(
        kind=Power.USED, title="Appointments", reason="A director left.",
        done_on=date(2026, 10, 2), version=0, by=world.user("commissioner"), at=at,
    )  # fmt: skip
    report_on(world, period, at=at)
    return gate


def test_every_kind_of_fact_is_what_history_holds_whatever_is_done_later(world):
    """DESIGN 2a: stored facts and `AsAt(frozen_at)` are equal, name by name."""
    period = months.freeze(world).period
    months.open_november(world)
    gate = everything_rare(world, period, at=NOW + timedelta(hours=3))
    frozen = shelf.freeze(world, at=NOW + timedelta(hours=4))
    later = NOW + timedelta(hours=5)
    shelf.say_of_gate(world, gate, GateRuling.WITHDRAWN, evidence_cited="", at=later)
    structure.begin(world, ref="ART", name="Arts", at=later)
    row = Milestone.objects.get(ref="HOU-05")
    row.title = "Renamed later"
    record(row, by=LOADER, at=later)
    stored = snapshot.opened(frozen.body).plan
    then = snapshot.frozen_plan(AsAt(frozen.period.frozen_at), month=frozen.period.month)
    assert_same(stored, then)
    assert every_kind() >= RARE and kinds_in(stored) >= RARE
    assert stored.descents and stored.restructurings and stored.editions.fates
