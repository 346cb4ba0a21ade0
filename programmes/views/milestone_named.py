"""The milestone that an address names, as the pages need it that report on one."""

from django.db.models import QuerySet
from django.http import Http404

from irp.readings import rows_of
from programmes.models import Milestone


def milestone_named(ref: str) -> Milestone:
    """Return the row of a reference with its programme and RDL; 404 where there is none."""
    for row in rows_of(_named, ref=ref):
        return row
    raise Http404(ref)


def _named(*, ref: str) -> QuerySet[Milestone]:
    return Milestone.objects.filter(ref=ref).select_related("programme__rdl")
