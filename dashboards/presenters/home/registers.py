"""Parts of home with what the lists beside the returns hold, for who keeps a register."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assurance.readings.owned import owned_by
from dashboards.presenters.home.changes import with_changes
from dashboards.presenters.home.dependencies import with_dependencies
from dashboards.presenters.home.drafts import with_drafts
from dashboards.presenters.home.owned import with_owned
from dashboards.presenters.home.parts import Part, raid_figures
from dashboards.presenters.home.points import with_points
from dashboards.presenters.home.roles import KEEP_REGISTERS
from dashboards.presenters.home.takers import with_takers
from dashboards.presenters.portfolio import Portfolio
from irp.models import User
from irp.readings import Now, freezes
from irp.words import PostKind
from packs.readings.owed import Owed
from programmes.facts.raid import RaidPosition
from programmes.figures.dependencies import DependencyLine
from programmes.readings.change_queue import Queue


def with_lists(
    parts: Sequence[Part],
    whole: Portfolio,
    source: Now,
    queue: Queue,
    lines: Sequence[DependencyLine],
    of_boards: Owed,
    *,
    user: User,
    on: date,
) -> list[Part]:
    """Return parts with what the lists beside the returns hold: entries, dependencies, requests."""
    register, undecided, takers, drafts, _ = queue
    frozen, keys = freezes(source), whole.read.keys
    found = [_with_register(part, register, whole, on=on) for part in parts]
    asks = of_boards.points
    found = [with_points(with_dependencies(part, lines), asks, on=on) for part in found]
    found = [with_changes(part, undecided, keys, frozen, user=user, on=on) for part in found]
    found = with_drafts(found, [draft for draft in drafts if draft.author == user.pk])
    if PostKind.SAO not in user.kinds():
        return found
    held = held_by(user, on=on)
    asked = [taker for taker in takers if taker.sao in held]
    found = with_owned(found, *owned_by(queue.others, held, on=on))
    return [with_takers(part, asked, on=on) for part in found]


def held_by(user: User, *, on: date) -> list[int]:
    """Return the posts that a person holds on a day."""
    return sorted({holding.post_id for holding in user.holdings_on(on)})


def _with_register(
    part: Part, register: Sequence[RaidPosition], whole: Portfolio, *, on: date
) -> Part:
    """Return a part with the counts of its programmes' register, if it has counts."""
    if part.key not in KEEP_REGISTERS or not part.figures:
        return part
    figures = raid_figures(register, whole.read.keys, part, on=on)
    return replace(part, figures=(*part.figures, *figures))
