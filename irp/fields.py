"""Columns that the database itself keeps sane, history tables included (DESIGN 4a.3).

A bound written only in a form is lost in the first import or raw SQL; here each column carries
its own CHECK, so that one bad date or a runaway text can never poison lists, dumps and packs.
Longer than most, since every kind of column is here: migrations name them by this module.
"""

from collections.abc import Callable
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
from irp.rules.plan_dates import DATED_PRECISIONS, UNDATED, PlanDate, Precision
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


class PlanDates:
    """Four columns that hold one `PlanDate`, read and written as one attribute (Rule 8).

    `end = PlanDates()` gives `end_raw`, `end_precision`, `end_earliest`, `end_latest`, and the
    attribute `end`, a `PlanDate`. `label` is what people call the four together. Its table has a
    CHECK that `whole_date("end")` holds.
    """

    def __init__(self, label: str = "") -> None:
        self.label = label

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        """Add the columns to the model, abstract ones included."""
        self.name = name
        self.label = self.label or name
        choices = [(precision.value, precision.value) for precision in Precision]
        columns: dict[str, Callable[[], models.Field]] = {
            "raw": lambda: LineField(max_length=200, blank=True, default=""),
            "precision": lambda: LineField(
                max_length=20, choices=choices, default=Precision.UNDATED.value
            ),
            "earliest": lambda: DayField(null=True, blank=True),
            "latest": lambda: DayField(null=True, blank=True, not_before=f"{name}_earliest"),
        }
        for suffix, column in columns.items():
            model.add_to_class(f"{name}_{suffix}", column())
        setattr(model, name, self)

    def __get__(self, row: Any, owner: Any = None) -> Any:
        if row is None:
            return self
        return plan_date_of(row, self.name)

    def __set__(self, row: Any, value: PlanDate | None) -> None:
        value = value or UNDATED
        for part in ("raw", "earliest", "latest"):
            setattr(row, f"{self.name}_{part}", getattr(value, part))
        setattr(row, f"{self.name}_precision", value.precision.value)


def plan_date_of(row: Any, name: str) -> PlanDate:
    """Return the `PlanDate` held in a row's four columns; history rows have no descriptor."""
    return PlanDate(
        raw=getattr(row, f"{name}_raw"),
        precision=Precision(getattr(row, f"{name}_precision")),
        earliest=getattr(row, f"{name}_earliest"),
        latest=getattr(row, f"{name}_latest"),
    )


def whole_date(name: str) -> Q:
    """Return what holds of the four columns of a `PlanDates`: twin of `PlanDate` itself (Rule 8).

    A known precision; of a dated one the first day and the last, in order, one day where it is a
    day; of the others none.
    """
    dated = [one.value for one in Precision if one in DATED_PRECISIONS]
    others = [one.value for one in Precision if one not in DATED_PRECISIONS]
    precision, earliest, latest = (f"{name}_{part}" for part in ("precision", "earliest", "latest"))
    has_days = Q(**{f"{earliest}__isnull": False, f"{latest}__isnull": False})
    in_order = Q(**{precision: Precision.DAY.value, earliest: F(latest)}) | (
        ~Q(**{precision: Precision.DAY.value}) & Q(**{f"{earliest}__lte": F(latest)})
    )
    none = Q(**{f"{earliest}__isnull": True, f"{latest}__isnull": True})
    return (Q(**{f"{precision}__in": dated}) & has_days & in_order) | (
        Q(**{f"{precision}__in": others}) & none
    )


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
    dates = getattr(model, name, None)
    if isinstance(dates, PlanDates):
        label = dates.label
    else:
        label = str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
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
