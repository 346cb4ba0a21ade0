"""Bring rows of the plan to what its files say, through the pen and only where they differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError

from exchange.rules.document_days import holds_from
from exchange.rules.faults import Fault, PlanRefused
from exchange.rules.shared_records import SourcedRecord
from irp.actions.refusals import is_taken
from irp.history import record, record_all
from irp.models import PlanSettings, Tracked, User
from irp.rules.plan_dates import PlanDate, QuarterConvention, parse_plan_date


@dataclass
class RowCounts:
    """How many rows of one kind were made, changed or found as they should be."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class Wanted:
    """A row as the files say it: found again by `key`; `first` is set only when it is made."""

    file: str
    key: dict[str, Any]
    facts: dict[str, Any]
    first: dict[str, Any] = field(default_factory=dict)


class Loading:
    """One run of the loader: who, when, how quarters are read, and what was counted."""

    def __init__(
        self, *, settings: PlanSettings, by: User | str, at: datetime, is_first: bool
    ) -> None:
        self.settings, self.by, self.at, self.is_first = settings, by, at, is_first
        self.tallies: dict[str, RowCounts] = {}
        self.found: dict[type[Tracked], dict[tuple[Any, ...], Any]] = {}

    def tally(self, name: str) -> RowCounts:
        """Return the counts of one kind of row, by its name in the plural."""
        return self.tallies.setdefault(name, RowCounts())

    def known_from(self, file: str) -> datetime:
        """Return from when a new row of a file is known: a first load from the document's day.

        What a later load adds or changes is known from then on.
        """
        return holds_from(file, at=self.at) if self.is_first else self.at

    def irp_date(self, words: str) -> PlanDate:
        """Return a date of the IRP, whose quarters follow its own setting (Rule 11)."""
        return parse_plan_date(words, quarters=QuarterConvention(self.settings.irp_quarters))

    def cap_date(self, words: str) -> PlanDate:
        """Return a date of the CAP, whose quarters follow its own setting (Rule 11)."""
        return parse_plan_date(words, quarters=self.cap_quarters)

    @property
    def cap_quarters(self) -> QuarterConvention:
        """Return which quarters the CAP means."""
        return QuarterConvention(self.settings.cap_quarters)

    def pk(self, model: type[Tracked], *key: Any) -> Any:
        """Return the primary key of a row of the plan; None where the file names none ("")."""
        return self.found[model][key].pk if key[-1] != "" else None

    def rows(self, model: type[Tracked], wanted: Iterable[Wanted]) -> None:
        """Make or change the rows that differ; `found` and `pk` know them afterwards.

        A row that no file names stays as it is. Raises `PlanRefused` where a name or number in a
        file belongs to another row.
        """
        wanted = list(wanted)
        names = list(wanted[0].key) if wanted else []
        standing = {_key(row, names): row for row in model._default_manager.all()}
        tally = self.tally(str(model._meta.verbose_name_plural))
        found = self.found.setdefault(model, {})
        made: dict[str, list[Tracked]] = {}
        for want in wanted:
            key = tuple(want.key.values())
            row = standing.get(key)
            if row is None:
                row = _set(model(), {**want.key, **want.first, **want.facts})
                made.setdefault(want.file, []).append(row)
                tally.created += 1
            elif _set(row, want.facts).changed_fields():
                with _Clash(want.file, row):
                    record(row, by=self.by, at=self.at, reason=f"Plan file {want.file}")
                tally.changed += 1
            else:
                tally.unchanged += 1
            found[key] = row
        for file, rows in made.items():
            with _Clash(file, rows[0]):
                at = self.known_from(file)
                record_all(rows, by=self.by, at=at, reason=f"Plan file {file}")


class _Clash:
    """Turn what the database refuses into a fault that names the file."""

    def __init__(self, file: str, row: Tracked) -> None:
        self.file, self.row = file, row

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, IntegrityError):
            rows = self.row._meta.verbose_name_plural
            if is_taken(error):
                what = f"among its {rows} a name or number belongs to another row already loaded"
                fault = Fault(self.file, "", f"{what} ({error}): type one that is free")
            else:
                what = f"the database refuses one of its {rows} ({error}): correct that value"
                fault = Fault(self.file, "", what)
            raise PlanRefused([fault]) from error


def _key(row: Tracked, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)


def _set(row: Tracked, facts: Mapping[str, Any]) -> Tracked:
    # One by one: a PlanDate is set through its descriptor, which Model() does not take.
    for name, value in facts.items():
        setattr(row, name, value)
    return row


def sourced_columns(sourced: SourcedRecord, *names: str, **more: Any) -> dict[str, Any]:
    """Return a record's columns: those named as in its file, its source, and `more`."""
    return {
        **{name: getattr(sourced, name) for name in names},
        "source_document": sourced.source.document,
        "source_section": sourced.source.section,
        "source_row": sourced.source.row,
        "erratum": sourced.erratum,
        **more,
    }
