"""The newest packs that a person may see, for Your work: one statement, written once."""

from typing import Any

from django.db.models import Exists, OuterRef

from irp.models import User
from irp.prepared import Asker, rows_of
from packs.models import Pack, PackConfirmation
from packs.querysets import PackQuerySet


def newest_packs(user: User, *, most: int) -> list[Any]:
    """Return boards’ newest packs that are ready and replaced by none, of the newest month first.

    `is_judged` says that a commissioner has confirmed its pages of judgements.
    """
    return rows_of(_newest, frozenset(user.kinds()), most)


def _newest(kinds: frozenset[str], most: int) -> PackQuerySet:
    ready = Pack.objects.visible_to(Asker(kinds)).filter(state="ready", made_from=None)
    seen = ready.with_period().with_superseded().with_proof().filter(superseded=False)
    judged = Exists(PackConfirmation.objects.filter(pack=OuterRef("pk")))
    return seen.annotate(is_judged=judged).order_by("-snapshot__period__month", "forum")[:most]
