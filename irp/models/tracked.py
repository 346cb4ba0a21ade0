"""What every kept record is made of: a version, a history, a source in the documents."""

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from irp.fields import DayField, LineField, ProseField
from irp.rules.texts import cited


class Conflict(Exception):
    """Somebody else saved this record first; nothing was written (DESIGN 4a.1)."""

    def __init__(self, row: models.Model) -> None:
        super().__init__(f"{row} was changed by somebody else since you opened it.")
        self.row = row


class PenRequired(Exception):
    """A tracked record was saved without `irp.history.record`; nothing was written."""


class HistoryRow(models.Model):
    """What each history row says beside the fields: who, in what post, and the two times.

    `history_date` is when the change took effect, `recorded_at` the database's own clock,
    `happened_on` the day a person claims for it (DESIGN 4a.7).
    """

    actor_name = LineField(max_length=200, blank=True, default="")
    actor_post = LineField(max_length=400, blank=True, default="")
    request_number = LineField(max_length=40, blank=True, default="")
    happened_on = DayField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True


class Versions(HistoryManager):
    """The manager of a record's versions, its class made once: `row.history` asks each time."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: Any, class_name: str | None = None) -> Any:
        """Return the class of a manager with the methods of a queryset."""
        return super().from_queryset(queryset_class, class_name)


class History(HistoricalRecords):
    """django-simple-history with the index that made as-of reads three times faster."""

    NEVER_KEPT = frozenset({"password", "last_login"})

    def fields_included(self, model: type[models.Model]) -> list[models.Field]:
        """Return the columns that history keeps: never a password's hash."""
        return [f for f in super().fields_included(model) if f.name not in self.NEVER_KEPT]

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        """Return the options of the history model, its index included."""
        key = model._meta.pk.attname
        options = super().get_meta_options(model)
        options["indexes"] = [models.Index(fields=[key, "-history_date", "-history_id"])]
        return options


class Tracked(models.Model):
    """A record whose every change is kept and never silently overwritten.

    Only `irp.history` writes it. A stale write raises `Conflict`.
    """

    # The ties that the model's history keeps.
    _history_m2m_fields: ClassVar[list[str]] = []

    # Set on a row by the pen alone; django-simple-history reads the underscored ones from it.
    held_by_pen: bool
    skip_history_when_saving: bool
    history_marks: dict[str, Any]
    read_values: dict[str, Any]
    _history_user: Any
    _history_date: datetime
    _change_reason: str

    version = models.PositiveIntegerField(default=1, editable=False)
    history = History(inherit=True, bases=[HistoryRow], history_manager=Versions)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save through the pen only."""
        if not getattr(self, "held_by_pen", False):
            raise PenRequired(f"Write {self._meta.label} with irp.history.record.")
        super().save(*args, **kwargs)
        self.remember()

    def remember(self, names: Collection[str] | None = None) -> None:
        """Take the values of some columns, or of all that are loaded, for those last read."""
        loaded = {field.attname for field in self._meta.concrete_fields} & self.__dict__.keys()
        read = {} if names is None else getattr(self, "read_values", {})
        known = loaded if names is None else loaded.intersection(names)
        self.read_values = read | {name: self.__dict__[name] for name in known}

    def refresh_from_db(
        self, using: Any = None, fields: Any = None, from_queryset: Any = None
    ) -> None:
        """Read columns anew, one that was left out among them, and remember what was read."""
        super().refresh_from_db(using, fields, from_queryset)
        if fields is None:
            self.remember()
            return
        names = {field.attname: {field.name, field.attname} for field in self._meta.concrete_fields}
        self.remember([name for name, either in names.items() if not either.isdisjoint(fields)])

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any) -> Any:
        """Remember what was read, so that the pen can tell a change from none."""
        row = super().from_db(db, field_names, values)
        row.read_values = dict(zip(field_names, values, strict=False))
        return row

    def changed_fields(self) -> list[str]:
        """Return the columns whose values differ from those last read or written.

        One that was never read and has a value is told as changed: nothing else is known of it.
        """
        read, now = getattr(self, "read_values", {}), self.__dict__
        names = [field.attname for field in self._meta.concrete_fields]
        return [
            name for name in names if name in now and (name not in read or now[name] != read[name])
        ]

    def _do_update(self, base_qs: Any, using: Any, pk_val: Any, values: Any, *rest: Any) -> bool:
        # UPDATE … WHERE id AND version: the race is decided by the database, before history.
        at_version = base_qs.filter(version=self.version - 1)
        if not super()._do_update(at_version, using, pk_val, values, *rest):
            raise Conflict(self)
        return True


class Sourced(models.Model):
    """Where in the two published documents a record comes from, and what contradicts it."""

    source_document = LineField(max_length=10, blank=True, default="")
    source_section = LineField(max_length=200, blank=True, default="")
    source_row = LineField(max_length=60, blank=True, default="")
    erratum = ProseField(max_length=1000, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def source(self) -> str:
        """Return the reference for people: "IRP, Appendix 1, Housing Improvement, row 7"."""
        return cited(self.source_document, self.source_section, self.source_row)


class Retirable(models.Model):
    """A row whose reference is kept for ever: it is retired, never renumbered (Rule 24)."""

    retired_on = DayField(null=True, blank=True)

    class Meta:
        abstract = True

    def is_in_force(self, *, on: date) -> bool:
        """Tell whether the row stands on that day; twin of `RetirableQuerySet.in_force`."""
        return self.retired_on is None or on < self.retired_on


class AppendOnly(models.Model):
    """A row that is written once: triggers refuse its UPDATE and DELETE (DESIGN 4a.5)."""

    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True


class Act(AppendOnly):
    """A person's act, kept with the name and post they had then (Rule 31)."""

    by = models.ForeignKey("irp.User", models.PROTECT, null=True, related_name="+")
    by_name = LineField(max_length=200)
    by_post = LineField(max_length=400, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        abstract = True
