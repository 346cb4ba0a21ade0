"""What goes from TIB to IRB, and what comes by which day (DOMAIN 4; Rules 18 and 28)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assurance.words.requests import RequestAct
from packs.context import Edition, compose
from packs.context import forward as ahead
from programmes.facts.raid import RaidFacts
from programmes.words import Ladder
from tests.packs import made_up, said_around
from tests.packs.test_risks import risk, scored

TIB = Edition(forum="tib", number=1, standing="draft")
RISKS = (
    risk(1, scored(5, 4), forum=Ladder.TIB),
    risk(2, scored(4, 4), forum=Ladder.IRB),
    risk(3, scored(3, 4), forum=Ladder.DIRECTORATE),
    risk(4, scored(5, 5, days=60), forum=Ladder.TIB),
    risk(5),
)


@pytest.fixture(scope="module")
def plan():
    return made_up.facts_of(made_up.body())


def rows_of(page):
    """Return what comes, month by month and kind by kind, in one list."""
    return [row for _, kinds in page.months for _, rows in kinds for row in rows]


def composed(plan, **beside):
    known = {"raid": RaidFacts(risks=RISKS), "points": ()} | beside
    return compose(replace(plan, **known), TIB, sha256="0" * 64, before=None)


def test_rule_28_a_risk_goes_to_irb_that_is_there_or_is_in_the_top_band_at_this_freeze(plan):
    page = composed(plan).onward
    (kind, rows), *others = page.kinds
    assert kind == "Risks with IRB, or that go to it"
    assert [row.ref for row in rows] == ["HOU-R-01", "HOU-R-02"]
    assert rows[1].why == "With IRB" and "at this freeze" in rows[0].why
    assert others == [] and page.every == 2


def test_what_commissioners_asked_for_goes_there_until_they_accept_it(plan):
    answered, accepted = (
        said_around.step(act) for act in (RequestAct.ANSWERED, RequestAct.ACCEPTED)
    )
    requests = (said_around.request(1), said_around.request(2, answered, accepted))
    page = composed(plan, assurance=said_around.kept(requests=requests)).onward
    (row,) = dict(page.kinds)["Requests of commissioners"]
    assert (row.ref, row.why) == ("REQ-01", "Late: 19 days late")


def test_nothing_on_its_way_is_said_in_a_sentence(plan):
    markup = " ".join(made_up.printed(composed(plan, raid=RaidFacts())).split())
    assert "Nothing goes to the Improvement and Recovery Board of" in markup


def test_a_snapshot_that_kept_no_register_does_not_say_what_goes_there(plan):
    assert 'id="onward"' not in made_up.printed(composed(plan, raid=None))


def test_what_comes_stands_by_its_day_and_what_is_past_or_far_off_does_not(plan):
    page = composed(plan).forward
    rows = rows_of(page)
    months = [row.on.replace(day=1) for row in rows]
    assert months == sorted(months)
    for _, kinds in page.months:
        for kind, some in kinds:
            assert [row.on for row in some] == sorted(row.on for row in some)
            assert {row.kind for row in some} == {kind}
    assert all(date(2026, 10, 31) < row.on <= page.until for row in rows)
    kinds = {row.kind for row in rows}
    assert {"Forecast", "Assurance"} <= kinds


def test_rule_8_a_milestone_stands_under_its_forecast_and_without_one_under_its_baseline(plan):
    pack = composed(plan)
    lines = {line.ref: line for row in pack.reports for line in row.milestones}
    milestones = [row for row in rows_of(pack.forward) if row.ref in lines]
    assert milestones
    for row in milestones:
        line = lines[row.ref]
        expected = line.forecast or line.baseline
        assert line.is_open and row.on == expected.latest
        assert row.kind == ("Forecast" if line.forecast else "Baseline")


def test_rows_beyond_what_is_printed_are_counted(plan, monkeypatch):
    whole = composed(plan).forward
    every = len(rows_of(whole)) + whole.more
    monkeypatch.setattr(ahead, "MOST", 3)
    short = composed(plan).forward
    assert len(rows_of(short)) == 3
    assert short.more == every - 3
    assert short.until - date(2026, 10, 31) > timedelta(days=200)


def test_a_last_month_of_one_row_stands_beside_the_month_before(plan):
    """PAGES 6: no row alone on a page. Where the month before ends in a high row it may."""
    pack = composed(plan)
    months = [kinds for _, kinds in pack.forward.months]
    assert len(months) > 2 and [len(rows) for _, rows in months[-1]] == [1]
    assert len(months[-2][-1][1]) <= 3
    groups = made_up.printed(pack).partition('id="forward"')[2].partition("</table>")[0]
    *others, last = groups.split("<tbody")[1:]
    assert last.startswith(' class="joined"')
    assert not any(tag.startswith(" class") for tag in others)
