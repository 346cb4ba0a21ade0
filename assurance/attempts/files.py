"""How a file of official words or of links is tried: shown, then loaded once confirmed."""

from datetime import datetime

from assurance.actions.links import propose_links
from assurance.actions.official import load_words
from assurance.forms.link_file import LinkFile, read_link_file
from assurance.forms.official_file import WordsFile, WordsFileForm, read_words_file
from assurance.models import DeliveryLink, OfficialWords, Requirement
from assurance.permissions.links import Linking
from assurance.readings.owners import owner_posts
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


class LinksAttempt(FileAttempt[LinkFile]):
    """A file of links; one that somebody proposed since the preview shows it again."""

    def __init__(self, request: SignedIn, *, at: datetime) -> None:
        self.at, user = at, request.user

        def may(rows: list[Requirement]) -> set[int]:
            owners = owner_posts(Now(at), [row.pk for row in rows])
            return {
                row.pk
                for row in rows
                if user.has_perm("assurance.propose_link", Linking(owner=owners.get(row.pk)))
            }

        super().__init__(request, lambda text: read_link_file(text, may=may), LinkFile)

    def load(self) -> list[DeliveryLink] | None:
        """Return the links that were proposed; None where not confirmed or refused."""
        seen = self.form.cleaned_data.get("seen") if self.form.is_valid() else None
        if self.read and seen is not None and seen != self.read.seen:
            self.lost = True
            return None
        by, at = self.request.user, self.at
        return self.confirmed(lambda read: propose_links(read.loads, by=by, at=at))
