"""How the pages that begin or close a programme, or move milestones, act: preview, then confirm."""

from collections.abc import Callable
from typing import Any, TypeVar

from irp.attempts import Attempt
from programmes.presenters.restructuring import Foreseen

Done = TypeVar("Done")
STALE = "What this does has changed since the preview. Check it and confirm again"


def previewed(
    attempt: Attempt[Any], foresee: Callable[[], Foreseen], act: Callable[[], Done]
) -> tuple[Done | None, Foreseen | None]:
    """Return what the confirmed act made, and what is shown before it is confirmed.

    What is confirmed is what the page showed: a preview that says something else by now is shown
    again. The act itself is judged anew under its locks.
    """
    form = attempt.form
    if attempt.checks or not form.is_valid():
        return attempt.take(lambda _: act()), None
    shown = foresee()
    if attempt.request.POST.get("act") != "confirm":
        return None, shown
    if form.cleaned_data["seen"] != shown.mark:
        form.add_error(None, STALE)
        return None, shown
    return attempt.take(lambda _: act()), None
