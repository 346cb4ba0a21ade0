"""The month of the small council, step by step, for tests of acts and pages."""

from datetime import date, timedelta

from django.db import transaction

from irp.history import act, enact, record, write_acts
from irp.models import ReportingPeriod
from irp.rules.plan_dates import UNDATED
from programmes.actions import (
    assure_return,
    open_returns,
    rate_return,
    sign_return,
    submit_return,
)
from programmes.actions.completions import set_confirmation
from programmes.actions.milestones import report_change
from programmes.actions.occurrences import OccurrenceReport, report_occurrence
from programmes.models import Baseline, Milestone, Programme, Return
from programmes.words import Delivery, Rating, Turn
from tests.world import LOADED_AT, LOADER, NOW, freeze, when

TEXTS = {"progress": "Onward.", "next_steps": "", "path_to_green": "", "help_needed": ""}


def later(hours: int):
    return NOW + timedelta(hours=hours)


def part_two_sides(world):
    """Let JOB have an SAO of its own and no RDL: the two sides are two people."""
    programme = world.programmes["JOB"]
    programme.sao, programme.rdl = world.posts["other_sao"], None
    record(programme, by=LOADER, at=NOW)
    for ref, row in world.milestones.items():
        row.programme = world.programmes[ref.split("-")[0]]
    return world


def submitted(world, *, at=None) -> Return:
    world.report_all("HOU")
    return submit_return(world.ret("HOU"), by=world.user("rdl"), at=at or later(1))


def past_forecast(world, ref="HOU-01"):
    """Report a row with a forecast that has passed since: saving one that has is refused (9)."""
    return world.report(ref, forecast=when("05/11/2026"), at=later(-6 * 24))


def signed(world, *, at=None, rating=Rating.GREEN, reason="") -> Return:
    if world.ret("HOU").state != "submitted":
        submitted(world)
    return sign_return(
        world.ret("HOU"),
        post=world.posts["sao"],
        rating=rating,
        reason=reason,
        by=world.user("sao"),
        at=at or later(2),
    )


def assured(world, *, by="cpmo", rating=Rating.GREEN, reason="") -> Return:
    ret, reviewer = world.ret("HOU"), world.user(by)
    rate_return(ret, rating=rating, reason=reason, by=reviewer, at=later(3))
    return assure_return(ret, by=reviewer, at=later(3))


def rated(world, *, rating=Rating.GREEN, reason="") -> Return:
    """CPMO has saved its first rating of what the SAO signed."""
    ret = signed(world)
    return rate_return(ret, rating=rating, reason=reason, by=world.user("cpmo"), at=later(3))


def next_period(world, *, month=date(2026, 11, 1), at=None) -> ReportingPeriod:
    """Freeze the open period without a pack, and open the next one."""
    at = at or later(24)
    frozen = ReportingPeriod.objects.get(pk=world.period.pk)
    freeze(frozen, at=at)
    days = {
        name: at.date()
        for name in (
            "opens_on", "return_due_on", "sign_off_on", "challenge_on", "freeze_on", "issue_on",
            "tib_on", "irb_on",
        )
    }  # fmt: skip
    period = record(ReportingPeriod(month=month, opened_at=at, **days), by=LOADER, at=at)
    open_returns(period, by=LOADER, at=at)
    world.period = period
    return period


def own_sao(world, ref="HOU-02", post="other_sao") -> None:
    """Let another SAO answer for a row, and every SAO named in the rows sign (Rule 17)."""
    row = Milestone.objects.get(ref=ref)
    row.own_sao = world.posts[post]
    record(row, by=LOADER, at=NOW)
    programme = world.programmes["HOU"]
    programme.signatories = "all"
    record(programme, by=LOADER, at=NOW)


def more_rows(world, *, rows: int = 3) -> None:
    """Double the plan of HOU: as many rows again, each with its baseline and its report."""
    for number in range(10, 10 + rows):
        row = Milestone(
            ref=f"HOU-{number}",
            programme=world.programmes["HOU"],
            workstream=world.milestones["HOU-01"].workstream,
            number=number,
            title=f"Another activity {number}",
            kind="dated",
            own_sao=world.posts["other_sao"],
        )
        record(row, by=LOADER, at=NOW)
        end = when("Jan 2027")
        enact(
            Baseline,
            by=LOADER,
            at=NOW,
            milestone=row,
            number=0,
            end_raw=end.raw,
            end_precision=end.precision.value,
            end_earliest=end.earliest,
            end_latest=end.latest,
        )
        world.milestones[row.ref] = row
        world.report(row.ref)


def rebaselined(world, ref: str, raw: str, *, at=None) -> Baseline:
    """Give a row its baseline B1, as an approved change does."""
    end = when(raw)
    return enact(
        Baseline,
        by=world.user("cpmo"),
        at=at or NOW,
        milestone=world.milestones[ref],
        number=1,
        reason="Approved by the board.",
        end_raw=end.raw,
        end_precision=end.precision.value,
        end_earliest=end.earliest,
        end_latest=end.latest,
    )


def held(world, ref: str = "HOU-01", delivery=Delivery.PAUSED, raw: str = "Jun 2027"):
    """Report a row as an approved change does: paused, descoped."""
    with transaction.atomic():
        return report_change(
            world.milestones[ref], delivery, forecast=when(raw) if raw else UNDATED, reason="TIB",
            by=world.user("cpmo"), at=NOW,
        )  # fmt: skip


def done_last_month(world, ref: str = "HOU-01") -> ReportingPeriod:
    """Report a row complete, and open the next month: only a decision opens it again."""
    world.report(
        ref, delivery=Delivery.COMPLETE, actual_on=date(2026, 11, 1), reason="Done",
        evidence="Minute 12",
    )  # fmt: skip
    return next_period(world)


def recurring(world, *, start="Apr 2024", end="Monthly", ref="HOU-20") -> Milestone:
    """Add a recurring row: by these words its October occurrence is due on 31 October."""
    programme, _ = ref.split("-")
    row = Milestone(
        ref=ref,
        programme=world.programmes[programme],
        workstream=world.milestones[f"{programme}-01"].workstream,
        number=int(ref[-2:]),
        title="The board meets",
        kind="recurring",
    )
    record(row, by=LOADER, at=LOADED_AT)
    dates = act(Baseline, by=LOADER, at=LOADED_AT, milestone=row, number=0)
    dates.start, dates.end = when(start), when(end)
    write_acts([dates])
    world.milestones[ref] = row
    return row


def met(world, due_on=date(2026, 10, 31), *, by="rdl", at=None, ref="HOU-20", **entered):
    """Report an occurrence as held on its day, or as entered."""
    told = {"turn": Turn.HELD, "done_on": date(2026, 10, 29), "reason": "", "version": 0} | entered
    report = OccurrenceReport(due_on=due_on, month=world.period.month, **told)
    with transaction.atomic():
        return report_occurrence(
            world.milestones[ref], report, by=world.user(by), at=at or later(0)
        )


def to_confirm(world, ref: str = "HOU-01") -> None:
    """Let HOU ask for a second person's confirmation, and report a row complete."""
    programme = Programme.objects.get(ref="HOU")
    by = world.user("cpmo")
    set_confirmation(programme, confirms=True, version=programme.version, by=by, at=later(-2))
    world.milestones[ref] = Milestone.objects.select_related("programme").get(ref=ref)
    world.report(
        ref, delivery=Delivery.COMPLETE, actual_on=date(2026, 10, 30), reason="Done.",
    )  # fmt: skip
