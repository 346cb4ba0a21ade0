"""What a chart of an indicator finds, in a sentence. Pure (PAGES 5)."""

from irp.rules.date_spans import printed_month
from kpis.figures.lines import IndicatorLine
from kpis.words import Direction, KpiStatus


def finding(line: IndicatorLine) -> str:
    """Return what the newest reading comes to: "Off target at 5.4% in Sep 2026 (target 5%)"."""
    latest = line.latest
    if latest is None:
        return line.printed
    found = f"{latest.printed} in {printed_month(latest.month)}"
    if latest.status and latest.target:
        found += f", {_beside(latest.status)} {latest.target.printed}"
    if line.year_change_printed:
        found += f"; {line.year_change_printed.lower()} on a year before"
        if line.year_direction in {Direction.BETTER, Direction.WORSE}:
            found += f" ({line.year_direction.label.lower()})"
    return found


def _beside(status: KpiStatus) -> str:
    return {
        KpiStatus.ON_TARGET: "on its target of",
        KpiStatus.WITHIN_TOLERANCE: "within the tolerance of its target of",
        KpiStatus.OFF_TARGET: "off its target of",
        KpiStatus.NOT_JUDGED: "beside a target of",
    }[status]
