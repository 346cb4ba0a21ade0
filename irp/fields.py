"""Columns that the database itself keeps sane, history tables included (DESIGN 4a.3).

A bound written only in a form is lost in the first import or raw SQL; here each column carries
its own CHECK, so that one bad date or a runaway text can never poison lists, dumps and packs.
Every kind of column is here: migrations name them by this module.
"""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Length
from django.db.models.lookups import LessThanOrEqual

from irp.rules.date_spans import EARLIEST_ON, LATEST_ON, printed_day
from irp.rules.names import address_fault, name_fault
from irp.rules.texts import line_fault


class _Worded(models.Field):
    """A column whose words, label and choices, are not the database's.

    A migration does not keep them, so that a word may change without one.
    """

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        words = {"choices", "verbose_name"}
        return name, path, args, {key: kwargs[key] for key in kwargs if key not in words}


class _Plain(_Worded):
    """A column without a CHECK of ours; migrations know it as Django's own, `kind`."""

    kind: str

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.kind}", args, kwargs


if TYPE_CHECKING:
    Link = models.ForeignKey  # the stubs read what a link gives from Django's own class alone
else:

    class Link(_Plain, models.ForeignKey):
        """A row of another table."""

        kind = "ForeignKey"


class FlagField(_Plain, models.BooleanField):
    """Yes or no."""

    kind = "BooleanField"


class PoundsField(_Plain, models.DecimalField):
    """Pounds and pence; what bounds them stands in a CHECK of the table."""

    kind = "DecimalField"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_digits": 14, "decimal_places": 2, **kwargs})


def _plain_address(text: str) -> None:
    if fault := address_fault(text):
        raise ValidationError(fault)


class AddressField(_Plain, models.EmailField):
    """An email address, in plain letters."""

    kind = "EmailField"
    default_validators = [*models.EmailField.default_validators, _plain_address]


class _Checked(_Worded):
    """A column with a CHECK of its own, next to whatever Django checks."""

    def own_check(self, column: str) -> str:
        raise NotImplementedError

    def db_check(self, connection: Any) -> str:
        own = self.own_check(connection.ops.quote_name(self.column))
        django = super().db_check(connection)
        return f"({own}) AND ({django})" if django else own


class DayField(_Checked, models.DateField):
    """A day from 1 January 2000 to 31 December 2100, optionally never before another column."""

    def __init__(self, *args: Any, not_before: str = "", **kwargs: Any) -> None:
        self.not_before = not_before
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "not_before": self.not_before}

    def own_check(self, column: str) -> str:
        bounds = f"{column} BETWEEN '{EARLIEST_ON}' AND '{LATEST_ON}'"
        return f'{bounds} AND {column} >= "{self.not_before}"' if self.not_before else bounds


def _one_line(text: str) -> None:
    if fault := line_fault(text):
        raise ValidationError(fault)


class LineField(_Checked, models.CharField):
    """One line of text, its length held by the database on SQLite too."""

    default_validators = [_one_line]

    def own_check(self, column: str) -> str:
        return f"length({column}) <= {self.max_length}"


def _own_name(text: str) -> None:
    if fault := name_fault(text):
        raise ValidationError(fault)


class NameField(LineField):
    """The name of a person or the title of a post: none may look like another.

    Migrations know it as a line, whose column it has.
    """

    default_validators = [_own_name]

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "irp.fields.LineField", args, kwargs


class ProseField(_Checked, models.TextField):
    """Several lines of text with a longest length in characters, held by the database."""

    def __init__(self, label: str | None = None, *, max_length: int = 4000, **kwargs: Any) -> None:
        super().__init__(label, max_length=max_length, **kwargs)

    def own_check(self, column: str) -> str:
        return f"length({column}) <= {self.max_length}"


class PartsField(_Checked, models.JSONField):
    """A list of small records that belong to the row, their length as text held by the database."""

    def own_check(self, column: str) -> str:
        return f"length(CAST({column} AS text)) <= {self.max_length}"


class WholeField(_Checked, models.IntegerField):
    """A whole number between two bounds, both included."""

    def __init__(self, *args: Any, least: int = 0, most: int = 1_000_000, **kwargs: Any) -> None:
        self.least, self.most = least, most
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "least": self.least, "most": self.most}

    def own_check(self, column: str) -> str:
        return f"{column} BETWEEN {self.least} AND {self.most}"


def one_of(column: str, words: type[StrEnum], *, blank: bool = False) -> Q:
    """Return what holds where a column has one of its choices, or "" where it may be `blank`.

    It belongs into a CHECK of the table: a column's own knows no choices, which are words, and no
    migration keeps them.
    """
    values = [*([""] if blank else []), *(word.value for word in words)]
    return Q(**{f"{column}__in": values})


def parts_fit(column: str, *, most: int = 200_000) -> LessThanOrEqual:
    """Return what holds where small records, as text, are so long at most.

    It belongs into a CHECK of the table, which a column that is there already can be given; a
    column's own is made with it alone.
    """
    text = Cast(F(column), models.TextField())
    return LessThanOrEqual(Length(text), most)


def label_of(model: type[models.Model], name: str) -> str:
    """Return what people call a column of a model: the one label of forms, lists and history."""
    dates = getattr(model, name, None)  # of a date of the plan, what its four columns are called
    label = getattr(dates, "label", "") or str(
        model._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    )
    return label[:1].upper() + label[1:]


def words_in(model: type[models.Model], name: str, value: Any) -> str:
    """Return what people read for a value of a column; "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return printed_day(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    choices = dict(getattr(model._meta.get_field(name), "flatchoices", ()))
    return str(choices.get(value, value))
