"""Entering budgets: whose, when, one version check, all or none."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from irp.actions import Faulty, Refused
from irp.history import enact, record
from irp.models import Conflict
from irp.readings import Now
from programmes.actions.budgets import FaultyBudgets, enter_budgets
from programmes.models import BudgetEntry, Programme
from programmes.readings.budgets import budget_with, budgets, with_budgets
from tests.programmes.budget_steps import enter, said
from tests.world import NOW


def known(at):
    plan = with_budgets(Programme.objects.all(), programme="pk", at=at)
    return budget_with(plan.get(ref="HOU"))


def test_an_entry_is_of_the_open_month_and_in_force_until_the_next(world):
    first = enter(world)
    later = enter(world, spent=Decimal(2_000_000), at=NOW + timedelta(hours=1))
    assert first.period == world.period
    assert known(NOW + timedelta(days=1)).key == later.pk
    assert known(NOW).key == first.pk, "as at before the second"
    assert [budget.ref for budget in budgets(Now(NOW)) if budget.entry] == ["HOU"]


def test_what_the_month_says_already_is_not_written_again(world):
    enter(world)
    assert enter(world) is None
    assert BudgetEntry.objects.count() == 1


def test_what_was_entered_meanwhile_is_a_conflict(world):
    first = enter(world)
    with pytest.raises(Conflict) as conflict:
        enter(world, version=0, spent=Decimal(1))
    assert conflict.value.row == first


@pytest.mark.parametrize("who", ["sao", "officer", "commissioner", "finance_validator"])
def test_only_the_rdl_and_cpmo_enter_it(world, who):
    with pytest.raises(PermissionDenied):
        enter(world, by=who)
    assert enter(world, by="cpmo")


def test_rule_18d_nothing_is_entered_for_a_closed_programme(world):
    housing = world.programmes["HOU"]
    housing.closed_on = NOW.date()
    record(housing, by="test", at=NOW)
    with pytest.raises(Faulty, match="Housing Improvement is closed"):
        enter(world)


def test_a_file_enters_all_or_none(world):
    refused = pytest.raises(FaultyBudgets, match="JOB: Enter why more posts are filled")
    with refused, transaction.atomic():
        enter_budgets({"HOU": said(), "JOB": said(filled=21)}, by=world.user("cpmo"), at=NOW)
    assert not BudgetEntry.objects.exists()
    with pytest.raises(Refused, match="You cannot enter the budget of NEW"):
        enter_budgets({"NEW": said()}, by=world.user("cpmo"), at=NOW)


def test_many_are_entered_in_few_statements(world, django_assert_max_num_queries):
    by = world.user("cpmo")
    with django_assert_max_num_queries(8):
        assert len(enter_budgets({"HOU": said(), "JOB": said()}, by=by, at=NOW)) == 2


@pytest.mark.parametrize(
    "changes", [{"spent": Decimal(-1)}, {"forecast": Decimal(1)}, {"filled": 21}, {"needed": -1}]
)
def test_the_database_refuses_what_the_rule_refuses(world, changes):
    values = vars(said(**changes)).copy()
    del values["version"]
    place = {"programme": world.programmes["HOU"], "period": world.period}
    with pytest.raises(IntegrityError), transaction.atomic():
        enact(BudgetEntry, by="test", at=NOW, **place, **values)
