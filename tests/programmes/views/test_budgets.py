"""The pages of budgets and people: who opens them, what they say, what they take."""

from decimal import Decimal

import pytest
import time_machine

from irp.history import record
from programmes.models import BudgetEntry, PlanFigure
from tests.programmes.budget_steps import enter
from tests.programmes.views.test_savings import sent, shown
from tests.world import LOADED_AT, LOADER, NOW

BOXES = {"approved": "£3,000,000", "spent": "1,500,000.50", "forecast": "3000000", "fund": "0",
         "needed": "20", "filled": "18", "note": "", "version": "0"}  # fmt: skip
PAGE = "/programmes/HOU/budget/enter"


def fund():
    """Load the plan's fund, as the fixtures say it."""
    source = {"source_document": "IRP", "source_section": "Section 7, Resourcing the IRP"}
    row = PlanFigure(number=4, title="Fund", amount=Decimal(20_000_000), is_fund=True, **source)
    return record(row, by=LOADER, at=LOADED_AT)


def test_rule_26_calls_beyond_the_fund_are_shown_plainly(world, sign_in):
    enter(world, fund=Decimal(21_200_000))
    assert "whose amount is not in the record" in shown(sign_in("committee"), "/budgets")
    fund()
    words = "£21,200,000 is called from the plan’s fund: £1.2m beyond the £20m fund."
    for page in ("/budgets", "/money"):
        assert words in shown(sign_in("committee"), page)


def test_a_month_is_entered_and_stands_beside_the_rating(world, sign_in):
    rdl = sign_in("rdl")
    assert sent(rdl, PAGE, BOXES).status_code == 302
    page = shown(rdl, "/programmes/HOU/budget")
    assert "£1,500,000.50 spent of £3,000,000 approved for 2026/27" in page
    assert "18 of 20 posts filled" in page
    assert "£1,500,000.50 spent of" in shown(sign_in("committee"), "/programmes/HOU")
    assert "nothing entered yet" in shown(sign_in("committee"), "/programmes/JOB")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"approved": "1.2m"}, "Enter all the digits, such as 1,200,000"),
        ({"spent": "NaN"}, "Enter pounds and pence in digits"),
        ({"fund": "-5"}, "£0 or more"),
        ({"fund": ""}, "Enter how much is called from the fund, 0 for nothing"),
        ({"spent": ""}, "Enter what has been spent, 0 for nothing"),
        ({"forecast": ""}, "Enter what is forecast to be spent, 0 for nothing"),
        ({"filled": "two"}, "Posts filled"),
        ({"filled": "30"}, "Enter why more posts are filled than are needed"),
        ({"forecast": "1"}, "that much is spent already"),
    ],
)
def test_rule_26_bad_input_is_refused_with_what_to_type(world, sign_in, changes, says):
    answer = sent(sign_in("rdl"), PAGE, BOXES | changes)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not BudgetEntry.objects.exists()


def test_what_was_entered_meanwhile_stands_beside_what_was_typed(world, sign_in):
    enter(world)
    answer = sent(sign_in("cpmo"), PAGE, BOXES)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "1,500,000.50" in page and "Person rdl" in page


def test_the_list_says_first_what_it_comes_to_and_what_is_left_of_the_fund(world, sign_in):
    enter(world, forecast=Decimal(4_000_000), note="Two agency teams")
    fund()
    page = shown(sign_in("committee"), "/budgets")
    assert "£4,000,000 forecast, £1,000,000 over." in page
    assert "£400,000 is called of the plan’s fund of up to £20m; £19,600,000 is left." in page
    assert page.count("£20m") == 1 and "IRP, Section 7" in page
    assert page.index("HOU Housing") < page.index("JOB Job")
    line = shown(sign_in("committee"), "/budgets.csv").splitlines()[1]
    assert line.startswith("HOU,Housing Improvement,October 2026,3000000.00,1500000.00,4000000.00")
    before = shown(sign_in("committee"), "/budgets?as_at=2026-11-08")
    assert "No budget of 2026/27 is in the record." in before and "Load from" not in before


def loaded(client, text, **more):
    with time_machine.travel(NOW, tick=False):
        return client.post("/budgets/load", {"file_text": text, **more})


HEAD = "Ref,Approved budget,Spent,Forecast spend,Called from the fund,Posts needed,Posts filled"


def test_a_file_is_shown_first_and_entered_once_confirmed(world, sign_in):
    text = f'{HEAD}\nHOU,"3,000,000",1500000,3000000,0,20,18\nJOB,100,50,100,0,2,1\n'
    client = sign_in("cpmo")
    page = loaded(client, text).content.decode()
    assert "To be entered for October 2026: 2" in page and not BudgetEntry.objects.exists()
    assert loaded(client, text, confirmed="yes", seen="0").status_code == 302
    assert BudgetEntry.objects.count() == 2
    assert "Already there, and left as they are: 2" in loaded(client, text).content.decode()


def test_a_files_faults_name_line_and_column_and_nothing_is_saved(world, sign_in):
    text = f"{HEAD}\nHOU,1.2m,0,0,0,2,1\nXYZ,1,0,1,0,2,1\nJOB,1,0,1,0,2,3\nJOB,1,0,1,0,2,1\n"
    answer = loaded(sign_in("cpmo"), text, confirmed="yes")
    page = answer.content.decode()
    assert answer.status_code == 422 and not BudgetEntry.objects.exists()
    for fault in (
        "line 2, Approved budget: Enter all the digits",
        "line 3, Ref: Enter the ref",
        "line 4, Note: Enter why more posts",
        "line 5, Ref: Line 4 is of the same",
    ):
        assert fault in page


def test_what_was_entered_after_a_file_was_shown_is_a_conflict(world, sign_in):
    enter(world)
    text = f"{HEAD}\nHOU,3000000,1600000,3000000,0,20,18\n"
    answer = loaded(sign_in("cpmo"), text, confirmed="yes", seen="0")
    assert answer.status_code == 409
    assert "Somebody else saved some of these first" in answer.content.decode()
    assert BudgetEntry.objects.count() == 1
