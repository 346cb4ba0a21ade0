"""The strip of sustained evidence: a row a directorate, a square a closed period. Pure (Rule 22).

A full square is evidence, a crossed one a gap; a dot is a period before the first piece, and a
period in which nothing was asked is blank. Beside it stands the run in words.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup, escape

from assurance.rules.sustained import Run
from assurance.words.evidence import Cadence
from irp.charts import FONT, NAVY, ON_PAGES, QUIET, Drawing, svg
from irp.rules.date_spans import month_of
from irp.rules.financial_years import financial_year, year_words

ROW, TEXT, SIDE = 40, 14, 16
WIDE, NARROW = 1080, 290  # user units: as wide as the page has it
PRINTED = 680  # pixels of the print: 180 mm
A_ROW = 12  # periods beside each other in a narrow window


def sustained_chart(runs: Sequence[Run], cadence: Cadence) -> Drawing:
    """Return the runs drawn for a wide window and anew for a narrow one."""
    title = _title(runs, cadence)
    narrow = "app-drawing__narrow"
    return Drawing(
        title=title,
        wide=_drawn(runs, cadence, title, step=28, name="app-drawing__wide", width=WIDE),
        narrow=_drawn(runs, cadence, title, step=20, name=narrow, width=NARROW, a_row=A_ROW),
    )


def printed_strip(runs: Sequence[Run], cadence: Cadence) -> Markup:
    """Return the runs as packs print them."""
    return _drawn(runs, cadence, _title(runs, cadence), step=18, name="sustained", width=PRINTED)


def _title(runs: Sequence[Run], cadence: Cadence) -> str:
    return "; ".join(f"{run.name or 'All evidence'}: {run.words(cadence)}" for run in runs)


def _drawn(
    runs: Sequence[Run],
    cadence: Cadence,
    title: str,
    *,
    step: int,
    name: str,
    width: int,
    a_row: int = 36,
) -> Markup:
    parts: list[str] = []
    y = 4.0
    for run in runs:
        parts.append(
            f'<text x="0" y="{y + TEXT}" fill="{QUIET}">{escape(run.name or "All evidence")}</text>'
        )
        y += TEXT + 8
        for begin in range(0, len(run.periods), a_row):
            shown = run.periods[begin : begin + a_row]
            for place, period in enumerate(shown):
                parts.extend(_square(place * step, y, period in run.since_first, period.evidenced))
                label = _label(period.first, cadence)
                x = place * step + SIDE / 2
                parts.append(
                    f'<text x="{x}" y="{y + SIDE + 13}" text-anchor="middle" font-size="11" '
                    f'fill="{QUIET}">{label}</text>'
                )
            y += ROW - 4
        y += 6
    font = FONT if width == PRINTED else ON_PAGES
    return svg(name, width, round(y, 1), title=title, parts=parts, text=TEXT, font=font)


def _label(first: date, cadence: Cadence) -> str:
    """Return the letter of a month, the first month of a quarter, or a year: "26/27"."""
    if cadence is Cadence.YEAR:
        return year_words(financial_year(first))[2:]
    return month_of(first)[: 1 if cadence is Cadence.MONTH else 3]


def _square(x: float, y: float, is_counted: bool, evidenced: bool) -> Iterable[str]:
    if evidenced and is_counted:
        yield f'<rect x="{x}" y="{y}" width="{SIDE}" height="{SIDE}" fill="{NAVY}"/>'
        return
    if not is_counted:
        yield f'<circle cx="{x + SIDE / 2}" cy="{y + SIDE / 2}" r="2" fill="{QUIET}"/>'
        return
    yield (
        f'<rect x="{x + 0.5}" y="{y + 0.5}" width="{SIDE - 1}" height="{SIDE - 1}" fill="none" '
        f'stroke="{QUIET}"/>'
    )
    yield (
        f'<path d="M{x + 4} {y + 4}l{SIDE - 8} {SIDE - 8}m0 -{SIDE - 8}l-{SIDE - 8} {SIDE - 8}" '
        f'stroke="{QUIET}" fill="none"/>'
    )
