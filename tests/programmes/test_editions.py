"""Rule 18b: an edition takes effect whole or not at all, and is read back as it was."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from irp.actions import Refused
from irp.history import enact
from irp.readings import AsAt, Now
from irp.rules.measuring import Measured
from programmes.figures.editions import side_by_side
from programmes.models import Baseline, Descent, EditionRow, Milestone, PlanEdition
from programmes.readings.editions import editions
from programmes.readings.positions import positions
from programmes.rules.withheld import Reader
from programmes.words import Fate
from tests.programmes.renewal import APPROVAL, FILE, HEADS, mark, renew
from tests.programmes.steps import later
from tests.statements import Counter
from tests.test_permission_matrix import ask_changes
from tests.world import LOADED_AT, LOADER, NOW

pytestmark = pytest.mark.django_db


def test_rule_18b_every_fate_takes_effect_at_once(world):
    edition = renew(world)
    assert (edition.number, edition.by_name) == (2, "Person cpmo")
    fates = EditionRow.objects.values_list("milestone__ref", "fate")
    assert list(fates) == [
        ("HOU-01", "carried"), ("HOU-02", "carried"), ("HOU-03", "new_dates"),
        ("JOB-01", "carried"), ("JOB-02", "replaced"), ("JOB-03", "dropped"), ("JOB-04", "new"),
        ("JOB-05", "new"),
    ]  # fmt: skip
    moved = Baseline.objects.get(milestone__ref="HOU-03", number=1)
    assert (moved.end.raw, moved.start.raw, moved.edition) == ("Mar 2027", "Mar 2026", edition)
    first = Baseline.objects.get(milestone__ref="JOB-04")
    assert (first.number, first.end.raw, first.edition, first.change) == (
        0, "Jun 2027", edition, None,
    )  # fmt: skip
    assert Milestone.objects.get(ref="JOB-05").kind == "tbc"
    gone = Milestone.objects.filter(retired_on=NOW.date()).order_by("ref")
    assert [row.ref for row in gone] == ["JOB-02", "JOB-03"]
    assert gone[1].history.first().history_change_reason == "No longer needed"
    pairs = Descent.objects.values_list("parent__ref", "child__ref", "edition__number")
    assert list(pairs) == [("JOB-02", "JOB-04", 2), ("JOB-02", "JOB-05", 2)]


def test_rule_18b_the_record_gives_both_editions_now_and_as_at_before(world):
    enact(PlanEdition, by=LOADER, at=LOADED_AT, number=1, name="Plan of March 2024")
    renew(world)
    facts = editions(Now(later(1)))
    replaced = next(fate for fate in facts.fates if fate.fate is Fate.REPLACED)
    assert (replaced.milestone, replaced.heirs) == ("JOB-02", ("JOB-04", "JOB-05"))
    assert {row.edition for row in facts.rows} == {1, 2}
    assert editions(AsAt(later(1))) == facts
    found = positions(Now(later(1)), on=NOW.date(), reader=Reader(is_cpmo=True))
    sides = side_by_side(facts, found, measured=Measured(NOW.date()))
    assert sides.words == (
        "Original plan, 6: 0 done (0 late), 4 carried, 1 replaced, 1 dropped; 0 still late against "
        "original dates, 0 dropped while late. Current plan: 6 open"
    )
    before = editions(AsAt(NOW - timedelta(hours=1)))
    assert [edition.number for edition in before.editions] == [1] and not before.is_renewed


def test_rule_10_a_date_to_be_confirmed_is_dated_by_an_edition(world):
    renew(world)
    file = f"{HEADS}\n" + "".join(
        f"{ref},,,,{fate}\n" for ref, fate in (
            ("HOU-01", "carried,,,"), ("HOU-02", "carried,,,"), ("HOU-03", "carried,,,"),
            ("JOB-01", "carried,,,"), ("JOB-04", "carried,,,"), ("JOB-05", "new dates,Q3 2027,,"),
        )
    )  # fmt: skip
    assert renew(world, file, at=later(2)).number == 3
    row = Milestone.objects.get(ref="JOB-05")
    assert (row.kind, row.baselines.last().number) == ("dated", 1)


@pytest.mark.parametrize("by", ["sao", "rdl", "commissioner", "administrator", "nobody"])
def test_only_cpmo_renews_the_plan(world, by):
    with pytest.raises(PermissionDenied):
        renew(world, by=by)
    assert not PlanEdition.objects.exists()


def test_rule_18b_a_fault_leaves_nothing_behind(world):
    with pytest.raises(Refused, match="Say what becomes of HOU-02"):
        renew(world, FILE.replace("HOU-02,,,,carried,,,\n", ""))
    assert not PlanEdition.objects.exists()
    assert not Milestone.objects.exclude(retired_on=None).exists()


def test_rule_18b_a_plan_that_has_changed_since_the_preview_is_previewed_again(world):
    seen = mark()
    renew(world, FILE.replace("carried", "Carried with its dates"))
    file = FILE.replace("JOB-02,,,,replaced,,\"NEW-1, NEW-2\",\n", "").replace(
        "JOB-03,,,,dropped,,,No longer needed\n", "JOB-04,,,,carried,,,\nJOB-05,,,,carried,,,\n"
    ).replace("new dates,Mar 2027", "carried,")  # fmt: skip
    with pytest.raises(Refused, match="changed since the preview"):
        renew(world, file, seen=seen, at=later(1))
    assert PlanEdition.objects.count() == 1


def test_a_row_that_an_open_request_moves_is_carried_or_waits(world):
    ask_changes(world)
    with pytest.raises(Refused, match="Decide or withdraw HOU-CR-01"):
        renew(world, FILE.replace("HOU-01,,,,carried,", "HOU-01,,,,new dates,May 2027"))
    assert renew(world).number == 2


def test_a_decision_to_come_is_refused(world):
    tomorrow = NOW.date() + timedelta(days=1)
    with pytest.raises(Refused, match="not in the future"):
        renew(world, approval=APPROVAL.__class__(**vars(APPROVAL) | {"approved_on": tomorrow}))


@pytest.mark.parametrize("missing", [{"minute": ""}, {"approver": ""}, {"approved_on": None}])
def test_the_database_asks_a_later_edition_for_its_approval(world, missing):
    cited = {"approver": "Cabinet", "approved_on": NOW.date(), "minute": "4"}
    with pytest.raises(IntegrityError), transaction.atomic():
        enact(PlanEdition, by=LOADER, at=NOW, number=2, name="Plan", **cited | missing)


def test_rule_18b_many_rows_are_renewed_in_as_many_statements_as_few(world):
    """New rows of several programmes too: their numbers are asked for at once."""
    taken = []
    for count in (2, 12):
        rows = [f"NEW-{n},{('HOU', 'JOB')[n % 2]},Row {n},,new,Jun 2027,," for n in range(3, count)]
        text = FILE + "".join(f"{row}\n" for row in rows)
        seen = mark(text)
        with transaction.atomic():
            with connection.execute_wrapper(counter := Counter()):
                renew(world, text, seen=seen)
            transaction.set_rollback(True)
        taken.append(counter.asked)
    assert taken[0] == taken[1]
