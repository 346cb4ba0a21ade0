"""How a file of entries or dependencies is tried: shown first, saved once that is confirmed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.http import HttpResponse

from irp.attempts import Attempt
from irp.context import settings_of
from irp.models import Conflict
from irp.pages import SignedIn
from irp.rules.calendar import london_day
from programmes.actions.dependency_load import load_dependencies
from programmes.actions.register_load import load_register
from programmes.forms.dependency_file import DependencyFile, read_dependency_file
from programmes.forms.register_file import read_register_file
from programmes.forms.register_preview import FileRead, ReadFile, RegisterFileForm
from programmes.models import Dependency, Programme
from programmes.rules.csv_rows import MOST_ROWS, CellFault, decoded
from programmes.words import RaidKind

Read = TypeVar("Read", bound=ReadFile[Any])


class FileAttempt(Attempt[RegisterFileForm], Generic[Read]):
    """A file that was sent, or its text again; `read` is what it would do, None without one.

    `reads` reads its text; `lost` says that somebody saved one of its rows before it was confirmed.
    """

    def __init__(self, request: SignedIn, reads: Callable[[str], Read], faulty: type[Read]) -> None:
        super().__init__(request, RegisterFileForm, files=request.FILES or None)
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


class RegisterAttempt(FileAttempt[FileRead]):
    """A file of risks, issues or actions."""

    def __init__(self, request: SignedIn, kind: RaidKind) -> None:
        self.kind = kind
        user = request.user

        def may_keep(programme: Programme | None) -> bool:
            return bool(user.has_perm("programmes.keep_raid", programme))

        def reads(text: str) -> FileRead:
            window = settings_of(request).window
            return read_register_file(kind, text, may_keep=may_keep, window=window)

        super().__init__(request, reads, FileRead)

    def load(self, *, at: datetime) -> list[Any] | None:
        """Return the entries that were saved; None where it is not confirmed or was refused."""
        by = self.request.user
        return self.confirmed(lambda read: load_register(self.kind, read.loads, by=by, at=at))


class DependencyAttempt(FileAttempt[DependencyFile]):
    """A file of dependencies."""

    def __init__(self, request: SignedIn, *, at: datetime) -> None:
        self.at = at

        def may_keep(row: Dependency) -> bool:
            return bool(request.user.has_perm("programmes.keep_dependency", row))

        def reads(text: str) -> DependencyFile:
            window = settings_of(request).window
            return read_dependency_file(text, may_keep=may_keep, window=window, on=london_day(at))

        super().__init__(request, reads, DependencyFile)

    def load(self) -> list[Dependency] | None:
        """Return the dependencies that were added; None where not confirmed or refused."""
        by, at = self.request.user, self.at
        return self.confirmed(lambda read: load_dependencies(read.loads, by=by, at=at))
