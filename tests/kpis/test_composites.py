"""Composites: members counted, n and those left out shown; none within another (Rule 27)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from irp.actions import Faulty, Refused
from irp.history import enact, record
from irp.models import Conflict
from irp.readings import Now
from irp.rules.measuring import Measured
from kpis.actions import NewTarget, compose, record_reading, set_target
from kpis.models import Composition, CompositionMember, Indicator
from kpis.presenters import indicator_sheet
from kpis.readings import compositions
from kpis.rules import counts_as, member_faults
from kpis.words import Counted, Figure, KpiStatus, LeftOut, Polarity, Yardstick
from tests.world import LOADED_AT, LOADER, NOW


@pytest.fixture
def five(indicators):
    """Return five indicators by reference: two of the council's and three more."""
    aim = indicators["percent"].aim
    for number in (3, 4, 5):
        record(
            Indicator(ref=f"KPI-3-{number:02}", aim=aim, number=number, name=f"N{number}",
                      unit="percent", polarity="higher"),
            by=LOADER, at=LOADED_AT,
        )  # fmt: skip
    return {row.ref: row for row in Indicator.objects.all()}


def make(world, five, of, *members, by="cpmo", seen=0, counts=Counted.ON_TARGET, at=NOW):
    with transaction.atomic():
        return compose(
            five[f"KPI-3-0{of}"], [five[f"KPI-3-0{number}"] for number in members], counts=counts,
            reason="Agreed", by=world.user(by), at=at, seen=seen,
        )  # fmt: skip


def read(world, row, values):
    for month, value in values:
        record_reading(
            row, month=date(2026, month, 1), value=Decimal(value), figure=Figure.REVISED, note="",
            by=world.user("cpmo"), at=NOW,
        )  # fmt: skip


def compare(world, row, kind, value, **given):
    newest = row.targets.order_by("-pk").first()
    new = NewTarget(kind=kind, value=Decimal(value), from_month=date(2026, 1, 1),
                    decided_by="Cabinet", reason="Agreed", **given)  # fmt: skip
    set_target(row, new, by=world.user("cpmo"), at=NOW, seen=newest.pk if newest else 0)


@pytest.mark.parametrize(
    ("members", "composites", "member_of", "fault"),
    [
        (["B", "C"], [], [], ""),
        ([], [], ["X"], ""),
        (["A", "B"], [], [], "not a member of itself"),
        (["B"], [], [], "at least two"),
        (["B", "C"], ["C"], [], "Leave out C"),
        (["B", "C"], [], ["X"], "A is a member of X"),
    ],
)
def test_rule_27_no_composite_stands_within_another_or_itself(
    members, composites, member_of, fault
):
    found = member_faults("A", members, composites=composites, member_of=member_of)
    assert fault in found and bool(found) is bool(fault)


@pytest.mark.parametrize(
    ("counts", "changes", "found"),
    [
        (Counted.ON_TARGET, {}, True),
        (Counted.ON_TARGET, {"status": KpiStatus.OFF_TARGET}, False),
        (Counted.ON_TARGET, {"status": KpiStatus.WITHIN_TOLERANCE}, False),
        (Counted.ON_TARGET, {"status": None}, LeftOut.NO_TARGET),
        (Counted.ON_TARGET, {"readings": 0}, LeftOut.NO_READING),
        (Counted.ON_TARGET, {"polarity": Polarity.NONE}, LeftOut.NO_POLARITY),
        (Counted.IMPROVING, {}, True),
        (Counted.IMPROVING, {"is_improving": False}, False),
        (Counted.IMPROVING, {"is_improving": None}, LeftOut.FEW_READINGS),
        (Counted.IMPROVING, {"has_baseline": False, "is_improving": None}, LeftOut.NO_BASELINE),
    ],
)
def test_rule_27_a_member_counts_or_is_left_out_with_why(counts, changes, found):
    given = {"status": KpiStatus.ON_TARGET, "is_improving": True, "readings": 3,
             "has_baseline": True, "polarity": Polarity.HIGHER}  # fmt: skip
    assert counts_as(counts, **given | changes) is found


def test_only_the_cpmo_composes(world, five):
    for by in ("sao", "rdl", "officer", "commissioner"):
        with pytest.raises(PermissionDenied):
            make(world, five, 1, 3, 4, by=by)


def test_rule_27_a_circle_is_refused_whichever_comes_first(world, five):
    first = make(world, five, 1, 3, 4)
    for of, members in ((3, (1, 5)), (5, (1, 4)), (3, (4, 5)), (1, (1, 5))):
        with pytest.raises(Faulty):
            make(world, five, of, *members, seen=first.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        version = enact(Composition, by="import", at=NOW, indicator=five["KPI-3-05"], number=1,
                        counts="on_target", reason="x")  # fmt: skip
        itself = five["KPI-3-05"]
        CompositionMember.objects.create(composition=version, composite=itself, member=itself)


def test_4a1_versions_are_kept_and_a_stale_one_is_a_conflict(world, five):
    first = make(world, five, 1, 3, 4)
    with pytest.raises(Conflict):
        make(world, five, 1, 3, 5)
    with pytest.raises(Refused, match="its members already"):
        make(world, five, 1, 4, 3, seen=first.pk)
    ended = make(world, five, 1, seen=first.pk)
    assert ended.number == 2 and compositions(Now(NOW)) == {}
    make(world, five, 3, 4, 5)  # what was a member may be one now


def test_rule_27_a_composite_says_n_and_whom_it_leaves_out_and_takes_no_reading(
    world, five, sign_in
):
    for ref, value in (("KPI-3-03", 95), ("KPI-3-04", 94)):
        read(world, five[ref], [(9, value)])
        compare(world, five[ref], Yardstick.TARGET, 95, tolerance=Decimal(1))
    make(world, five, 1, 3, 4, 5)
    sheet = indicator_sheet(Now(NOW), "KPI-3-01", measured=Measured(NOW.date()), page=None)
    composite = sheet.composite
    assert (composite.met, composite.n, composite.left_out) == (1, 2, 1)
    assert [member.line.status for member in composite.members] == [
        KpiStatus.ON_TARGET, KpiStatus.WITHIN_TOLERANCE, None
    ]  # fmt: skip
    page = " ".join(sign_in("sao").get("/kpis/KPI-3-01").content.decode().split())
    assert "Members on target: 1 of 2 members; 1 left out" in page
    assert "Left out: not read yet" in page
    assert "No readings are recorded of it" in page and "the first reading" not in page
    assert "Of 3 members" in sign_in("sao").get("/kpis").content.decode()
    with pytest.raises(Faulty) as refused:
        read(world, five["KPI-3-01"], [(9, 50)])
    assert list(refused.value.faults) == ["value"]
    assert "KPI-3-01" not in sign_in("cpmo").get("/kpis/readings/enter").content.decode()


def test_rule_27_no_reading_lands_on_a_composite_that_was_made_meanwhile(world, five):
    """It was made a moment after the reading was begun, and before it landed."""
    make(world, five, 1, 3, 4, at=NOW + timedelta(seconds=1))
    with pytest.raises(Faulty, match="worked out from its members"):
        read(world, five["KPI-3-01"], [(9, 80)])


def test_rule_27_improving_members_are_counted_over_two_periods(world, five):
    for ref, values in (("KPI-3-03", (1, 2, 3)), ("KPI-3-04", (1, 2, 2)), ("KPI-3-05", (1, 2))):
        read(world, five[ref], [(month, value) for month, value in enumerate(values, start=7)])
        compare(world, five[ref], Yardstick.BASELINE, 1)
    make(world, five, 1, 3, 4, 5, counts=Counted.IMPROVING)
    sheet = indicator_sheet(Now(NOW), "KPI-3-01", measured=Measured(NOW.date()), page=None)
    composite = sheet.composite
    assert composite.printed == "1 of 2 members; 1 left out"


def test_the_form_sets_the_members_and_shows_them_again(five, sign_in):
    client = sign_in("cpmo")
    keys = [five[ref].pk for ref in ("KPI-3-03", "KPI-3-04")]
    sent = {"counts": "on_target", "members": keys, "reason": "Agreed", "version": "0"}
    assert client.post("/kpis/KPI-3-01/members", sent).status_code == 302
    page = client.get("/kpis/KPI-3-01/members").content.decode()
    assert page.count("checked") == 3  # what is counted, and two members
    own = sent | {"members": [five["KPI-3-01"].pk]}
    assert client.post("/kpis/KPI-3-01/members", own).status_code == 422
    assert client.post("/kpis/KPI-3-01/members", sent | {"members": keys[:1]}).status_code == 409
