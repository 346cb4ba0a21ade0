"""The file that checks a pack against its manifest on any machine, without the product."""

import inspect

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn
from irp.permissions import require
from packs import proof


@require_safe
def pack_verifier(request: SignedIn) -> HttpResponse:
    """Hand over `packs.proof`, by the name that its own words give it."""
    require(request.user, "packs.see_packs", at=timezone.now())
    source = inspect.getsource(proof)
    answer = HttpResponse(source, content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="verify_pack.py"'
    return answer
