"""Freezing a reporting period, having read what is missing."""

import re
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
import time_machine
from django.test import Client
from kombu import Connection

from irp.celery import app
from irp.models import ReportingPeriod
from packs.models import Pack, PlanSnapshot
from programmes.actions import sign_return, submit_return
from programmes.models import Return
from programmes.words import Rating
from tests.assurance import shelf
from tests.dead_port import dead_port
from tests.world import NOW, build

PAGE = "/periods/2026-10/freeze"


@pytest.fixture
def client(sign_in):
    return sign_in("cpmo")


def text(answer) -> str:
    """Return the page's words without marks and runs of space."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def shown(answer) -> dict[str, str]:
    """Return the hidden fields of the page's form as a browser would send them."""
    page = answer.content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    version = re.search(r'name="version" value="([^"]*)"', page)
    return {"version": version[1], "seen": seen[1] if seen else ""}


def entered(client) -> dict[str, str]:
    return shown(client.get(PAGE)) | {"reason": "The board meets tomorrow.", "confirmed": "on"}


def test_rule_16_the_page_names_what_is_missing_and_who_holds_it(client, world):
    page = text(client.get(PAGE))
    assert "HOU Housing Improvement Not started RDL (Post of rdl) 2 Nov 2026 at 09:00" in page
    assert "these will be recorded as not reported. This cannot be changed" in page


def test_rule_16_the_missing_lead_to_their_returns(client, world):
    page = client.get(PAGE).content.decode()
    assert 'href="/returns/HOU/2026-10">' in page


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (
            2,
            "The freeze is planned for 13 Nov 2026, in 11 days; "
            "returns are due 5 Nov 2026, in 3 days. If you freeze today",
        ),
        (12, "The freeze is planned for 13 Nov 2026, tomorrow. If you freeze today"),
        (13, ""),
    ],
)
def test_rules_14_and_16_a_freeze_before_its_published_day_is_warned_of(client, world, day, words):
    with time_machine.travel(datetime(2026, 11, day, 12, tzinfo=UTC), tick=False):
        page = text(client.get(PAGE))
    assert words in page
    assert ("If you freeze today, you end the period" in page) is bool(words)


def test_a_submitted_return_is_held_by_its_sao(client, world):
    world.report_all("JOB")
    submit_return(world.ret("JOB"), by=world.user("rdl"), at=NOW)
    assert "Submitted SAO (Post of sao) 9 Nov 2026 at 10:00" in text(client.get(PAGE))


def test_the_freeze_records_queues_the_drafts_and_leads_to_the_packs(client, world):
    answer = client.post(PAGE, entered(client))
    assert (answer.status_code, answer.url) == (302, "/packs")
    assert ReportingPeriod.objects.get().is_frozen
    assert set(Return.objects.values_list("state", flat=True)) == {"not_reported"}
    assert Pack.objects.filter(state="queued", standing="draft").count() == 2
    assert "October 2026 is frozen" in text(client.get("/packs"))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("hung", "message"), [(False, "refused"), (True, "Timeout reading")])
def test_adr_2_a_broker_that_is_down_or_hangs_neither_fails_the_page_nor_holds_it_up(
    monkeypatch, settings, caplog, hung, message
):
    """The packs are queued all the same, and the next sweep rings for them."""
    own = settings.REDIS_TRANSPORT
    with dead_port(hung=hung) as port:

        def broker(transport_options=None):
            address, options = f"redis://127.0.0.1:{port}/0", own | (transport_options or {})
            return Connection(address, transport_options=options)

        monkeypatch.setattr(app, "connection_for_write", broker)
        client, council = Client(), build()
        client.force_login(council.users["cpmo"])
        sent, began = entered(client), monotonic()
        answer = client.post(PAGE, sent, follow=True)
        took = monotonic() - began
    assert caplog.text.count("kombu.exceptions.OperationalError") == 2 and message in caplog.text
    assert took < 6  # a second for each pack, and the page
    assert "October 2026 is frozen. The draft packs are queued." in text(answer)
    assert set(Pack.objects.values_list("state", "lease_until")) == {("queued", None)}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"confirmed": ""},
            "Tick “I have read the list and understand that this cannot be changed”",
        ),
        ({"reason": " "}, "Enter the reason for freezing without the missing returns"),
        (
            {"reason": "x" * 1020},
            "Shorten “Reason for freezing without the missing returns” to 1,000 characters: "
            "it has 1,020",
        ),
        ({"version": "99"}, "was changed after you opened this page"),
        ({"version": "x"}, "The page did not send everything on it. Open it again"),
        ({"seen": "HOU"}, "The returns of JOB are now missing too"),
    ],
)
def test_bad_input_freezes_nothing(client, world, changes, message):
    answer = client.post(PAGE, entered(client) | changes)
    page = text(answer)
    assert answer.status_code == 422
    assert "There is a problem" in page
    assert message in page
    assert not PlanSnapshot.objects.exists()
    if "reason" not in changes:
        assert "The board meets tomorrow." in page


def test_after_a_refusal_the_newer_list_is_what_the_next_tick_confirms(client, world):
    refused = client.post(PAGE, entered(client) | {"seen": "HOU"})
    assert shown(refused)["seen"] == "HOU JOB"
    assert not re.search(r'type="checkbox"[^>]*checked', refused.content.decode())
    again = shown(refused) | {"reason": "Read again.", "confirmed": "on"}
    assert client.post(PAGE, again).status_code == 302


def test_no_reason_is_asked_for_when_every_return_is_in(client, world):
    for ref in ("HOU", "JOB"):
        world.report_all(ref)
        submit_return(world.ret(ref), by=world.user("rdl"), at=NOW)
        sign_return(
            world.ret(ref),
            post=world.posts["sao"],
            rating=Rating.AMBER,
            reason="Late",
            by=world.user("sao"),
            at=NOW + timedelta(minutes=1),
        )
    assert "Every return has been signed." in text(client.get(PAGE))
    assert client.post(PAGE, entered(client) | {"reason": ""}).status_code == 302


def test_a_frozen_period_shows_who_froze_it_and_when(client, world):
    shelf.freeze(world)
    for answer, status in ((client.get(PAGE), 200), (client.post(PAGE), 409)):
        assert answer.status_code == status
        words = "October 2026 was frozen by Person cpmo (Post of cpmo) on 9 Nov 2026 at 10:00"
        assert words in text(answer)
        page = answer.content.decode()
        assert 'href="/periods/2026-10"' in page
        assert ("Nothing was saved" in page) is (status == 409)


@pytest.mark.parametrize("name", ["administrator", "sao", "rdl", "commissioner", "nobody"])
def test_only_the_cpmo_freezes(sign_in, world, name):
    answer = sign_in(name).post(PAGE, {"confirmed": "on", "reason": "Because"})
    assert answer.status_code == 403
    assert not PlanSnapshot.objects.exists()
