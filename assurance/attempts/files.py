"""How a file of official words is tried: shown, then loaded as a version with its reason."""

from datetime import datetime

from assurance.actions.official import load_words
from assurance.forms.official_file import WordsFile, WordsFileForm, read_words_file
from assurance.models import OfficialWords
from assurance.rules.official import NO_REASON
from irp.attempts.files import FileAttempt
from irp.pages import SignedIn
from irp.readings import Now


class WordsAttempt(FileAttempt[WordsFile]):
    """A file of official words; its reason is asked for once it was shown what it does."""

    form_kind = WordsFileForm

    def __init__(self, request: SignedIn, *, at: datetime) -> None:
        self.at = at
        super().__init__(request, lambda text: read_words_file(text, source=Now(at)), WordsFile)

    def load(self) -> list[OfficialWords] | None:
        """Return the words that were loaded; None where not confirmed or refused."""
        if "confirmed" not in self.request.POST or not self.form.is_valid():
            return None
        reason, by = self.form.cleaned_data["reason"], self.request.user
        if not reason:
            self.form.add_error("reason", NO_REASON)
            return None
        return self.confirmed(lambda read: load_words(read.loads, reason=reason, by=by, at=self.at))
