"""What the forms on an outcome under a test have in common: who may, and which it is."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import Http404, HttpResponse
from django.utils import timezone

from assurance.actions.cells import Judged
from assurance.readings.cells import acts_seen, tests_of
from assurance.rules.cell_acts import has_confidence
from assurance.words.cells import Said, Subject
from irp.pages import SignedIn
from irp.permissions import require

View = Callable[..., HttpResponse]


def on_cell(view: View) -> View:
    """Call a view with what is judged, its version and the moment, for commissioners alone.

    404 for a pair that is not, or a subject that is not judged there.
    """

    @wraps(view)
    def asked(request: SignedIn, number: int, test: int, subject: str) -> HttpResponse:
        at: datetime = timezone.now()
        require(request.user, "assurance.judge_tests", at=at)
        rows = tests_of(number, test)
        if rows is None or subject not in set(Subject):
            raise Http404
        of = Subject(subject)
        if of is Subject.CONFIDENCE and not has_confidence(outcome=number, test=test):
            raise Http404
        judged = Judged(outcome=rows[0], test=rows[1], subject=of, said=Said.WITHDRAWN, reason="")
        return view(request, judged, acts_seen(*rows, of), at)

    return asked
