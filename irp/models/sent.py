"""Which forms have taken effect: a form that is sent twice does so once."""

from datetime import timedelta

from django.db import models
from django.db.models import DateTimeField, ExpressionWrapper, Value
from django.db.models.functions import Now

from irp.fields import LineField

# Longer than a session (12 hours): whoever signs in again gets a token of another kind, with which
# no form that was opened before is taken.
KEPT = timedelta(days=2)


class SentForm(models.Model):
    """One opened form as it was sent, by the number that `irp.sent` makes of it.

    Written in the transaction of its act, so that of two at once one alone takes effect; `place`
    is the address that the person was led to afterwards, blank until then. `at` is the database's
    clock's: rows older than `KEPT` are forgotten.
    """

    number = LineField(max_length=64, primary_key=True)
    place = LineField(max_length=500, blank=True, default="")
    at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return self.number

    @classmethod
    def forget_old(cls) -> None:
        """Forget the forms that took effect so long ago that none can be sent again."""
        since = ExpressionWrapper(Now() - Value(KEPT), output_field=DateTimeField())
        cls.objects.filter(at__lt=since).delete()
