"""The list of a programme's returns, the newest first."""

from datetime import date

import time_machine

from programmes.words import Rating
from tests.programmes.steps import assured, later, next_period, signed
from tests.programmes.views.test_programme import text

LIST = "/programmes/HOU/returns"


def test_who_may_open_it(refuses):
    refuses(LIST, unknown=["/programmes/XXX/returns"])


def test_each_line_has_both_voices_and_who_signed(world, sign_in):
    signed(world, rating=Rating.AMBER, reason="Vacancies.")
    assured(world, rating=Rating.RED, reason="No plan.")
    next_period(world)
    with time_machine.travel(later(26), tick=False):
        lines = text(sign_in("committee").get(LIST)).split("<tbody")[1].split("</tr>")
    assert "/returns/HOU/2026-11" in lines[0]
    assert lines[0].count("Not yet given") == 2
    for words in ("October 2026", "Assured", "app-rag--amber", "app-rag--red", "Person sao"):
        assert words in lines[1]


def test_it_is_paged_and_its_queries_do_not_grow(world, sign_in, django_assert_max_num_queries):
    for number in range(50):
        month = date(2026 + (10 + number) // 12, (10 + number) % 12 + 1, 1)
        next_period(world, month=month, at=later(24 + number))
    with time_machine.travel(later(99), tick=False):
        client = sign_in("sao")
        with django_assert_max_num_queries(12):
            first = text(client.get(LIST))
        second = text(client.get(f"{LIST}?page=2"))
    assert first.count('scope="row"') == 50
    assert second.count('scope="row"') == 1
    assert "Showing 1 to 50 of 51" in first
