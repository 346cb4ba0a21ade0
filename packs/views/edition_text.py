"""Write one text for a board's pack of a month."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.models import Post
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions.edition import WRITES, write_text
from packs.forms.edition import TextForm
from packs.models import EditionText
from packs.presenters.edition import OF_BOARD
from packs.readings.edition import in_the_pack
from packs.views.meetings_asking import place_of
from packs.words.edition import TextKind, TextStage


@takes(TextForm)
def edition_text(request: SignedIn, forum: str, month: date, kind: str, place: int) -> HttpResponse:
    """Take a version of the text; the newest stands in the form, and is kept whatever comes."""
    at = timezone.now()
    require(request.user, "packs.see_edition", at=at)
    period, board = place_of(request, forum, month, at=at)
    if kind not in OF_BOARD[board] or not 1 <= place <= TextKind(kind).places:
        raise Http404(kind)
    which = TextKind(kind)
    require(request.user, WRITES, which, at=at)
    rows = EditionText.objects.filter(month_of=period, forum=board, kind=which, place=place)
    told = list(rows.order_by("-number"))
    newest, is_in = next(iter(told), None), bool(in_the_pack(told))
    attempt = Attempt(request, TextForm, which=which, is_in=is_in, initial=_initial(newest))
    form = attempt.form
    made = attempt.take(
        lambda _: write_text(
            period, board, which, place, form.written(),
            version=form.cleaned_data["version"], by=request.user, at=at,
        )
    )  # fmt: skip
    if made:
        deeds = {TextStage.DRAFT: "saved as a draft", TextStage.OUT: "taken out of the pack"}
        done = deeds.get(TextStage(made.stage), "put in the pack")
        messages.success(request, f"{which.label} {done}.")
        return redirect("packs:edition", board, period.slug)
    return attempt.page(
        "packs/edition_text.html", period=period, forum=board, kind=which, newest=newest
    )


def _initial(newest: EditionText | None) -> dict[str, object]:
    """Return what stands in the form: the newest version, which is what is written on."""
    if newest is None:
        return {"version": 0}
    return {
        "version": newest.number,
        "words": newest.words,
        "way_back": newest.way_back,
        "owner": Post.objects.filter(title=newest.owner).first(),
        "due_on": newest.due_on,
    }
