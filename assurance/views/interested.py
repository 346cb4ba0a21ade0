"""Forms on judgements do not open for a commissioner with an interest in the outcome (Rule 24b)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from assurance.readings.interests import barred
from irp.pages import SignedIn


def keep_out_interested(request: SignedIn, outcome: int, *, at: datetime) -> None:
    """Raise `PermissionDenied` where a form is opened by who has an interest in force there.

    What is sent is refused by the act, so that nothing typed is lost.
    """
    if request.method in ("GET", "HEAD") and (why := barred(request.user, outcome, at=at)):
        raise PermissionDenied(why)
