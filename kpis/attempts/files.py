"""How a file of readings or of targets is tried: shown first, saved once that is confirmed."""

from datetime import datetime
from typing import Any

from irp.actions import Refused
from irp.attempts.files import FileAttempt
from irp.context import settings_of
from irp.pages import SignedIn
from irp.rules.calendar import london_day
from kpis.actions import FaultyReadings, FaultyTargets, load_readings, load_targets
from kpis.forms.files import FileOfKpis
from kpis.forms.reading_file import read_readings_file
from kpis.forms.target_file import read_targets_file
from kpis.models import Indicator, Reading, Target


class _FileOfKpisAttempt(FileAttempt[FileOfKpis]):
    """A file of readings or targets; what was recorded since its preview is a conflict."""

    def __init__(self, request: SignedIn, reader: Any, right: str, *, at: datetime) -> None:
        self.at = at

        def may(row: Indicator) -> bool:
            return request.user.has_perm(right, row)

        def reads(text: str) -> FileOfKpis:
            window = settings_of(request).window
            return reader(text, may=may, window=window, on=london_day(at))

        super().__init__(request, reads, FileOfKpis)
        if self.read:
            self.read.hold_to(self.form.cleaned_data["asked"])

    @property
    def after(self) -> int:
        """Return the mark of what the file was shown beside."""
        seen: int | None = self.form.cleaned_data.get("seen")
        return seen or 0


class ReadingsFileAttempt(_FileOfKpisAttempt):
    """A file of readings."""

    def __init__(self, request: SignedIn, *, at: datetime) -> None:
        super().__init__(request, read_readings_file, "kpis.record_reading", at=at)

    def load(self) -> list[Reading] | None:
        """Return the readings that were recorded; None where not confirmed or refused."""
        return self.confirmed(self._load)

    def _load(self, read: FileOfKpis) -> list[Reading]:
        entries = [(load.indicator, load.says) for load in read.loads]
        try:
            return load_readings(entries, by=self.request.user, at=self.at, after=self.after)
        except FaultyReadings as faulty:
            raise _refused(read, faulty.faults) from faulty


class TargetsFileAttempt(_FileOfKpisAttempt):
    """A file of targets, benchmarks and baselines."""

    def __init__(self, request: SignedIn, *, at: datetime) -> None:
        super().__init__(request, read_targets_file, "kpis.set_target", at=at)

    def load(self) -> list[Target] | None:
        """Return the versions that were set; None where not confirmed or refused."""
        return self.confirmed(self._load)

    def _load(self, read: FileOfKpis) -> list[Target]:
        news = [(load.indicator, load.says) for load in read.loads]
        try:
            return load_targets(news, by=self.request.user, at=self.at, after=self.after)
        except FaultyTargets as faulty:
            raise _refused(read, faulty.faults) from faulty


def _refused(read: FileOfKpis, faults: dict[int, dict[str, str]]) -> Refused:
    """Return what an act refused of a file's rows, each by its line."""
    return Refused(
        *(
            f"line {read.loads[place].line}: {fault}"
            for place, found in faults.items()
            for fault in found.values()
        )
    )
