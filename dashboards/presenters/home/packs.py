"""Packs on Your work: those to read, and those that a commissioner confirms."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dashboards.presenters.home.parts import Part, Task
from dashboards.readings.packs import packs_given
from irp.addresses import address
from irp.models import User
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.words import MEMBERS, PostKind
from packs.figures.publication import publication_words
from packs.models import Pack
from packs.readings.newest import newest_packs
from packs.readings.publication import steps_in

SHOWN = 4


def packs_parts(user: User, *, on: date) -> list[Part]:
    """Return the newest final packs this person may read (ADR 0006), and first what they confirm.

    Members have what was published for them first, that of their own committee before the rest.
    """
    rows = newest_packs(user, most=SHOWN)
    to_confirm = tuple(
        Task(
            f"Confirm the pages of judgements in the {pack}",
            address("packs:pack_confirm", pack.pk),
            "draft: CPMO cannot issue it before a commissioner has confirmed them",
        )
        for pack in rows
        if pack.standing == "draft" and not pack.is_judged
    )
    found = [_packs_part(rows, user, on=on)]
    if to_confirm:
        found.insert(0, Part("confirm", "Packs for a commissioner to confirm", to_confirm, ""))
    return found


def _packs_part(rows: list[Any], user: User, *, on: date) -> Part:
    tasks: tuple[Task, ...] = ()
    if user.holds_kind(*MEMBERS):
        tasks += tuple(_given(user, on=on))
    tasks += tuple(_changes(pack) for pack in rows if pack.standing == "final")[:1]
    tasks += tuple(
        Task(
            str(pack),
            address("packs:pack", pack.pk),
            f"final; ready {printed_day(london_day(pack.ready_at))}; {pack.pages} pages",
        )
        for pack in rows
        if pack.standing == "final"
    )
    empty = (
        "No final pack has been issued to you yet. CPMO issues them after a month is frozen. "
        "You can then see them here."
    )
    more, title = tuple(_unlinked(user, on=on)), "Exempt parts"
    return Part("packs", "Latest final packs", tasks, empty, more=more, more_title=title)


def _unlinked(user: User, *, on: date) -> Iterator[Task]:
    """Yield that a committee's post sits on none: its holder is told whom to ask (ADR 0006)."""
    held = [
        holding.post for holding in user.holdings_on(on) if holding.post.kind == PostKind.COMMITTEE
    ]
    if held and not user.sits_on():
        yield Task(
            "Your post is not linked to a committee",
            address("programmes:post", held[0].pk),
            "so you can read no exempt part: ask an administrator to link it",
        )


def _given(user: User, *, on: date) -> Iterator[Task]:
    """Yield what a member is given: extracts with their exempt parts, and public editions."""
    newest = packs_given(user, most=SHOWN)
    own_first = sorted(newest, key=lambda pack: pack.committee_id not in user.sits_on())
    for pack in own_first:
        came = publication_words(steps_in(pack.steps.all())) or "Not for publication"
        meets = f"; for the meeting of {printed_day(pack.meets_on)}" if pack.meets_on else ""
        yield Task(str(pack), address("packs:pack", pack.pk), f"{came}{meets}; {pack.pages} pages")


def _changes(pack: Pack) -> Task:
    """Return the way to what changed since the pack before the newest one."""
    on_screen = address("packs:pack_read", pack.pk) + "#changes"
    return Task(
        "Read what changed since the last pack",
        on_screen if pack.has_manifest else address("packs:pack", pack.pk),
        f"in the {pack}, bad news first",
    )
