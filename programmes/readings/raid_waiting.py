"""Which forums still owe an answer to a risk that was escalated to them (Rule 28)."""

from django.db.models import OuterRef, QuerySet, Subquery

from programmes.models import RiskStep
from programmes.rules.raid import ENDS, MOVES
from programmes.words import RiskAct

TURNS = [act.value for act in (*MOVES, RiskAct.ANSWERED, *ENDS)]


def escalations_to_answer() -> QuerySet[RiskStep]:
    """Return the escalations without an answer, the oldest first; twin of `awaits_answer`."""
    newest = RiskStep.objects.filter(risk=OuterRef("risk"), what__in=TURNS).order_by("-at", "-pk")
    waiting = RiskStep.objects.filter(pk=Subquery(newest.values("pk")[:1]))
    found = waiting.filter(what=RiskAct.ESCALATED.value).select_related("risk")
    return found.order_by("at", "pk")
