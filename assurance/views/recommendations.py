"""What the external auditor and CfGS recommended, with the Council's responses."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.models import Recommendation
from assurance.words import Body
from irp.pages import SignedIn, page
from irp.permissions import require


@require_safe
def recommendations(request: SignedIn) -> HttpResponse:
    """Show the recommendations of each body as the plan lists them."""
    require(request.user, "assurance.read_outcomes", at=timezone.now())
    rows = list(Recommendation.objects.all())
    bodies = [(body, [row for row in rows if row.body == body.value]) for body in Body]
    return page(request, "assurance/recommendations.html", {"bodies": bodies})
