"""Delivery as the snapshot keeps it: programmes, their milestones and returns."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from django.db.models import Max, OuterRef, Subquery

from irp.models import ReportingPeriod
from irp.rules.calendar import london_day
from packs.snapshot.rows import grouped, who
from programmes.models import (
    Baseline,
    Milestone,
    MilestoneReport,
    Programme,
    Return,
    ReturnStep,
    Workstream,
)
from programmes.readings.signing import ratings_now, signatures_in_force
from programmes.words import TEXTS, ReturnState

TREND_PERIODS = 6


def programmes(period: ReportingPeriod, *, at: datetime) -> list[dict[str, Any]]:
    """Return every programme with its milestones, this month's return and the last six ratings."""
    milestones = _milestones(period, on=london_day(at))
    returns = _Returns(period)
    workstreams = grouped(Workstream.objects.all(), "programme_id")
    rows = Programme.objects.select_related("aim", "sao", "rdl", "lead_member")
    return [
        {
            "number": row.number,
            "ref": row.ref,
            "name": row.name,
            "aim": row.aim.number,
            "summary": row.summary,
            "sao": row.sao.title,
            "rdl": row.rdl.title if row.rdl else None,
            "lead_member": row.lead_member.title if row.lead_member else None,
            "workstreams": [stream.name for stream in workstreams[row.pk]],
            "return": returns.now(row.pk),
            "trend": returns.trend(row.pk),
            "last_signed": returns.last_signed(row.pk),
            "milestones": milestones[row.pk],
        }
        for row in rows
    ]


class _Returns:
    """The returns of the last six periods, with what people said in them."""

    def __init__(self, period: ReportingPeriod) -> None:
        self.period = period
        recent = ReportingPeriod.objects.filter(month__lte=period.month, opened_at__isnull=False)
        self.months = sorted(recent.values_list("month", flat=True)[:TREND_PERIODS])
        rows = Return.objects.filter(period__month__in=self.months).select_related("period")
        rows = rows.prefetch_related("steps", "ratings", "signatures__post")
        self.rows = {(row.programme_id, row.period.month): row for row in rows}
        signed = Return.objects.received().filter(period__month__lte=period.month)
        self.signed = dict(
            signed.order_by().values_list("programme").annotate(month=Max("period__month"))
        )

    def now(self, programme: int) -> dict[str, Any]:
        """Return this month's return; its words only where an SAO has signed it (Rule 16)."""
        row = self.rows.get((programme, self.period.month))
        if row is None:
            opened = self.period.opened_at.isoformat() if self.period.opened_at else None
            held = {"state": "not_reported", "held_by": "RDL", "held_since": opened}
            return {**held, **dict.fromkeys(TEXTS, ""), "ratings": {}, "steps": [],
                    "signatures": [], "received": False}  # fmt: skip
        received = ReturnState(row.state).is_received
        said = {name: getattr(row, name) if received else "" for name in TEXTS}
        return {
            "state": row.state,
            "received": received,
            **self._held(row),
            **said,
            "ratings": self._voices(row),
            "steps": [_step(step) for step in row.steps.all()],
            "signatures": [
                {**who(one), "post": one.post.title, "sha256": one.sha256}
                for one in (signatures_in_force(row) if received else [])
            ],
        }

    def trend(self, programme: int) -> list[dict[str, Any]]:
        """Return each period's ratings by voice, oldest first; unreceived says so (Rule 6)."""
        points = []
        for month in self.months:
            row = self.rows.get((programme, month))
            voices = self._voices(row) if row else {}
            points.append(
                {
                    "month": month.isoformat(),
                    "received": bool(row and ReturnState(row.state).is_received),
                    **{voice: said["rating"] for voice, said in voices.items()},
                }
            )
        return points

    def last_signed(self, programme: int) -> str | None:
        """Return the month of the newest signed return."""
        month = self.signed.get(programme)
        return month.isoformat() if month else None

    def _voices(self, row: Return) -> dict[str, dict[str, str]]:
        """Return the rating of each voice that stands (Rule 6)."""
        return {
            voice.value: {"rating": one.rating, "reason": one.reason, **who(one)}
            for voice, one in ratings_now(row).items()
        }

    def _held(self, row: Return) -> dict[str, Any]:
        """Return who had to act next and since when, before any freeze took it away."""
        state, since = row.state, row.state_since or self.period.opened_at
        if state == ReturnState.NOT_REPORTED:
            # A step from a state to itself (edited while being checked) moved nothing on.
            steps = [step for step in row.steps.all() if step.from_state != step.to_state]
            state = steps[-1].from_state if steps else ReturnState.NOT_STARTED
            since = steps[-2].at if len(steps) > 1 else self.period.opened_at
        return {
            "held_by": ReturnState(state).holder,
            "held_since": since.isoformat() if since else None,
        }


def _milestones(period: ReportingPeriod, *, on: date) -> dict[int, list[dict[str, Any]]]:
    newest = (
        MilestoneReport.objects.received()
        .filter(milestone=OuterRef("pk"), period__month__lte=period.month)
        .order_by("-period__month")
        .values("pk")[:1]
    )
    rows = list(
        Milestone.objects.in_force(on=on)
        .select_related("workstream", "own_sao", "own_lead_member")
        .annotate(newest_id=Subquery(newest))
    )
    reports = MilestoneReport.objects.filter(pk__in=[row.newest_id for row in rows]).select_related(
        "period"
    )
    report_of = {report.pk: report for report in reports}
    baselines = grouped(Baseline.objects.all(), "milestone_id")
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        held_to = baselines[row.pk]
        found[row.programme_id].append(
            {
                "ref": row.ref,
                "title": row.title,
                "kind": row.kind,
                "workstream": row.workstream.name if row.workstream else None,
                "sao": row.own_sao.title if row.own_sao else None,
                "lead_member": row.own_lead_member.title if row.own_lead_member else None,
                "note": row.note,
                "erratum": row.erratum,
                "b0": _baseline(held_to[0]) if held_to else None,
                "baseline": _baseline(held_to[-1]) if held_to else None,
                "report": _report(report_of.get(row.newest_id)),
            }
        )
    return found


def _baseline(row: Baseline) -> dict[str, Any]:
    dates = {"start": row.start.as_json(), "end": row.end.as_json()}
    return {"number": row.number, **dates, "reason": row.reason}


def _report(row: MilestoneReport | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "month": row.period.month.isoformat(),
        "delivery": row.delivery,
        "forecast": row.forecast.as_json(),
        "actual_on": row.actual_on.isoformat() if row.actual_on else None,
        "narrative": row.narrative,
        "reason": row.reason,
        "no_change": row.no_change,
    }


def _step(step: ReturnStep) -> dict[str, Any]:
    states = {"from_state": step.from_state, "to_state": step.to_state}
    return {**states, "reason": step.reason, "back_by": step.back_by, **who(step)}
