"""What waits for the Monitoring Officer in a pre-election period: a clearance each (Rule 30)."""

from collections.abc import Iterator
from datetime import date

from dashboards.presenters.home.pack_work import the_pack
from dashboards.presenters.home.parts import Part, Task
from dashboards.readings.packs import packs_to_clear
from irp.addresses import address
from irp.models import User
from irp.prepared import rows_of
from packs.readings.publication import own_clearing
from packs.words.publication import PublicationStep


def clearance_parts(user: User, *, on: date) -> Iterator[Part]:
    """Yield the editions that a pre-election period keeps back, for who clears them alone."""
    if own_clearing(user) is None:
        return
    tasks = tuple(
        Task(
            f"Clear {the_pack(pack)} for publication, or leave it until after the election",
            address("packs:pack_step", pack.pk, PublicationStep.CLEARED.value),
            "a pre-election period is in force: it cannot be published without your clearance",
        )
        for pack in rows_of(packs_to_clear, on=on)
    )
    if tasks:
        yield Part("clear", "Editions for you to clear", tasks, "")
