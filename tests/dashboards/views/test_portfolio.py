"""The portfolio page: filters and order in the address, few queries, the same rows as a file."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from irp.history import record
from irp.models import Aim
from programmes.models import Milestone, Programme
from programmes.words import Rating
from tests.dashboards import months
from tests.dashboards.views.test_home import figures_of
from tests.programmes import budget_steps
from tests.world import LOADED_AT, LOADER, NOW, build

PATHS = ["/portfolio", "/portfolio.csv"]


@pytest.mark.parametrize("path", PATHS)
def test_who_may_see_it(sign_in, path):
    assert Client().get(path).url.startswith("/sign-in")
    assert sign_in("nobody").get(path).status_code == 403
    for who in ("administrator", "cpmo", "sao", "rdl", "lead_member", "commissioner", "committee",
                "finance_validator"):  # fmt: skip
        assert sign_in(who).get(path).status_code == 200


def test_it_is_read_only(sign_in):
    assert sign_in("cpmo").post("/portfolio").status_code == 405


def test_rule_6_the_strip_counts_what_is_missing_first_and_names_it(world, sign_in, text_of):
    months.sign(world, "HOU")
    page = text_of(sign_in("committee"), "/portfolio")
    assert "Worst:" not in page, "Rule 4: a rating that is not yet due is not missing"
    assert 'href="?rating=awaited">Not yet given</a>' in page
    months.freeze(world)
    page = text_of(sign_in("committee"), "/portfolio")
    worst = page[page.index("Worst:") : page.index("</p>", page.index("Worst:"))]
    assert "Not reported" in worst and "Job Evaluation Programme" in worst
    assert "Housing Improvement" not in worst


def test_rule_4_no_percentage_is_printed(world, sign_in, text_of):
    months.sign(world, "HOU")
    page = text_of(sign_in("committee"), "/portfolio")
    assert "%" not in page[page.index("<main") :].replace("percentages", "")
    assert "3</a> of 3 reported" in page  # this month, n of N


def test_rule_2_divergence_is_marked(world, sign_in, text_of):
    months.sign(world, "HOU")
    months.assure(world, "HOU", Rating.RED)
    assert "Differs<span" in text_of(sign_in("sao"), "/portfolio")


def test_rule_2_a_difference_is_counted_as_its_row_shows_it_until_the_next_is_rated(
    world, sign_in, text_of
):
    months.sign(world, "HOU")
    months.assure(world, "HOU", Rating.RED)
    months.freeze(world)
    months.open_november(world)
    page = text_of(sign_in("committee"), "/portfolio")
    assert "Differs<span" in page  # October's ratings: nobody has rated November yet
    assert figures_of(page)["SAO and CPMO differ"][1] == 1


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("rating=green", "Housing Improvement", "Job Evaluation"),
        ("rating=awaited", "Job Evaluation", "Housing Improvement"),
        ("state=signed", "Housing Improvement", "Job Evaluation"),
        ("aim=3&state=not_started", "Job Evaluation", "Housing Improvement"),
    ],
)
def test_filters_stand_in_the_address(world, sign_in, text_of, query, shown, hidden):
    months.sign(world, "HOU")
    page = text_of(sign_in("committee"), f"/portfolio?{query}")
    table = page[page.index("<table") :]
    assert shown in table and hidden not in table
    assert "Remove filter" in page
    lines = text_of(sign_in("committee"), f"/portfolio.csv?{query}")
    assert shown in lines and hidden not in lines


@pytest.mark.parametrize("query", ["rating=purple", "aim=99", "sao=x", "state=' OR 1=1", "sort=me",
                                   "page=%01", "aim=" + "9" * 5000])  # fmt: skip
def test_a_filter_that_names_nothing_never_breaks_the_page(sign_in, text_of, query):
    page = text_of(sign_in("committee"), f"/portfolio?{query}")
    assert "Housing Improvement" in page and "Job Evaluation" in page


def test_filters_that_nothing_passes_say_so(sign_in, text_of):
    assert "No programmes match" in text_of(sign_in("committee"), "/portfolio?rating=red")


@pytest.mark.parametrize(
    ("sort", "first"),
    [("programme", "Housing"), ("-programme", "Job"), ("rating", "Job"), ("-rating", "Housing")],
)
def test_it_is_sorted_as_the_address_asks(world, sign_in, text_of, sort, first):
    months.sign(world, "HOU")
    page = text_of(sign_in("committee"), f"/portfolio?sort={sort}")
    body = page[page.index("<tbody") :]
    second = {"Housing": "Job", "Job": "Housing"}[first]
    assert body.index(f">{first}") < body.index(f">{second}")
    assert 'aria-sort="ascending"' in page or 'aria-sort="descending"' in page


def test_rule_6_the_worst_come_first_and_by_aim_on_request(world, sign_in, text_of):
    """What is missing outranks green; the longest late milestone is named."""
    months.sign(world, "HOU")
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        client = sign_in("committee")
        for asked, first, second in (("", "Job", "Housing"), ("?sort=aim", "Housing", "Job")):
            page = text_of(client, f"/portfolio{asked}")
            body = page[page.index("<tbody") :]
            assert body.index(f">{first}") < body.index(f">{second}")
        lines = text_of(client, "/portfolio.csv").splitlines()
    assert '/milestones/HOU-01">HOU-01</a> <span class="app-block app-quiet">8 days late' in page
    assert "HOU-01,8," in lines[2]
    assert "Ratings of HOU. SAO: Oct 2026 Green; CPMO: Oct 2026 Not yet given" in page


def test_the_curve_and_the_ages_of_the_rows_shown_stand_above_them_with_their_data(
    world, sign_in, text_of
):
    job = world.programmes["JOB"]
    job.aim = record(Aim(number=1, name="Sound money"), by=LOADER, at=NOW)
    record(job, by=LOADER, at=NOW)
    with time_machine.travel(NOW + timedelta(days=60), tick=False):  # 8 January 2027
        client = sign_in("committee")
        page, aim_page = (text_of(client, f"/portfolio{asked}") for asked in ("", "?aim=3"))
    assert "6 of 6 dated milestones were planned by 8 Jan 2027, 0 are completed: 6 behind" in page
    assert "6 late milestones: 0 for more than a year" in page
    assert "3 of 3 dated milestones were planned by 8 Jan 2027" in aim_page
    ages = aim_page.split("Late milestones as a list")[1].split("</details>")[0]
    under = ages.split("Under 3 months")[1]
    assert '/milestones/HOU-01">HOU-01</a> (8 days)' in under and "JOB-01" not in under


def test_a_programme_over_its_budget_says_so_beside_its_ratings(world, sign_in, text_of):
    budget_steps.enter(world, forecast=Decimal(4_400_000), note="Two agency teams")
    budget_steps.enter(world, "JOB", by="cpmo")
    page = text_of(sign_in("committee"), "/portfolio")
    assert page.count("over budget") == 1 and "£1.4m over budget" in page
    assert "over budget" not in text_of(sign_in("committee"), "/portfolio?as_at=2026-11-08")


def test_at_most_20_statements_and_no_more_for_twice_the_plan(world, sign_in, queries_of):
    months.sign(world, "HOU")
    client = sign_in("committee")
    before = queries_of(client, "/portfolio")
    assert before <= 20
    aim = Aim.objects.get()
    for number in range(3, 9):
        programme = record(
            Programme(number=number, ref=f"P{number}", name=f"Programme {number}", aim=aim,
                      sao=world.posts["other_sao"]),
            by=LOADER, at=LOADED_AT,
        )  # fmt: skip
        for line in range(1, 5):
            record(
                Milestone(ref=f"P{number}-{line}", programme=programme, number=line, title="Row",
                          kind="dated"),
                by=LOADER, at=LOADED_AT,
            )  # fmt: skip
    assert queries_of(client, "/portfolio") == before
    assert queries_of(client, "/portfolio?sort=missed&aim=3") == before
    assert queries_of(client, "/portfolio.csv") <= before


@pytest.mark.django_db
def test_before_the_first_period_it_says_so(text_of):
    world = build(with_period=False)
    client = Client()
    client.force_login(world.users["cpmo"])
    page = text_of(client, "/portfolio")
    rows = page.partition("Programme and SAO")[2].partition("</table>")[0]
    assert rows.count("No month opened yet") == 6 and "Not reported" not in rows
    assert ">Ratings</th>" in page
    figures = figures_of(page)
    assert [figures[label][1:] for label in ("Not reported", "No month opened yet")] == [
        (0, False), (2, False),
    ]  # fmt: skip
    assert client.get("/portfolio.csv")["Content-Disposition"].endswith('no-period.csv"')


def test_rule_14_it_is_shown_as_at_a_past_day_or_as_frozen_and_so_is_the_file(
    world, sign_in, text_of
):
    """Signed on 9 November, frozen an hour later, and changed in the month after."""
    months.sign(world, "HOU")
    months.freeze(world)
    months.open_november(world)
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        client = sign_in("committee")
        now, frozen, before = (
            text_of(client, f"/portfolio.csv?sort=aim&{asked}").splitlines()[1]
            for asked in ("", "month=2026-10", "as_at=2026-11-08")
        )
        page = text_of(client, "/portfolio?month=2026-10&sort=name&rating=green")
    assert "Not started,RDL" in now and "Signed,," in frozen and "Not started,RDL" in before
    assert "Green,Oct 2026" in frozen and "Not yet given,Oct 2026" in before
    assert ", October 2026 as frozen" in page[: page.index("</title>")]
    assert 'href="/programmes/HOU?month=2026-10"' in page and "Job Evaluation" not in page
    assert '<input type="hidden" name="month" value="2026-10"' in page


def test_what_cannot_be_shown_leaves_the_page_as_it_is_now(world, sign_in, text_of):
    page = text_of(sign_in("committee"), "/portfolio?as_at=2027-01-01")
    assert "not in the future" in page and "as at" not in page[: page.index("</title>")]


def test_as_at_takes_at_most_20_statements(world, sign_in, queries_of):
    months.sign(world, "HOU")
    months.freeze(world)
    assert queries_of(sign_in("committee"), "/portfolio?month=2026-10") <= 20


def test_what_is_calm_is_one_line_that_opens(world, sign_in, text_of):
    """Green by both with nothing late; whoever asks for an order or for some rows sees them all."""
    months.sign(world, "HOU")
    client = sign_in("committee")
    assert "more rated Green" not in text_of(client, "/portfolio")  # CPMO has not rated it
    months.assure(world, "HOU", Rating.GREEN)
    words = "1 more rated Green by both with nothing late"
    page = text_of(client, "/portfolio")
    first, folded = page.split(f">{words}</span></summary>")
    assert "/programmes/JOB" in first and '"/programmes/HOU"' not in first[first.index("<table") :]
    assert '"/programmes/HOU"' in folded.split("</details>")[0]
    for asked in ("sort=aim", "sort=rating", "rating=green"):
        assert words not in text_of(client, f"/portfolio?{asked}"), asked
    with time_machine.travel(NOW + timedelta(days=60), tick=False):  # a row of it is late then
        assert words not in text_of(sign_in("committee"), "/portfolio")


def test_nothing_is_folded_where_every_programme_is_calm(world, sign_in, text_of):
    for ref in ("HOU", "JOB"):
        months.sign(world, ref)
        months.assure(world, ref, Rating.GREEN)
    assert "more rated Green" not in text_of(sign_in("committee"), "/portfolio")
