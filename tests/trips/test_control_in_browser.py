"""Control of the plan in a browser: register, dependency, ask, closing, edition, opening position.

Each person begins where they work, and reads on the page that follows what it did (Rules 18b to
18d and 28).
"""

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from irp.history import enact
from programmes.models import Milestone, PlanEdition, Programme, TakeOver
from tests.programmes.renewal import FILE
from tests.programmes.steps import part_two_sides, submitted
from tests.programmes.structure import all_done
from tests.world import LOADED_AT, LOADER, NOW, build

OPENING = """Ref,Status,Date completed,Forecast
HOU-01,Complete,12 May 2026,
HOU-02,Amber,,Mar 2027
"""


@pytest.fixture
def world(transactional_db):
    with time_machine.travel(NOW):
        yield build()


def fill(person, **boxes: str) -> None:
    """Fill boxes by the names of their fields."""
    for name, words in boxes.items():
        person.page.locator(f"[name={name}]").fill(words)


A_PRESS = 100  # milliseconds that a finger is on a button; what it left may move nothing meanwhile


def press(person, button: str, then: str, *, look: bool = True) -> None:
    """Press a button, and read what the page that follows says of it."""
    person.page.get_by_role("button", name=button, exact=True).click(delay=A_PRESS)
    expect(person.page.get_by_text(then).first).to_be_visible()
    if look:
        person.look()


def choose_file(person, rows: str) -> None:
    """Choose a CSV file of these rows."""
    file = {"name": "rows.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    person.page.locator("input[type=file]").set_input_files([file])


def from_home(person, link: str, *, page: str = "dashboards:home") -> None:
    """Open what a page that one begins at leads to."""
    person.go(reverse(page))
    person.page.locator("a", has_text=link).first.click()


@pytest.mark.django_db(transaction=True)
def test_rule_28_what_threatens_a_programme_and_what_it_waits_for(world, visitor):
    part_two_sides(world)
    register_a_risk(visitor("rdl"))
    depend(visitor("rdl"))
    confirm_the_days(visitor("other_sao"))
    ask_at_signing(world, visitor("sao"))
    answer_the_ask(visitor("cpmo"))


def register_a_risk(rdl) -> None:
    """A risk without a title is refused; scored, it has its band."""
    rdl.go(reverse("programmes:programme", args=["HOU"]))
    rdl.page.locator("summary", has_text="Risks, issues and actions").click()
    rdl.page.get_by_role("link", name="a risk", exact=True).click()
    press(rdl, "Save", "Enter", look=False)
    fill(rdl, title="The supplier stops work")
    press(rdl, "Save", "HOU-R-01")
    rdl.page.get_by_role("button", name="Score").click()
    for kind, score in (("inherent", "5"), ("current", "4"), ("target", "2")):
        for side in ("impact", "likelihood"):
            rdl.page.locator(f"[name={kind}_{side}]").select_option(score)
    fill(rdl, reason="As the supplier wrote.")
    press(rdl, "Save the scores", "HOU-R-01")


def depend(rdl) -> None:
    from_home(rdl, "Add a dependency", page="programmes:dependencies")
    fill(rdl, giver_ref="HOU-01", taker_ref="JOB-02", title="The list of homes",
         give_by="10 1 2027", need_by="20 1 2027")  # fmt: skip
    press(rdl, "Save", "The list of homes")


def confirm_the_days(taker) -> None:
    """Your work leads the taker to the days that are confirmed."""
    from_home(taker, "Confirm the days of")
    taker.page.get_by_role("button", name="Confirm the days").click()
    press(taker, "Confirm", "The list of homes")


def ask_at_signing(world, sao) -> None:
    """Green despite what was registered and handed over late asks for the reason (Rule 7)."""
    submitted(world)
    sao.go(reverse("programmes:return_sign", args=["HOU", world.period.month]))
    sao.page.get_by_label("Green").check()
    fill(sao, ask="A second surveyor", asked_of="TIB", ask_due_on="24 11 2026")
    press(
        sao,
        "Sign",
        "Enter the reason for Green despite: 1 open risk is in the top band",
        look=False,
    )
    fill(sao, reason="A second supplier is ready.")
    press(sao, "Sign", "HOU-ASK-01")


def answer_the_ask(cpmo) -> None:
    """Your work leads the CPMO to the ask, which goes to a board."""
    from_home(cpmo, "HOU-ASK-01")
    cpmo.page.get_by_role("button", name="board").first.click()
    cpmo.page.get_by_label("TIB").check()
    fill(cpmo, meeting_on="24 11 2026")
    press(cpmo, "Save", "Tabled at TIB on 24 Nov 2026")


@pytest.mark.django_db(transaction=True)
def test_rules_18b_to_18d_a_programme_closes_and_the_plan_is_renewed(world, visitor):
    cpmo = visitor("cpmo")
    enact(PlanEdition, by=LOADER, at=LOADED_AT, number=1, name="Plan of March 2024")
    all_done(world)
    cpmo.go(reverse("programmes:programme_close", args=["HOU"]))
    cite(cpmo, decided_by="Cabinet", reason="Its work is done.")
    press(cpmo, "Preview", "3 milestones are done and stay in the plan", look=False)
    press(cpmo, "Close this programme", "Housing Improvement is closed.")
    assert Programme.objects.get(ref="HOU").closed_on
    from_home(cpmo, "Renew the plan", page="programmes:editions")
    choose_file(cpmo, "\n".join(line for line in FILE.splitlines() if "HOU-" not in line))
    fill(cpmo, name="Plan of 2026", approver="Cabinet", minute="4.2", approved_on="9 11 2026")
    press(cpmo, "Preview", "What this edition does")
    press(cpmo, "Put this edition into effect", "Edition 2, Plan of 2026 is in effect.")
    assert PlanEdition.objects.count() == 2
    assert Milestone.objects.filter(title="Train the panel").exists()


@pytest.mark.django_db(transaction=True)
def test_rule_18c_an_earlier_tracker_is_taken_over(world, visitor):
    cpmo = visitor("cpmo")
    from_home(cpmo, "Take over a position", page="programmes:openings")
    choose_file(cpmo, OPENING)
    fill(cpmo, tracker="Excel tracker", position_on="31 10 2026")
    press(cpmo, "Preview", "Not in the file, so nothing is taken over for them")
    assert not TakeOver.objects.exists()
    press(cpmo, "Take over this position", "Opening position 1, Excel tracker is taken over.")
    assert TakeOver.objects.get().number == 1


def cite(person, **boxes: str) -> None:
    """Cite the decision that an act rests on."""
    fill(person, decided_on="9 11 2026", minute="4.2", **boxes)
