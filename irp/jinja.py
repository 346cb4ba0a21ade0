"""The Jinja2 environment of every page: the kit's macros, our filters, and no silent blanks."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, Undefined
from markupsafe import Markup

from irp.addresses import address
from irp.cards import carded
from irp.form_rendering import error_list
from irp.glossary import glossary
from irp.marks import MARKS, mark_of
from irp.rules.calendar import LONDON
from irp.rules.date_spans import days_said, length_of, month_of, printed_day, printed_month
from irp.rules.financial_years import year_words
from irp.rules.money import printed_pounds, short_pounds
from irp.rules.numbers import MINUS, all_of, beyond, counted
from irp.rules.plan_dates import PlanDate, QuarterConvention, printed
from irp.rules.texts import with_post

NOTHING = ""


class Absent(Undefined):
    """A name that the view did not give: it may be asked about, but never printed as a blank.

    The kit's macros rely on absent keys of their parameter mappings being empty; a misspelt
    variable or attribute of ours must instead fail the page, and so the test that opens it.
    """

    def _is_ours(self) -> bool:
        if self._undefined_name is None:
            return False
        return not isinstance(self._undefined_obj, Mapping)

    def __str__(self) -> str:
        """Return nothing for the kit's absent parameters; raise UndefinedError for a name."""
        if self._is_ours():
            self._fail_with_undefined_error()
        return super().__str__()

    def __iter__(self) -> Any:
        """Yield nothing for the kit's absent parameters; raise UndefinedError for a name."""
        if self._is_ours():
            self._fail_with_undefined_error()
        return super().__iter__()

    def __html__(self) -> str:
        """Print as text does."""
        return str(self)


def day(value: date | datetime | None) -> str:
    """Return a day as "30 Jun 2026", a moment by its London day, nothing for None."""
    if value is None:
        return NOTHING
    if isinstance(value, datetime):
        value = _in_london(value)
    return printed_day(value)


def month(value: date | None) -> str:
    """Return the month of a day as "June 2026", nothing for None."""
    return NOTHING if value is None else printed_month(value)


def moment(value: datetime | None) -> str:
    """Return a moment as "30 Jun 2026 at 14:05" in London, nothing for None.

    Raises ValueError for a naive moment, which would name a different time on each machine.
    """
    if value is None:
        return NOTHING
    local = _in_london(value)
    return f"{day(local)} at {local:%H:%M}"


def _in_london(value: datetime) -> datetime:
    if value.utcoffset() is None:
        raise ValueError("The moment must have a time zone")
    return value.astimezone(LONDON)


def number(value: Decimal | float | None, places: int | None = None) -> str:
    """Return a number with thousands separated, "12,345.6", nothing for None.

    `places` fixes the decimal places; without it they stay as they are. A minus is a true minus.
    """
    if value is None:
        return NOTHING
    text = f"{value:,}" if places is None else f"{value:,.{places}f}"
    return text.replace("-", MINUS)


def pounds(value: Decimal | int | None) -> str:
    """Return an amount of pounds as "£149,800,000" or "£12.50", nothing for None."""
    return NOTHING if value is None else printed_pounds(Decimal(value))


def _marker(key: str, *, short: bool) -> Markup:
    mark = MARKS[key]
    word = (
        Markup('<span aria-hidden="true">{}</span><span class="govuk-visually-hidden">{}</span>')
        if short
        else Markup("{1}")
    ).format(mark.short, mark.word)
    return Markup(
        '<span class="app-rag app-rag--{}{}"><span class="app-rag__shape" aria-hidden="true">'
        "</span>{}</span>"
    ).format(key, " app-rag--short" if short else "", word)


# Drawn once: a table of 187 rows prints them without calling a macro for each cell.
_LONG = {key: _marker(key, short=False) for key in MARKS}
_SHORT = {key: _marker(key, short=True) for key in MARKS}


def rag(rating: str | None, *, short: bool = False) -> Markup:
    """Return a rating as shape, word and colour (Rules 4 and 32); None is "Not reported".

    `short` prints initials for grids, with the word for readers. Raises ValueError for a word
    that is no rating.
    """
    return (_SHORT if short else _LONG)[mark_of(rating).key]


def printed_date(value: PlanDate | None, quarters: str = QuarterConvention.FINANCIAL) -> str:
    """Return a plan date for reading, months beside every quarter (Rule 11)."""
    return "No date" if value is None else printed(value, quarters=QuarterConvention(quarters))


def querystring(request: HttpRequest, **changes: Any) -> str:
    """Return the page's query string with some parameters changed, None taking one away."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if isinstance(value, list | tuple):
            query.setlist(name, [str(item) for item in value])
        elif value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"


FILTERS: dict[str, Callable[..., Any]] = {
    "all_of": all_of,
    "beyond": beyond,
    "carded": carded,
    "counted": counted,
    "day": day,
    "days_said": days_said,
    "length_of": length_of,
    "filesize": filesizeformat,
    "financial_year": year_words,
    "moment": moment,
    "month": month,
    "number": number,
    "pounds": pounds,
    "printed": printed_date,
    "rag": rag,
    "short_month": month_of,
    "short_pounds": short_pounds,
    "with_post": with_post,
}


def environment(*, loader: Any, **options: Any) -> Environment:
    """Return the environment for Django's Jinja2 backend: our loader beside the kit's macros."""
    kit = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options |= {"undefined": Absent, "trim_blocks": True, "lstrip_blocks": True}
    # Every template stays compiled, for there are more of them than Jinja2 would keep.
    options |= {"cache_size": -1, "extensions": ["jinja2.ext.do"]}
    env = Environment(loader=ChoiceLoader([loader, kit]), **options)
    env.filters |= FILTERS
    env.globals |= {
        "error_list": error_list,
        "glossary": glossary(),
        "marks": list(MARKS.values()),
        "product_version": settings.PRODUCT_VERSION,
        "querystring": querystring,
        "static": staticfiles_storage.url,
        "url": address,
    }
    return env
