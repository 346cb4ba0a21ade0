"""A month of the small council in which every figure has a number of its own, frozen."""

from datetime import date, timedelta
from decimal import Decimal

from assurance.words import Judgement, Speaker
from assurance.words.cells import Said
from irp.history import act, record, write_acts
from irp.models import Aim
from kpis.actions import NewTarget, record_reading, set_target
from kpis.models import Indicator
from kpis.words import Figure, Yardstick
from programmes.actions import save_return, sign_return, submit_return
from programmes.models import Baseline, Milestone
from programmes.words import Delivery, Rating
from tests.assurance import shelf
from tests.dashboards import months
from tests.programmes import saving_steps
from tests.world import LOADED_AT, LOADER, NOW, when

DATES = {
    "HOU-04": "Jun 2026", "HOU-05": "Sep 2026", "HOU-06": "May 2026", "HOU-07": "Jan 2028",
    "JOB-04": "Mar 2026", "JOB-05": "TBC",
}  # fmt: skip
READINGS = ((96, 95), (93, 95), (80, 95), (70, 95), (None, 95), (50, None))  # value and target
AFTER_FREEZE = NOW + timedelta(hours=1, minutes=5)


def add_row(world, ref, end):
    """Add a milestone to the plan with its original date."""
    made = Milestone(
        ref=ref, programme=world.programmes[ref[:3]], number=int(ref[-2:]), title=f"Activity {ref}",
        kind="tbc" if end == "TBC" else "dated",
    )  # fmt: skip
    world.milestones[ref] = record(made, by=LOADER, at=LOADED_AT)
    first = act(Baseline, by=LOADER, at=LOADED_AT, milestone=made, number=0)
    first.end = when(end)
    write_acts([first])


def sign_housing(world):
    """Report housing, two rows Red and one completed late, and let its SAO sign it as Red."""
    for ref in ("HOU-01", "HOU-02", "HOU-03", "HOU-07"):
        world.report(ref)
    for ref in ("HOU-04", "HOU-05"):
        world.report(ref, delivery=Delivery.RED, reason="The builder left.")
    world.report("HOU-06", delivery=Delivery.COMPLETE, actual_on=date(2026, 10, 2), reason="Late.")
    texts = {"progress": "It moved on.", "next_steps": "Go on.", "path_to_green": "Hire another.",
             "help_needed": ""}  # fmt: skip
    ret = world.ret("HOU")
    ret = save_return(ret, texts, version=ret.version, by=world.user("rdl"), at=NOW)
    ret = submit_return(ret, by=world.user("rdl"), at=NOW)
    sign_return(ret, post=world.posts["sao"], rating=Rating.RED, reason="Two are late.",
                by=world.user("sao"), at=NOW)  # fmt: skip


def measure(world):
    """Add indicators: on target, within its tolerance, two off target, two that are not judged."""
    by, aim = world.user("cpmo"), Aim.objects.get()
    for number, (value, target) in enumerate(READINGS, start=1):
        indicator = Indicator(ref=f"KPI-3-{number:02}", aim=aim, number=number,
                              name=f"Measure {number}", unit="percent", polarity="higher",
                              source_document="IRP")  # fmt: skip
        record(indicator, by=LOADER, at=LOADED_AT)
        if target:
            new = NewTarget(
                kind=Yardstick.TARGET, value=Decimal(target), from_month=date(2026, 4, 1),
                decided_by="Cabinet", reason="Agreed", tolerance=Decimal(3),
            )  # fmt: skip
            set_target(indicator, new, by=by, at=NOW, seen=0)
        if value:
            record_reading(indicator, month=date(2026, 9, 1), value=Decimal(value), by=by, at=NOW,
                           figure=Figure.REVISED, note="")  # fmt: skip


def read_better(world, *, at):
    """Record a reading of the worst indicator that reaches its target."""
    indicator = Indicator.objects.get(ref="KPI-3-04")
    record_reading(indicator, month=date(2026, 10, 1), value=Decimal(99), figure=Figure.REVISED,
                   note="", by=world.user("cpmo"), at=at)  # fmt: skip


def save_money(world):
    """Promise two savings, deliver and validate a part of one."""
    first = saving_steps.save(world, target=5_000_000)
    saving_steps.save(world, "Fewer buildings", target=2_000_000)
    saving_steps.enter(world, first, 3_000_000, forecast=Decimal(4_500_000))
    saving_steps.validate(world, first, 1_250_000)


def judge(world):
    """Judge four of 13 requirements, three of which have a date passed, and declare a test met.

    The council’s assessment of one is newer than the commissioners’.
    """
    rows = shelf.outcomes(2)
    for row in rows[:2]:
        shelf.add_gate(row, "Q3 2026")
    for row in rows[1:3]:  # one of which has a date passed too
        shelf.add_gate(row, "Q2 2027")
    shelf.judge(world, Judgement.NOT_MET)
    for speaker in (Speaker.CPMO, Speaker.COUNCIL):
        shelf.judge(world, Judgement.MET, speaker=speaker)
    shelf.judge(world, Judgement.NOT_MET, row=rows[0])
    later = NOW + timedelta(minutes=5)
    shelf.judge(world, Judgement.MET, row=rows[0], speaker=Speaker.COUNCIL, at=later)
    shelf.met_by_all(world, rows[6:8])
    shelf.agreed(world, Said.MET, outcome=10)


def make(world):
    """Let the month be lived through, and freeze it; give its snapshot."""
    for ref, end in DATES.items():
        add_row(world, ref, end)
    sign_housing(world)
    measure(world)
    save_money(world)
    judge(world)
    return months.freeze(world)
