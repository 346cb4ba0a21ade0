"""Load official words from a CSV file: previewed, then all or none (Rule 24d, DESIGN 4a.10)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.attempts.files import WordsAttempt
from assurance.columns.official import OFFICIAL
from assurance.forms.official_file import WordsFileForm
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.numbers import counted
from irp.typed import takes


@takes(WordsFileForm)
def official_words_load(request: SignedIn) -> HttpResponse:
    """Show what a file would load; once confirmed with its reason, load it as a version."""
    at = timezone.now()
    require(request.user, "assurance.load_words", at=at)
    attempt = WordsAttempt(request, at=at)
    if saved := attempt.load():
        load = saved[0].load
        number = counted(len(saved), "text", "texts")
        messages.success(request, f"{load} is loaded: {number}.")
        return redirect("assurance:official_words_version", load.number)
    return attempt.sheet("assurance/official_words_load.html", columns=OFFICIAL)
