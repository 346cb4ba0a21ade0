"""A version of a target is set beside the newest one, which the person has seen (DESIGN 4a.1)."""

from irp.actions import Refused
from irp.models import Conflict
from programmes.models import ReceiptThreshold, SavingTarget, YearTarget

UNSEEN = "Open this page again. It does not say which targets you read."


def hold_to_seen(newest: SavingTarget | YearTarget | ReceiptThreshold | None, seen: int) -> None:
    """Refuse a version that was not written beside the newest; `seen` is its key, 0 for none.

    Raises `Conflict` with one that was set meanwhile, `Refused` where no page showed such a key.
    """
    if newest and newest.pk > seen:
        raise Conflict(newest)
    if seen != (newest.pk if newest else 0):
        raise Refused(UNSEEN)
