"""How a file of the register is tried: read and shown first, saved once that is confirmed."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse

from irp.attempts import Attempt
from irp.context import settings_of
from irp.models import Conflict
from irp.pages import SignedIn
from programmes.actions.register_load import load_register
from programmes.forms.register_file import read_register_file
from programmes.forms.register_preview import FileRead, RegisterFileForm
from programmes.models import Programme
from programmes.rules.csv_rows import MOST_ROWS, CellFault, decoded
from programmes.words import RaidKind


class FileAttempt(Attempt[RegisterFileForm]):
    """A file that was sent, or its text again; `read` is what it would do, None without one."""

    def __init__(self, request: SignedIn, kind: RaidKind) -> None:
        super().__init__(request, RegisterFileForm, files=request.FILES or None)
        self.kind, self.text = kind, ""
        self.read = self._read()

    def load(self, *, at: datetime) -> list[Any] | None:
        """Return the rows that were saved; None where it is not confirmed or was refused."""
        read, by = self.read, self.request.user
        if read is None or not read.may_load or "confirmed" not in self.request.POST:
            return None
        try:
            saved = self.take(lambda _: load_register(self.kind, read.loads, by=by, at=at))
        except Conflict:  # somebody saved one of them between the reading and the act
            self.read = self._read()
            return None
        # An act's own refusal is of several rows together.
        read.faults += [
            CellFault(line=0, label="", what=str(what))
            for faults in self.form.errors.values()
            for what in faults
        ]
        self.form.errors.clear()
        return saved

    def _read(self) -> FileRead | None:
        if self.request.method != "POST" or not self.form.is_valid():
            return None
        sent, text = self.form.cleaned_data["file"], self.form.cleaned_data["file_text"]
        content = sent.read() if sent else text.encode()
        if not content:
            self.form.add_error("file", "Choose a CSV file that is not empty")
            return None
        self.text, faults = decoded(content)
        if faults:
            return FileRead(faults=faults)
        user, window = self.request.user, settings_of(self.request).window

        def may_keep(programme: Programme | None) -> bool:
            return bool(user.has_perm("programmes.keep_raid", programme))

        return read_register_file(self.kind, self.text, may_keep=may_keep, window=window)

    @property
    def status(self) -> int:
        """Return the status: 422 for faults, 409 where rows were changed since, else 200."""
        if self.read and self.read.faults:
            return 422
        return 409 if self.read and self.read.stale else super().status

    def sheet(self) -> HttpResponse:
        """Return the page: the file's box, or what the file would do."""
        return self.page(
            "programmes/register_load.html",
            kind=self.kind,
            read=self.read,
            text=self.text,
            most=MOST_ROWS,
        )
