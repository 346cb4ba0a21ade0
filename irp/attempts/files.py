"""How a file of rows is tried: shown first, saved once that is confirmed (DESIGN 4a.10)."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.http import HttpResponse

from irp.attempts.attempt import Attempt
from irp.forms.files import ReadFile, RowsFileForm
from irp.models import Conflict
from irp.pages import SignedIn
from irp.rules.csv_rows import MOST_ROWS, CellFault, decoded

Read = TypeVar("Read", bound=ReadFile[Any])


class FileAttempt(Attempt[RowsFileForm], Generic[Read]):
    """A file that was sent, or its text again; `read` is what it would do, None without one.

    `reads` reads its text; `lost` says that somebody saved one of its rows before it was confirmed.
    `form_kind` is the form of the file, with whatever else is asked for.
    """

    form_kind: type[RowsFileForm] = RowsFileForm

    def __init__(self, request: SignedIn, reads: Callable[[str], Read], faulty: type[Read]) -> None:
        super().__init__(request, self.form_kind, files=request.FILES or None)
        self.reads, self.faulty, self.text, self.lost = reads, faulty, "", False
        self.read = self._read()

    def confirmed(self, act: Callable[[Read], list[Any]]) -> list[Any] | None:
        """Return what the act saved; None where it is not confirmed or was refused."""
        read = self.read
        if read is None or not read.may_load or "confirmed" not in self.request.POST:
            return None
        try:
            saved = self.take(lambda _: act(read))
        except Conflict:  # somebody saved one of them between the reading and the act
            self.read, self.lost = self._read(), True
            return None
        # An act's own refusal is of several rows together.
        read.faults += [
            CellFault(line=0, label="", what=str(what))
            for faults in self.form.errors.values()
            for what in faults
        ]
        self.form.errors.clear()
        return saved

    def _read(self) -> Read | None:
        if self.request.method != "POST" or not self.form.is_valid():
            return None
        sent, text = self.form.cleaned_data["file"], self.form.cleaned_data["file_text"]
        content = sent.read() if sent else text.encode()
        if not content:
            self.form.add_error("file", "Choose a CSV file that is not empty")
            return None
        self.text, faults = decoded(content)
        return self.faulty(faults=faults) if faults else self.reads(self.text)

    @property
    def status(self) -> int:
        """Return the status: 422 for faults, 409 where rows were changed since, else 200."""
        if self.read and self.read.faults:
            return 422
        return 409 if self.lost or (self.read and self.read.stale) else super().status

    def sheet(self, template: str, **context: Any) -> HttpResponse:
        """Return the page: the file's box, or what the file would do."""
        own = {"read": self.read, "text": self.text, "most": MOST_ROWS, "lost": self.lost}
        return self.page(template, **own, **context)
