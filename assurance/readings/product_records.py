"""What a record of the product says on a day: pinned when it becomes evidence, and today's (22)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assurance.words.evidence import RecordKind
from irp.readings import Source
from irp.rules.date_spans import printed_day, printed_month
from irp.rules.financial_years import year_words
from irp.rules.measuring import Measured
from irp.rules.money import printed_pounds
from kpis.figures import indicator_line
from kpis.readings import indicator
from programmes.facts import Position
from programmes.figures.positions import one_by_one
from programmes.models import (
    ChangeRequest,
    ChangeRow,
    Milestone,
    Risk,
    Saving,
    SavingAmounts,
)
from programmes.models.risks import scores_of
from programmes.readings.positions import COLUMNS, positions_of
from programmes.rules.delivery import known_delivery, milestone_status
from programmes.rules.raid import band
from programmes.rules.withheld import OUTSIDER
from programmes.words import ChangeState

Record = tuple[RecordKind, str]  # which kind, and its reference


@dataclass(frozen=True, kw_only=True)
class RecordValue:
    """A record as everybody who reads the plan sees it: nothing that is not signed (Rule 15)."""

    title: str
    value: str


def record_value(
    source: Source, kind: RecordKind, ref: str, *, measured: Measured
) -> RecordValue | None:
    """Return what a record says, None where there is none of that reference then."""
    return record_values(source, [(kind, ref)], measured=measured).get((kind, ref))


def record_values(
    source: Source, records: Iterable[Record], *, measured: Measured
) -> dict[Record, RecordValue]:
    """Return what records say, those that are there then; milestones in one read for any number."""
    wanted = list(dict.fromkeys(records))
    milestones = [ref for kind, ref in wanted if kind is RecordKind.MILESTONE]
    told = _milestones(source, milestones, measured) if milestones else {}
    found = {(RecordKind.MILESTONE, ref): value for ref, value in told.items()}
    for kind, ref in wanted:
        value = _READ[kind](source, ref, measured) if kind in _READ else None
        if value is not None:
            found[kind, ref] = value
    return found


def _milestones(source: Source, refs: Sequence[str], measured: Measured) -> dict[str, RecordValue]:
    rows = source.columns(Milestone, *COLUMNS, "title", "programme__ref", ref__in=refs)
    in_force = [row for row in rows if row[5] is None or measured.on < row[5]]
    programmes = {row[2]: row[-1] for row in rows}
    slim = [row[:-2] for row in in_force]
    alike = positions_of(source, slim, programmes=programmes, reader=OUTSIDER) if slim else []
    known = {milestone.ref: milestone for milestone in one_by_one(alike)}
    return {row[1]: _milestone(row[-2], known.get(row[1]), measured) for row in rows}


def _milestone(title: str, position: Position | None, measured: Measured) -> RecordValue:
    if position is None:
        return RecordValue(title=title, value="Not in force")
    status = milestone_status(
        kind=position.kind,
        latest=position.baseline_latest,
        delivery=known_delivery(
            delivery=position.delivery, actual_on=position.actual_on, measured=measured
        ),
        measured=measured,
    )
    parts = [status.label]
    if position.actual_on:
        parts.append(f"completed {printed_day(position.actual_on)}")
    if position.month:
        parts.append(f"as reported for {printed_month(position.month)}")
    return RecordValue(title=title, value=", ".join(parts))


def _kpi(source: Source, ref: str, measured: Measured) -> RecordValue | None:
    facts = indicator(source, ref)
    if facts is None:
        return None
    line = indicator_line(facts, measured=measured)
    month = f" for {printed_month(line.latest.month)}" if line.latest else ""
    return RecordValue(title=line.name, value=f"{line.printed}{month}")


def _decision(source: Source, ref: str, _: Measured) -> RecordValue | None:
    rows = source.columns(ChangeRequest, "id", "state", "reason", ref=ref)
    if not rows:
        return None
    ((key, state, reason),) = rows
    count = ChangeRow.objects.filter(request=key).count()
    words = f"{ChangeState(state).label}, {count} row{'' if count == 1 else 's'}"
    return RecordValue(title=" ".join(reason.split())[:300], value=words)


def _saving(source: Source, ref: str, _: Measured) -> RecordValue | None:
    rows = source.columns(Saving, "id", "title", ref=ref)
    if not rows:
        return None
    ((key, title),) = rows
    known = SavingAmounts.objects.filter(saving=key, at__lte=source.at)
    newest = known.select_related("period").order_by("-year", "-pk").first()
    if newest is None:
        return RecordValue(title=title, value="No amounts entered")
    value = (
        f"{printed_pounds(newest.delivered)} delivered in {year_words(newest.year)}, "
        f"as entered for {printed_month(newest.period.month)}"
    )
    return RecordValue(title=title, value=value)


def _risk(source: Source, ref: str, _: Measured) -> RecordValue | None:
    rows = source.rows(Risk, ref=ref)
    if not rows:
        return None
    current = scores_of(rows[0]).current
    told = band(current)
    value = f"{told.label} {current}" if told else "Not scored"
    return RecordValue(title=rows[0].title, value=value)


_READ: dict[RecordKind, Callable[[Source, str, Measured], RecordValue | None]] = {
    RecordKind.KPI: _kpi,
    RecordKind.DECISION: _decision,
    RecordKind.SAVING: _saving,
    RecordKind.RISK: _risk,
}
