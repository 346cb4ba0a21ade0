"""Commissioners' drafts that were shared with an officer for accuracy, on Your work (Rule 23)."""

from collections.abc import Iterable, Sequence

from assurance.readings.accuracy import Asked
from assurance.rules.accuracy import OFFICERS
from dashboards.presenters.home.parts import Part, Task, with_tasks
from irp.addresses import address
from irp.rules.date_spans import printed_day


def with_shares(parts: Sequence[Part], shares: Iterable[Asked]) -> list[Part]:
    """Return an officer's parts, the first of them with the drafts they are asked to check."""
    tasks = tuple(
        Task(
            f"Check a draft for accuracy: {share.ref} {share.title}",
            address("assurance:accuracy", share.ref, share.author),
            f"shared by {share.by_name} until {printed_day(share.until)}; not a judgement",
        )
        for share in shares
    )
    return with_tasks(parts, tasks, of=OFFICERS)
