"""The facts of the plan's frame: settings, periods, aims, outcomes, contradictions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import IntegerField, Value

from irp.facts import (
    AimFacts,
    ErratumFacts,
    OutcomeFacts,
    PeriodFacts,
    SaidFacts,
    SettingsFacts,
)
from irp.models import Aim, Erratum, Outcome, PlanSettings, ReportingPeriod
from irp.readings.sources import Source
from irp.rules.plan_dates import QuarterConvention


def settings(source: Source) -> SettingsFacts:
    """Return the plan's settings; the agreed starting values where none were set."""
    return settings_facts(next(iter(source.rows(PlanSettings)), None) or PlanSettings())


def settings_facts(row: Any) -> SettingsFacts:
    """Return the facts of the settings' row, or of a row of its history."""
    return SettingsFacts(
        council=row.council,
        demonstration=row.demonstration,
        irp_quarters=QuarterConvention(row.irp_quarters),
        cap_quarters=QuarterConvention(row.cap_quarters),
        intervention_ends_on=row.intervention_ends_on,
        moves_watched=row.moves_watched,
        periods_watched=row.periods_watched,
        narrative_alike_percent=row.narrative_alike_percent,
        forecast_tolerance_days=row.forecast_tolerance_days,
        stale_months=row.stale_months,
        cap_confirmed_on=row.cap_confirmed_on,
        cap_confirmed_by=row.cap_confirmed_by,
    )


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where outcomes stand in the plan, by the keys of their rows."""

    aims: Mapping[int, AimFacts]
    outcomes: Mapping[int, tuple[int, int, str]]  # the aim's number, its own, and its name


PERIOD_COLUMNS = (
    "month",
    "opens_on",
    "return_due_on",
    "sign_off_on",
    "challenge_on",
    "freeze_on",
    "issue_on",
    "tib_on",
    "irb_on",
    "opened_at",
    "frozen_at",
)


def periods(source: Source) -> dict[int, PeriodFacts]:
    """Return the reporting periods by their keys, newest month first."""
    rows = sorted(source.rows(ReportingPeriod), key=lambda row: row.month, reverse=True)
    return {row.id: period_facts(row) for row in rows}


def period_now_open() -> ReportingPeriod | None:
    """Return the row of the period that is open now, None while none is."""
    return ReportingPeriod.objects.open().first()


def period_facts(row: Any) -> PeriodFacts:
    """Return the facts of a period's row, or of a row of its history."""
    return PeriodFacts(**{name: getattr(row, name) for name in PERIOD_COLUMNS})


def shown_period(known: Iterable[PeriodFacts]) -> PeriodFacts | None:
    """Return the newest period that was opened: the one that pages show; None before the first."""
    opened = (period for period in known if period.opened_at)
    return max(opened, key=lambda period: period.month, default=None)


def freezes(source: Source) -> list[datetime]:
    """Return the moments up to the source's at which months were frozen."""
    frozen = (period.frozen_at for period in periods(source).values())
    return [at for at in frozen if at and at <= source.at]


def last_freeze(source: Source) -> datetime | None:
    """Return the newest freeze before the source's moment: of a frozen month the one before it."""
    return max((at for at in freezes(source) if at < source.at), default=None)


def aims(source: Source) -> list[AimFacts]:
    """Return the plan's aims by number."""
    rows = sorted(source.rows(Aim), key=lambda row: row.number)
    return [AimFacts(number=row.number, name=row.name) for row in rows]


def places(source: Source) -> Places:
    """Return where the outcomes stand, in one statement."""
    of_no_aim = Value(None, output_field=IntegerField())
    names = ("id", "number", "name")
    read = source.columns_of([(Aim, (of_no_aim, *names)), (Outcome, ("aim_id", *names))])
    found = {
        key: AimFacts(number=number, name=name) for aim, key, number, name in read if aim is None
    }
    outcomes = {
        key: (found[aim].number, number, name) for aim, key, number, name in read if aim is not None
    }
    return Places(aims=found, outcomes=outcomes)


def outcomes(source: Source) -> list[OutcomeFacts]:
    """Return the IRP's outcomes, by aim and number."""
    aim_of = {row.id: row.number for row in source.rows(Aim)}
    found = [
        OutcomeFacts(aim=aim_of[row.aim_id], number=row.number, name=row.name)
        for row in source.rows(Outcome)
    ]
    return sorted(found, key=lambda outcome: (outcome.aim, outcome.number))


def errata(source: Source) -> list[ErratumFacts]:
    """Return the contradictions between and within the source documents, as they were entered."""
    return [
        ErratumFacts(
            subject=row.subject,
            says=tuple(
                SaidFacts(where=passage["where"], text=passage["text"]) for passage in row.says
            ),
            note=row.note,
        )
        for row in source.rows(Erratum)
    ]
