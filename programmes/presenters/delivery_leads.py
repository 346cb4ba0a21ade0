"""What is told of a programme's RDL once the post is named (Rule 31)."""

from datetime import date

from irp.models import User
from irp.rules.date_spans import printed_day
from programmes.models import Programme
from programmes.readings.delivery_leads import holders_on


def lead_told(programme: Programme, *, user: User | None, starts_on: date | None, on: date) -> str:
    """Return who leads the programme from now on, by name where anybody does."""
    if user and starts_on:
        since = printed_day(starts_on)
        return f"{user} is the RDL of {programme} from {since}, as {programme.rdl}."
    now = "; ".join(holders_on(programme.rdl, on=on))
    held = f"held today by {now}." if now else "which nobody holds today."
    return f"The RDL of {programme} is the post {programme.rdl}, {held}"
