"""What is done once is done once, whoever else does it at the same time (Rules 18 and 24b).

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

import re

import pytest
from django.test import Client

from irp.actions import Refused
from irp.actions.confirmations import confirm_holding
from irp.history import record
from irp.models import HoldingConfirmation, PostHolding, User
from programmes.models import EditionRow, Milestone, PlanEdition, Programme, Restructuring, RowMove
from tests import racing
from tests.irp.test_confirmations import no_commissioner_serves, waiting
from tests.programmes.renewal import BOXES as EDITION
from tests.programmes.renewal import FILE, mark
from tests.programmes.structure import BOXES, all_done
from tests.test_races import sent_together
from tests.world import LOADER, NOW, build

SENDERS = 4


@pytest.fixture
def council(transactional_db):
    """Return the small council, and what makes CPMO's clients, of two people in turn."""
    world = build(rows=3)
    turn = iter(["cpmo", "cpmo2"] * SENDERS)

    def client() -> Client:
        made = Client()
        made.force_login(world.users[next(turn)])
        return made

    return world, client


def confirmed(boxes: dict, seen: str) -> list[dict]:
    """Return the form of everybody who confirms the same preview."""
    given = boxes | {"act": "confirm", "seen": seen}
    return [given | {"csrfmiddlewaretoken": f"opening {turn}"} for turn in range(SENDERS)]


def seen_at(client: Client, address: str, boxes: dict) -> str:
    """Return the mark of a preview."""
    page = client.post(address, boxes | {"act": "preview"}).content.decode()
    return re.search(r'name="seen" value="([^"]+)"', page)[1]


@pytest.mark.django_db(transaction=True)
def test_rule_18b_of_four_renewals_at_once_one_takes_effect(council):
    _, client = council
    forms = confirmed(EDITION | {"file_text": FILE}, mark())
    answers = sent_together(client, "/editions/add", forms)
    assert sorted(answer.status_code for answer in answers) == [302, 422, 422, 422]
    assert list(PlanEdition.objects.values_list("number", flat=True)) == [2]
    assert EditionRow.objects.count() == 8
    assert Milestone.objects.filter(programme__ref="JOB").count() == 5


@pytest.mark.django_db(transaction=True)
def test_rule_18d_of_four_closings_at_once_one_takes_effect(council):
    world, client = council
    all_done(world)
    seen = seen_at(client(), "/programmes/HOU/close", BOXES)
    answers = sent_together(client, "/programmes/HOU/close", confirmed(BOXES, seen))
    assert sorted(answer.status_code for answer in answers) == [302, 422, 422, 422]
    assert Restructuring.objects.get().number == 1
    programme = Programme.objects.get(ref="HOU")
    assert programme.closed_on and programme.version == 2


@pytest.mark.django_db(transaction=True)
def test_rule_18d_of_four_moves_of_the_same_rows_at_once_one_takes_effect(council):
    world, client = council
    world.report("HOU-02")
    boxes = BOXES | {"rows": ["HOU-02", "HOU-03"], "target": "JOB"}
    address = "/programmes/HOU/move-milestones"
    answers = sent_together(client, address, confirmed(boxes, seen_at(client(), address, boxes)))
    assert sorted(answer.status_code for answer in answers) == [302, 422, 422, 422]
    assert RowMove.objects.count() == 2
    numbers = Milestone.objects.filter(programme__ref="JOB").values_list("number", flat=True)
    assert sorted(numbers) == [1, 2, 3, 4, 5]


@pytest.mark.django_db(transaction=True)
def test_rule_24b_of_two_first_commissioners_at_once_one_is_confirmed_by_letter(council):
    world, _ = council
    no_commissioner_serves(world)
    user = User(email="second@council.example", name="Person second")
    world.users["second"] = record(user, by=LOADER, at=NOW)
    held = [waiting(world), waiting(world, who="second", title="Housing Commissioner")]
    letter = {"letter": "DLUHC/7", "letter_on": NOW.date(), "by": world.user("administrator")}

    def confirm(holding: PostHolding) -> HoldingConfirmation:
        return confirm_holding(holding, version=holding.version, at=NOW, **letter)

    told = racing.together(
        *[lambda holding=holding: confirm(holding) for holding in held], told=(Refused,)
    )
    assert sorted(type(answer).__name__ for answer in told) == ["HoldingConfirmation", "Refused"]
    assert HoldingConfirmation.objects.count() == 1
