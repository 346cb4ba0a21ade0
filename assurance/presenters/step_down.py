"""The step-down position: can commissioners consider recommending the end? (Rule 21)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page

from assurance.charts.squares import squares_chart
from assurance.facts import RequirementPosition
from assurance.figures.missing import Missing, missing_lines
from assurance.figures.step_down import PlaceLine, StepDownFigure, step_down_figure
from assurance.readings.grounds import grounds_of, shelf_of
from assurance.readings.missing import said_of
from assurance.readings.outcomes import outcome_heads
from assurance.readings.owners import owning_posts
from assurance.readings.positions import requirement_positions
from assurance.readings.step_down import judged_facts
from assurance.rules.step_down import Cell, step_down
from irp.charts import Drawing
from irp.facts import SettingsFacts
from irp.models import User
from irp.past import Past
from irp.presenters import Pages

ROWS_A_PAGE = 120  # of requirements not met: more than a plan of ninety has


@dataclass(frozen=True, kw_only=True)
class PositionShown:
    """The whole position, and who owns what is missing."""

    figure: StepDownFigure
    owners: Mapping[str, str]
    compared_with: datetime | None  # when the month of the last pack was frozen


@dataclass(frozen=True, kw_only=True)
class StepDownSheet:
    """What the page of the position shows: every place, and on this page what some are missing."""

    figure: StepDownFigure
    compared_with: datetime | None
    chart: Drawing
    told: Mapping[str, Missing]  # by reference
    page_of: Page
    sheets: Mapping[str, int]  # by a place's name: the page that tells what is missing there


def step_down_sheet(
    past: Past, *, user: User, settings: SettingsFacts, page: str | None
) -> StepDownSheet:
    """Return the position as at a moment, with what is missing and since the last pack."""
    found = _position(past, user=user, settings=settings)
    figure = found.figure
    sheets = _sheets(place for clause in figure.clauses for place in clause.places)
    page_of = Pages(sheets, 1).get_page(page)
    here = page_of.object_list[0] if sheets else ()
    return StepDownSheet(
        figure=figure,
        compared_with=found.compared_with,
        chart=squares_chart(figure.clauses),
        told=_told(past, found, here, user=user, settings=settings),
        page_of=page_of,
        sheets={place.name: number for number, places in enumerate(sheets, 1) for place in places},
    )


def whole_position(
    past: Past, *, user: User, settings: SettingsFacts
) -> tuple[StepDownFigure, Mapping[str, Missing]]:
    """Return the position with all that is missing anywhere, for its file."""
    found = _position(past, user=user, settings=settings)
    places = [place for clause in found.figure.clauses for place in clause.places]
    return found.figure, _told(past, found, places, user=user, settings=settings)


def _position(past: Past, *, user: User, settings: SettingsFacts) -> PositionShown:
    source, judged = past.source, judged_facts(past.source, whole=True)
    rows: dict[Cell, list[RequirementPosition]] = defaultdict(list)
    for row in requirement_positions(source):
        rows[row.outcome, row.test].append(row)
    outcomes, owners = outcome_heads(source), owning_posts(source)
    numbers = [outcome.number for outcome in outcomes]
    frozen_at = past.last_freeze
    figure = step_down_figure(
        step_down(judged, outcomes=numbers, at=source.at),
        outcomes,
        rows,
        owned=owners,
        before=step_down(judged, outcomes=numbers, at=frozen_at) if frozen_at else None,
        ends_on=settings.intervention_ends_on,
        grounds=grounds_of(source, user=user, measured=past.measured),
    )
    return PositionShown(figure=figure, owners=owners, compared_with=frozen_at)


def _sheets(places: Iterable[PlaceLine]) -> list[list[PlaceLine]]:
    """Return the places page by page, none cut in two: as many as a page has room for."""
    sheets: list[list[PlaceLine]] = []
    room = 0
    for place in places:
        if not sheets or len(place.missing) > room:
            sheets.append([])
            room = ROWS_A_PAGE
        sheets[-1].append(place)
        room -= len(place.missing)
    return sheets


def _told(
    past: Past,
    found: PositionShown,
    places: Iterable[PlaceLine],
    *,
    user: User,
    settings: SettingsFacts,
) -> dict[str, Missing]:
    """Return what is missing in some places, each requirement once, in three statements more."""
    rows = {row.ref: row for place in places for row in place.missing}
    refs = sorted(rows)
    return missing_lines(
        rows.values(),
        stated=said_of(past.source, refs),
        owners=found.owners,
        shelf=shelf_of(past.source, refs, user=user, measured=past.measured),
        measured=past.measured,
        ends_on=settings.intervention_ends_on,
    )
