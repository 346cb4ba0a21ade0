"""What pages over everything say of several programmes and of an outcome, in words and groups."""

from types import SimpleNamespace

import pytest

from dashboards.figures import calm_in_words, outcome_finding, outcome_groups
from dashboards.words import OutcomeGroup
from kpis.figures import scorecard_line
from kpis.words import KpiStatus
from programmes.words import Silence


def kpis(*statuses):
    """Return the counts of indicators, each by its status; None of one without a reading."""
    rows = [
        SimpleNamespace(
            ref=f"KPI-{n}",
            status=status,
            direction=None,
            is_unread=status is None,
            late=0,
            missing=0,
        )
        for n, status in enumerate(statuses)
    ]
    return scorecard_line(1, "Homes are safe", rows)


@pytest.mark.parametrize(
    ("of", "counts", "groups"),
    [
        ([], "The plan sets no KPI for it", {OutcomeGroup.NONE}),
        ([KpiStatus.ON_TARGET], "1 of 1 KPI on target", {OutcomeGroup.ON_TARGET}),
        ([None], "0 of 1 KPI on target, 1 with no reading", {OutcomeGroup.UNREAD}),
        (
            [KpiStatus.ON_TARGET, KpiStatus.OFF_TARGET, None],
            "1 of 3 KPIs on target, 1 with no reading",
            {OutcomeGroup.OFF_TARGET},
        ),
    ],
)
def test_an_outcome_is_said_in_counts_and_grouped_by_its_indicators(of, counts, groups):
    found = outcome_finding(kpis(*of), programmes=2, red=1, late=1, is_of_aim=False)
    assert found == f"{counts}. 1 of 2 programmes rated Red by the SAO, 1 milestone late."
    assert outcome_groups(kpis(*of)) == groups


def test_an_outcome_that_no_programme_serves_says_whose_programmes_they_are():
    found = outcome_finding(kpis(), programmes=1, red=0, late=2, is_of_aim=True)
    assert found.endswith("0 of the aim’s 1 programme rated Red by the SAO, 2 milestones late.")


def test_calm_rows_are_those_rated_green_and_those_that_owe_no_return():
    lines = [SimpleNamespace(outside=why) for why in (None, Silence.CLOSED, None)]
    assert calm_in_words(lines) == "2 more rated Green by both with nothing late, 1 closed"
    assert calm_in_words(lines[1:2]) == "1 closed"
    assert calm_in_words([]) == ""
