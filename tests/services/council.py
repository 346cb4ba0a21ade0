"""The small council in service mode: `python -m tests.services.council`, a verb on each line.

A process of its own, for a test process has its settings, embedded mode's, for good. It does what
it is told, "build" or "queue N", and answers each line with the packs' keys.
"""

import json
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402  (after the settings are read)
from django.db import transaction  # noqa: E402
from django.test import override_settings  # noqa: E402

from irp.models import User  # noqa: E402
from packs.actions import freeze_period, queue_pack  # noqa: E402
from packs.models import Pack, PlanSnapshot  # noqa: E402
from packs.words import EditionStatus, Forum  # noqa: E402
from tests import world as worlds  # noqa: E402


def build() -> list[int]:
    """Make the tables and the council, freeze its month, and return the packs that queued."""
    call_command("migrate", interactive=False, verbosity=0)
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        world = worlds.build(rows=1)
    world.report_all("HOU")
    world.period.refresh_from_db()
    freeze_period(
        world.period,
        version=world.period.version,
        reason="No SAO signed",
        by=world.user("cpmo"),
        at=worlds.NOW,
    )
    return list(Pack.objects.order_by("pk").values_list("pk", flat=True))


def queue(count: str) -> list[int]:
    """Queue more versions of the packs, both forums in turn."""
    snapshot, by = PlanSnapshot.objects.get(), User.objects.get(email="cpmo@council.example")
    forums = list(Forum)
    with transaction.atomic():
        packs = [
            queue_pack(
                snapshot, forums[n % 2], EditionStatus.DRAFT, reason="Again", by=by, at=worlds.NOW
            )
            for n in range(int(count))
        ]
    return [pack.pk for pack in packs]


if __name__ == "__main__":
    for line in sys.stdin:
        verb, *given = line.split()
        print(json.dumps({"build": build, "queue": queue}[verb](*given)), flush=True)
