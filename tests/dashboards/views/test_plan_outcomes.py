"""The plan's outcomes: each with its KPIs, programmes, savings and risks, few statements."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from irp.history import record, record_ties
from irp.models import Outcome
from kpis.actions import NewTarget, record_reading, set_target
from kpis.models import Indicator
from kpis.words import Figure, Yardstick
from tests.dashboards import months
from tests.programmes.saving_steps import enter, save, validate
from tests.test_permission_matrix import register_risks
from tests.world import LOADED_AT, LOADER, NOW

PATHS = ["/plan/outcomes", "/plan/outcomes.csv", "/plan/outcomes/3/1"]
M = 1_000_000


def indicator(number=1):
    outcome = Outcome.objects.get()
    row = Indicator(
        ref=f"KPI-3-{number:02}", aim=outcome.aim, number=number, name=f"Repairs {number}",
        unit="percent", polarity="higher",
    )  # fmt: skip
    record(row, by=LOADER, at=LOADED_AT)
    return record_ties(row, "outcomes", [outcome.pk], by=LOADER, at=LOADED_AT)


def off_target(world):
    """Let an indicator of the outcome miss its target."""
    measure, by = indicator(), world.user("cpmo")
    record_reading(measure, month=date(2026, 9, 1), value=Decimal(90), figure=Figure.REVISED,
                   note="", by=by, at=NOW)  # fmt: skip
    new = NewTarget(kind=Yardstick.TARGET, value=Decimal(95), from_month=date(2026, 4, 1),
                    decided_by="Cabinet", reason="Agreed")  # fmt: skip
    set_target(measure, new, by=by, at=NOW, seen=0)


@pytest.mark.parametrize("path", PATHS)
def test_who_may_see_them(world, sign_in, path):
    assert Client().get(path).url.startswith("/sign-in")
    assert sign_in("nobody").get(path).status_code == 403
    for who in ("cpmo", "rdl", "commissioner", "committee"):
        assert sign_in(who).get(path).status_code == 200
    assert sign_in("cpmo").get("/plan/outcomes/3/99").status_code == 404


def test_the_list_says_first_what_is_known_of_each(world, sign_in, text_of):
    off_target(world)
    page = text_of(sign_in("committee"), "/plan/outcomes")
    assert "With a KPI off target" in page and "Nobody rates an outcome" in page
    assert "2 programmes of this aim: 0 rated Red by the SAO" in page
    assert "The plan names programmes for the aim, not for each outcome." in page
    row = text_of(sign_in("committee"), "/plan/outcomes.csv").splitlines()[1]
    assert ",1,0,0,1,0,0," in row and "HOU,JOB" in row and ",yes," in row


def test_an_outcome_has_its_kpis_programmes_savings_and_risks_together(world, sign_in, text_of):
    off_target(world)
    saving = save(world, target=5 * M)
    enter(world, saving, 2 * M)
    validate(world, saving, M)
    register_risks(world)
    months.sign(world, "HOU")
    page = text_of(sign_in("committee"), "/plan/outcomes/3/1")
    assert "0 of 1 KPI on target. 0 of the aim’s 2 programmes rated Red by the SAO" in page
    assert "KPI-3-01 Repairs 1" in page and "Housing Improvement" in page
    assert "£1,000,000 validated of £5,000,000 promised in 2026/27" in page
    assert "HOU-R-01" in page
    file = text_of(sign_in("committee"), "/plan/outcomes.csv")
    assert ",2026/27,1000000.00,5000000.00," in file


def test_programmes_that_serve_an_outcome_are_shown_and_not_the_aims(world, sign_in, text_of):
    outcome = Outcome.objects.get()
    housing = world.programmes["HOU"]
    record_ties(housing, "outcomes", [outcome.pk], by=LOADER, at=NOW)
    page = text_of(sign_in("committee"), "/plan/outcomes/3/1")
    table = page[page.index("Programmes of this outcome") :]
    assert "Housing Improvement" in table and "Job Evaluation" not in table
    assert "1, 0 Red" in text_of(sign_in("committee"), "/plan/outcomes")
    before = text_of(sign_in("committee"), "/plan/outcomes/3/1?as_at=2026-11-08")
    assert "Job Evaluation" in before, "as at a day before it was said"


def test_an_outcome_that_was_not_yet_there_says_so(world, sign_in, text_of):
    new = Outcome(aim=Outcome.objects.get().aim, number=2, name="Cleaner streets")
    record(new, by=LOADER, at=NOW)
    page = text_of(sign_in("committee"), "/plan/outcomes/3/2?as_at=2026-11-08")
    assert "was not in the record on that date" in page
    assert "The plan sets no KPI for it." in text_of(sign_in("committee"), "/plan/outcomes/3/2")


@pytest.mark.parametrize("path", [*PATHS, *(f"{path}?as_at=2026-11-08" for path in PATHS)])
def test_20_statements_at_most_and_no_more_with_ten_times_the_indicators(
    world, sign_in, queries_of, path
):
    off_target(world)
    client = sign_in("cpmo")
    client.get(path)
    few = queries_of(client, path)
    for number in range(2, 12):
        indicator(number)
    assert few <= 20
    assert queries_of(client, path) == few
