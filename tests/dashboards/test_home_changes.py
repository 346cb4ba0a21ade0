"""The change requests on Your work: their age in days, and how many freezes they outlasted."""

from datetime import date, datetime

import pytest

from dashboards.presenters.home.changes import with_changes
from dashboards.presenters.home.parts import Part
from irp.models import User
from irp.rules.calendar import LONDON
from programmes.readings.change_queue import Undecided
from programmes.words.changes import ChangeKind, ChangeState

ASKED, TODAY = date(2026, 11, 2), date(2026, 11, 30)


def frozen(*days: int) -> list[datetime]:
    return [datetime(2026, 11, day, 16, tzinfo=LONDON) for day in days]


@pytest.mark.parametrize(
    ("freezes", "detail"),
    [
        ([], "asked 28 days ago"),
        (frozen(10), "asked 28 days ago"),
        (frozen(10, 30), "asked 28 days ago; still undecided after 2 monthly freezes"),
    ],
)
def test_rule_18_what_outlasted_two_freezes_says_so_and_not_that_it_is_two_months_old(
    freezes, detail
):
    """A month may be frozen late and the next one early: 28 days are not two months."""
    asked = Undecided(
        ref="HOU-CR-02", programme=1, kinds=(ChangeKind.DATE,), state=ChangeState.AT_TIB,
        asked_on=ASKED, asked_by=7,
    )  # fmt: skip
    part = Part("cpmo", "The month", (), "")
    shown = with_changes(part, [asked], {1: "HOU"}, freezes, user=User(pk=1), on=TODAY)
    (task,) = shown.tasks
    assert task.detail == detail
    assert task.warning is ("freezes" in detail)
