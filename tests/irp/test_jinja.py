"""The environment of the pages: filters, and no silent blanks."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import engines
from django.test import RequestFactory
from jinja2 import DictLoader, UndefinedError

from irp.jinja import day, moment, month, number, pounds, printed_date, querystring, rag
from irp.rules.plan_dates import QuarterConvention, parse_plan_date


def drawn(source, **context):
    return engines["jinja2"].from_string(source).render(context)


def test_every_template_stays_compiled_however_many_there_are():
    names = [f"{place}.html" for place in range(1_000)]
    env = engines["jinja2"].env.overlay(loader=DictLoader(dict.fromkeys(names, "")))
    loaded = [env.get_template(name) for name in names]
    assert all(
        env.get_template(name) is template for name, template in zip(names, loaded, strict=True)
    )


def test_moments_are_london_time_on_both_sides_of_the_clock_change():
    """Rule 8: a moment is shown as the clock in London showed it."""
    assert moment(datetime(2026, 6, 30, 13, 5, tzinfo=UTC)) == "30 Jun 2026 at 14:05"
    assert moment(datetime(2026, 12, 1, 9, 5, tzinfo=UTC)) == "1 Dec 2026 at 09:05"
    assert day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 Jul 2026"


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        moment(datetime(2026, 6, 30, 13, 5))


def test_days_and_months():
    assert day(date(2026, 6, 30)) == "30 Jun 2026"
    assert month(date(2026, 6, 1)) == "June 2026"


@pytest.mark.parametrize("shown", [day, month, moment, number, pounds])
def test_none_is_printed_as_nothing(shown):
    assert shown(None) == ""


def test_pounds_are_never_rounded():
    """Rule 26: Decimal, and pence where there are some."""
    assert pounds(149_800_000) == "£149,800,000"
    assert pounds(Decimal("12.50")) == "£12.50"
    assert pounds(Decimal("-1234")) == "−£1,234"


def test_numbers_keep_their_places_unless_told():
    assert number(12345) == "12,345"
    assert number(-0.5) == "−0.5"
    assert number(Decimal("2.345"), 1) == "2.3"


def test_a_quarter_is_printed_with_its_months_by_the_plans_convention():
    """Rule 11: the same words name other months in the other plan."""
    calendar = parse_plan_date("Q3 2026", quarters=QuarterConvention.CALENDAR)
    assert printed_date(calendar, "calendar") == "Q3 2026 (Jul to Sep 2026)"
    assert printed_date(None) == "No date"


def test_a_rating_is_drawn_with_its_word_even_when_short():
    """Rule 32: readers hear the word where the eye sees an initial."""
    assert ">Amber</span>" in rag("amber")
    assert ">Amber</span>" in rag("amber", short=True)
    assert ">A</span>" in rag("amber", short=True)


def test_the_query_string_keeps_other_filters():
    request = RequestFactory().get("/", {"rag": "red", "aim": ["1", "2"], "page": "4"})
    assert querystring(request, page=2) == "?rag=red&aim=1&aim=2&page=2"
    assert querystring(request, aim=None, page=None) == "?rag=red"


@pytest.mark.parametrize(
    "source", ["{{ misspelt }}", "{{ row.misspelt }}", "{% for x in misspelt %}{% endfor %}"]
)
def test_a_misspelt_name_fails_the_page(source):
    with pytest.raises(UndefinedError):
        drawn(source, row=SimpleNamespace(title="x"))


def test_a_missing_name_may_be_asked_about_and_the_kits_parameters_left_out():
    assert drawn("{% if maybe %}yes{% else %}no{% endif %}{{ given.absent }}", given={}) == "no"


def test_text_is_escaped():
    assert drawn("{{ text }}", text="<b>") == "&lt;b&gt;"
