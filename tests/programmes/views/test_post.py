"""The page of a post and its handover (Rule 31)."""

import re

import pytest
import time_machine
from django.test import Client

from irp.history import record
from irp.models import Post, PostHandover, PostHolding
from tests.programmes.steps import submitted
from tests.world import LOADER, NOW

COMES = {"first_day": "10/11/2026", "capacity": "acting", "last_day": "31/1/2027"}


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def words(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def main(answer) -> str:
    return words(answer).partition("<main")[2]


def post_page(world, name="sao") -> str:
    return f"/posts/{world.posts[name].pk}"


def form(world, name="sao") -> str:
    held = PostHolding.objects.get(user=world.users[name])
    return f"/posts/appointments/{held.pk}/hand-over"


def entered(world, **changes):
    first = {"successor": world.users["nobody"].pk, "reason": "She has left.", "version": 1}
    return first | COMES | changes


def test_everyone_with_a_post_reads_a_post_and_administrators_change_it(sign_in, world):
    page = post_page(world)
    assert Client().get(page).url.startswith("/sign-in")
    assert sign_in("nobody").get(page).status_code == 403
    assert "Hand over" not in words(sign_in("cpmo").get(page))
    shown = words(sign_in("administrator").get(page))
    assert "Person sao" in shown and "Hand over" in shown and form(world) in shown
    assert sign_in("cpmo").get("/posts/999999").status_code == 404


def test_only_administrators_open_a_handover(sign_in, world):
    for who in ("nobody", "cpmo", "sao", "rdl", "commissioner"):
        assert sign_in(who).get(form(world)).status_code == 403
        assert sign_in(who).post(form(world), entered(world)).status_code == 403
    assert sign_in("administrator").get("/posts/appointments/999999/hand-over").status_code == 404


def test_a_post_that_was_handed_over_says_so_and_is_not_offered_again(sign_in, world):
    client, there = sign_in("administrator"), form(world)
    client.post(there, entered(world))
    shown = words(client.get(post_page(world)))
    passed = "Handed over to Person without a post from 10 Nov 2026"
    assert passed in shown and there not in shown
    came = PostHolding.objects.get(user=world.users["nobody"])
    assert f"/posts/appointments/{came.pk}/hand-over" in shown, "who has it now may pass it on"
    again = client.get(there)
    assert again.status_code == 200 and passed in words(again) and "<form" not in main(again)


def test_a_vacant_post_says_so(sign_in, world):
    held = PostHolding.objects.get(user=world.users["finance_validator"])
    client = sign_in("administrator")
    page = post_page(world, "finance_validator")
    assert "Vacant:" not in words(client.get(page))
    ends = {"ends_on": "8/11/2026", "reason": "Left", "version": 1}
    client.post(f"/administration/appointments/{held.pk}/end", ends)
    assert "Vacant:" in words(client.get(page))


def test_what_waited_waits_for_who_came(sign_in, world):
    submitted(world)
    client = sign_in("administrator")
    shown = words(client.get(form(world)))
    assert "To sign:" in shown and "/returns/HOU/2026-10" in shown
    answer = client.post(form(world), entered(world), follow=True)
    shown = words(answer)
    assert "Person sao hands Post of sao over to Person without a post from 10 Nov 2026" in shown
    assert "handed over to Person without a post (acting) from 10 Nov 2026" in shown
    with time_machine.travel(NOW.replace(day=10), tick=False):
        assert "Sign the return of Housing" in words(sign_in("nobody").get("/"))
        assert sign_in("sao").get("/").status_code == 403


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"first_day": ""}, "Enter the first day of the new holder"),
        ({"first_day": "1/4/2024"}, "Enter 2 Apr 2024 or a later day"),
        ({"capacity": ""}, "Choose"),
        ({"capacity": "king"}, "Choose"),
        ({"reason": ""}, "Enter the reason"),
        ({"reason": "x" * 501}, "Shorten “Reason” to 500 characters"),
        ({"successor": "999999"}, "from those shown"),
        ({"last_day": "1/11/2026"}, "Enter 10 Nov 2026 or a later day"),
    ],
)
def test_what_cannot_be_is_refused_and_stays_in_its_box(sign_in, world, changes, fault):
    answer = sign_in("administrator").post(form(world), entered(world, **changes))
    assert answer.status_code == 422 and fault in words(answer)
    assert not PostHandover.objects.exists()


def test_a_handover_to_oneself_or_to_a_commissioner_is_refused(sign_in, world):
    client = sign_in("administrator")
    for who, fault in (("sao", "Choose somebody other"), ("commissioner", "One account never")):
        answer = client.post(form(world), entered(world, successor=world.users[who].pk))
        assert answer.status_code == 422 and fault in words(answer)
    assert not PostHandover.objects.exists()


def test_a_person_without_a_post_is_told_what_comes_and_whom_to_ask(sign_in, world):
    sign_in("administrator").post(form(world), entered(world))
    answer = sign_in("nobody").get("/")
    shown = words(answer)
    assert answer.status_code == 403
    assert "You take up Post of sao (acting) on 10 Nov 2026" in shown
    assert "mailto:administrator@council.example" in shown
    with time_machine.travel(NOW.replace(day=10), tick=False):
        left = words(sign_in("sao").get("/"))
    assert "You held Post of sao until 9 Nov 2026" in left and "Go to the home page" not in left


def test_the_page_needs_few_statements(sign_in, world, django_assert_max_num_queries):
    submitted(world)
    for who in ("cpmo", "administrator"):
        client = sign_in(who)
        client.get(post_page(world))
        with django_assert_max_num_queries(20):
            assert client.get(post_page(world)).status_code == 200


def test_rules_15_and_17_who_would_prepare_and_sign_is_warned_before_it_is_saved(sign_in, world):
    record(Post(title="Chief Executive", kind="sao"), by=LOADER, at=NOW)
    client, there = sign_in("administrator"), form(world)
    rdl = entered(world, successor=world.users["rdl"].pk)
    shown = main(client.post(there, rdl))
    assert "Nothing is saved yet" in shown and not PostHandover.objects.exists()
    assert "Person rdl would both prepare and sign returns of HOU" in shown
    assert "the reserve signs it (Chief Executive)" in shown
    other = client.post(there, rdl | {"confirmed": world.users["nobody"].pk})
    assert "Nothing is saved yet" in words(other), "another person was confirmed"
    client.post(there, rdl | {"confirmed": rdl["successor"]})
    assert PostHandover.objects.get().came.user == world.users["rdl"]


def test_rule_15_without_a_reserve_nobody_could_sign(sign_in, world):
    rdl = entered(world, successor=world.users["rdl"].pk)
    shown = main(sign_in("administrator").post(form(world), rdl))
    assert "nobody else can sign it until another reserve is named" in shown


def test_rule_15_a_preparers_or_signers_post_that_passes_to_the_cpmo_is_warned_of(sign_in, world):
    cpmo = entered(world, successor=world.users["cpmo"].pk)
    shown = main(sign_in("administrator").post(form(world, "rdl"), cpmo))
    assert "Person cpmo would both prepare and assure returns of HOU" in shown
    shown = main(sign_in("administrator").post(form(world), cpmo))
    assert "Person cpmo would both sign and assure returns of HOU" in shown
    assert not PostHandover.objects.exists()
