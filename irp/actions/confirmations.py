"""A commissioner's post is confirmed, and takes effect (Rule 24b)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from irp.actions.refusals import Faulty, Refused
from irp.history import enact, record
from irp.models import Conflict, HoldingConfirmation, PostHolding, User
from irp.permissions import require
from irp.readings.commissioners import serving
from irp.rules.administration import confirmation_refusal, letter_faults
from irp.rules.calendar import london_day

RIGHT = "irp.confirm_commissioner"


def confirm_holding(
    holding: PostHolding,
    *,
    version: int,
    by: User | str,
    at: datetime,
    letter: str = "",
    letter_on: date | None = None,
) -> HoldingConfirmation:
    """Let a commissioner's post take effect from this day on, or from its first day if later.

    A serving commissioner confirms it; while none serves, an administrator, or a command, cites
    the appointment letter. Raises `Refused`, `Faulty` by field, `Conflict` for a stale page.
    """
    if isinstance(by, User):
        require(by, RIGHT, at=at)
    on = london_day(at)
    with transaction.atomic():
        locked = _held_alone(holding)
        others = set(serving(on=on).values_list("user_id", flat=True))
        refusal = confirmation_refusal(
            awaits=locked.awaits,
            whose=locked.user_id,
            by=by.pk if isinstance(by, User) else None,
            serving=others,
            administers=not isinstance(by, User) or by.has_perm("irp.administer"),
        )
        if refusal:
            raise Refused(refusal)
        if locked.version != version:
            raise Conflict(locked)
        columns: dict[str, str | date | None] = {}
        if not others:
            if faults := letter_faults(letter=letter, letter_on=letter_on, on=on):
                raise Faulty(faults)
            columns = {"letter": letter.strip(), "letter_on": letter_on}
        locked.awaits, locked.confirmed_on = False, on
        record(locked, by=by, at=at, reason=f"Confirmed: {locked.post.title}")
        return enact(HoldingConfirmation, by=by, at=at, holding=locked, **columns)


def _held_alone(holding: PostHolding) -> PostHolding:
    """Return the holding as it is now, with all that await confirmation held until it is decided.

    Of two administrators who cite letters for two commissioners at once, the second finds that the
    first serves.
    """
    rows = PostHolding.objects.select_for_update(of=("self",)).select_related("post", "user")
    held = {row.pk: row for row in rows.filter(Q(awaits=True) | Q(pk=holding.pk)).order_by("pk")}
    return held[holding.pk]
