"""Which forms have taken effect: a form that is sent twice does so once."""

from django.db import models
from django.db.models.functions import Now

from irp.fields import LineField


class SentForm(models.Model):
    """One opened form as it was sent, by the number that `irp.sent` makes of it.

    Written in the transaction of its act, so that of two at once one alone takes effect; `place`
    is the address that the person was led to afterwards, blank until then.
    """

    number = LineField(max_length=64, primary_key=True)
    place = LineField(max_length=500, blank=True, default="")
    at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return self.number
