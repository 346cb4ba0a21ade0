"""DESIGN 8: one month from the RDL's first update to the commissioner's download, by the client.

Packs are drawn at once, as their words; test_month_in_browser.py has a PDF.
"""

import re
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from irp.models import ReportingPeriod
from packs import pdf
from packs.models import Pack, PackDownload
from packs.tasks import draw_pack
from programmes.models import Milestone, MilestoneReport, Return, Signature
from tests.trips.conftest import draw_at_once
from tests.world import World, build

TEXTS = {
    "progress": "All homes above six storeys were surveyed.",
    "next_steps": "Let the contract for the remaining surveys.",
    "path_to_green": "",
    "help_needed": "",
}


def november(day: int) -> datetime:
    """Return ten in the morning of a day of November 2026."""
    return datetime(2026, 11, day, 10, tzinfo=UTC)


def hidden(answer, name: str) -> str:
    """Return what a hidden field or a button of a page would send."""
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', answer.content.decode())
    assert found, f"{name} is not on {answer.request['PATH_INFO']}"
    return found[1]


class Trip:
    """The council and a client for each of its people."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.clients: dict[str, Client] = {}
        self.rung: list[int] = []  # the packs for which a worker was called

    def ret(self, programme: str) -> Return:
        """Return a programme's return as it stands."""
        return Return.objects.get(programme__ref=programme)

    @contextmanager
    def acting(self, name: str, day: int):
        """Act as somebody on a day of November 2026."""
        with time_machine.travel(november(day)):
            client = self.clients.setdefault(name, Client())
            client.force_login(self.world.users[name])
            yield client


def sent(client: Client, address: str, form: dict[str, str], **headers) -> str:
    """Send a form that is accepted; return the page that follows."""
    answer = client.post(address, form, follow=True, **headers)
    assert answer.redirect_chain, answer.content.decode()
    assert answer.status_code == 200
    return answer.content.decode()


def report(client: Client, ref: str, **typed) -> str:
    """Report a milestone through its form, as it was filled in."""
    address = reverse("programmes:milestone_update", args=[ref])
    page = client.get(address)
    form = {
        "period": hidden(page, "period"),
        "version": hidden(page, "version"),
        "delivery": "green",
        "forecast": "Jun 2027",
        "actual_on": "",
        "narrative": f"{ref} went to plan.",
        "reason": "",
    } | typed
    return sent(client, address, form)


def step(name: str) -> str:
    """Return the address of a step of Housing's return."""
    return reverse(f"programmes:return_{name}", args=["HOU", "2026-10"])


def read_to_submit(client: Client) -> dict[str, str]:
    """Return what the page that submits says was read: the return's version and its reports'."""
    page = client.get(step("submit"))
    return {name: hidden(page, name) for name in ("version", "reports")}


@pytest.fixture
def trip(transactional_db, settings, tmp_path, monkeypatch) -> Trip:
    settings.PACK_STORE = tmp_path
    trip = Trip(build(with_period=False))
    monkeypatch.setattr("packs.actions.packs.ring", trip.rung.append)
    monkeypatch.setattr(pdf, "draw", draw_at_once)
    return trip


@pytest.mark.django_db(transaction=True)
def test_one_month_from_the_first_update_to_the_download(trip):
    open_the_month(trip)
    prepare_the_return(trip)
    sign_and_assure(trip)
    freeze_the_month(trip)
    drafts = draw(trip)
    issue(trip, drafts["irb"])
    final = draw(trip)["irb"]
    download(trip, final, drafts["irb"])
    everybody_is_named(trip)


def open_the_month(trip: Trip) -> None:
    """CPMO reads the deadlines and opens the period."""
    address = reverse("programmes:period_open")
    form = {"month": "October 2026", "tib_on": "24/11/2026", "irb_on": "1 December 2026"}
    with trip.acting("cpmo", 2) as client:
        preview = client.post(address, form)
        assert not ReportingPeriod.objects.exists()
        assert "October 2026 is open" in sent(
            client, address, form | {"confirmed": hidden(preview, "confirmed")}
        )
    assert ReportingPeriod.objects.open().get().slug == "2026-10"


def prepare_the_return(trip: Trip) -> None:
    """RDL updates one row as a page and one in place, is told of a fault, and submits."""
    with trip.acting("rdl", 9) as client:
        assert "Report saved for HOU-01." in report(client, "HOU-01")
        address = reverse("programmes:milestone_update", args=["HOU-02"])
        in_row = {"HX-Request": "true", "HX-Target": "row-HOU-02"}
        row = client.get(address, headers=in_row)
        assert row.content.decode().lstrip().startswith("<tr")
        typed = {name: hidden(row, name) for name in ("period", "version")} | {
            "delivery": "amber",
            "forecast": "Mar 2027",
            "narrative": "The contractor is late.",
            "reason": "",
        }
        refused = client.post(address, typed, headers=in_row)
        assert refused.status_code == 422
        assert "The contractor is late." in refused.content.decode()
        assert not MilestoneReport.objects.filter(milestone__ref="HOU-02").exists()
        after = sent(client, address, typed | {"reason": "Scaffolding"}, headers=in_row)
        assert after.lstrip().startswith("<tr")
        assert "<html" not in after
        refused = client.post(step("submit"), read_to_submit(client))
        assert refused.status_code == 422
        for address in (reverse("programmes:milestone_update", args=["HOU-03"]), step("edit")):
            assert (
                f'href="{address}"' in refused.content.decode()
            )  # a row and the words are missing
        report(
            client,
            "HOU-03",
            delivery="complete",
            forecast="",
            actual_on="30/10/2026",
            evidence="Minute 12",
        )
        version = hidden(client.get(step("edit")), "version")
        sent(client, step("edit"), TEXTS | {"version": version})
        assert "submitted to its SAO" in sent(client, step("submit"), read_to_submit(client))
    assert trip.ret("HOU").state == "submitted"


def sign_and_assure(trip: Trip) -> None:
    """SAO signs with a rating, CPMO gives its own; neither page shows a rating filled in."""
    with trip.acting("sao", 11) as client:
        page = client.get(step("sign"))
        assert TEXTS["progress"] in page.content.decode()
        assert "checked" not in page.content.decode()
        form = {name: hidden(page, name) for name in ("version", "post")}
        assert "You signed" in sent(
            client, step("sign"), form | {"rating": "amber", "reason": "One contractor is late."}
        )
    with trip.acting("cpmo2", 13) as client:
        page = client.get(step("assure"))
        assert "checked" not in page.content.decode()
        assert "One contractor is late." not in page.content.decode()
        form = {"version": hidden(page, "version"), "rating": "red", "reason": "No second bidder."}
        sent(client, step("assure"), form | {"act": "rate"})
        page = client.get(step("assure"))
        assert "One contractor is late." in page.content.decode()
        assert "checked" not in page.content.decode()
        form = {"version": hidden(page, "version"), "decision": "keep", "reason": ""}
        sent(client, step("assure"), form | {"act": "assure"})
    ret = trip.ret("HOU")
    assert ret.state == "assured"
    assert [(rating.voice, rating.rating) for rating in ret.ratings.all()] == [
        ("sao", "amber"), ("cpmo", "red"),
    ]  # fmt: skip


def freeze_the_month(trip: Trip) -> None:
    """CPMO freezes, with a reason for the return that is missing; two drafts are queued."""
    address = reverse("packs:period_freeze", args=["2026-10"])
    with trip.acting("cpmo", 16) as client:
        page = client.get(address)
        assert hidden(page, "seen") == "JOB"
        form = {"version": hidden(page, "version"), "seen": "JOB", "confirmed": "on"}
        assert client.post(address, form).status_code == 422  # no reason
        assert trip.rung == []
        sent(client, address, form | {"reason": "The board meets on the 24th."})
    assert trip.ret("JOB").state == "not_reported"
    packs = Pack.objects.all()
    assert {(pack.forum, pack.standing, pack.state) for pack in packs} == {
        ("tib", "draft", "queued"), ("irb", "draft", "queued"),
    }  # fmt: skip
    assert sorted(trip.rung) == sorted(pack.pk for pack in packs)
    with trip.acting("rdl", 17) as client:
        frozen = client.get(reverse("programmes:milestone_update", args=["HOU-01"]))
        assert "Person cpmo" in frozen.content.decode()


def draw(trip: Trip) -> dict[str, Pack]:
    """Do what the worker does with the bells that were rung; return the packs by forum."""
    drawn = {}
    with time_machine.travel(november(18)):
        while trip.rung:
            key = trip.rung.pop(0)
            draw_pack(key)
            pack = Pack.objects.get(pk=key)
            assert pack.state == "ready", pack.failure
            drawn[pack.forum] = pack
    return drawn


def issue(trip: Trip, draft: Pack) -> None:
    """A commissioner confirms the judgements in the draft, and a second person issues it."""
    with trip.acting("commissioner", 18) as client:
        address = reverse("packs:pack_confirm", args=[draft.pk])
        page = sent(client, address, {"agrees": "yes", "version": "0"})
        assert "Confirmed</b> by Person commissioner" in page
    with trip.acting("cpmo2", 18) as client:
        page = client.get(reverse("packs:pack", args=[draft.pk]))
        form = {"offer": hidden(page, "offer"), "read": "on"}
        assert form["offer"] == "issue"
        page = sent(client, reverse("packs:pack_request", args=[draft.pk]), form)
        assert "is queued." in page


def download(trip: Trip, final: Pack, draft: Pack) -> None:
    """The commissioner finds the final pack alone, downloads it, and CPMO sees who did."""
    assert (final.standing, final.supersedes_id) == ("final", draft.pk)
    with trip.acting("commissioner", 19) as client:
        page = client.get(reverse("packs:packs")).content.decode()
        assert reverse("packs:pack", args=[final.pk]) in page
        of_tib = Pack.objects.get(forum="tib", standing="draft")
        assert reverse("packs:pack", args=[of_tib.pk]) not in page
        for name in ("pack", "pack_download"):
            address = reverse(f"packs:{name}", args=[of_tib.pk])
            assert client.get(address).status_code == 403
        answer = client.get(reverse("packs:pack_download", args=[final.pk]))
        content = b"".join(answer.streaming_content)
    assert content.startswith(b"%PDF-")
    assert sha256(content).hexdigest() == final.sha256
    assert answer.headers["Content-Disposition"].endswith('"irb-pack-2026-10-v1.0-final.pdf"')
    noted = PackDownload.objects.get()
    assert (noted.pack_id, noted.by_name, noted.by_post) == (
        final.pk, "Person commissioner", "Post of commissioner",
    )  # fmt: skip
    with trip.acting("cpmo", 20) as client:
        page = client.get(reverse("packs:pack", args=[final.pk])).content.decode()
        assert "Person commissioner" in page
        assert "Post of commissioner" in page


def everybody_is_named(trip: Trip) -> None:
    """The record says who did what, when, in what post; a rating is nobody else's."""
    ret = trip.ret("HOU")
    assert [
        (return_step.to_state, return_step.by_name, return_step.at.date().day)
        for return_step in ret.steps.all()
    ] == [
        ("draft", "Person rdl", 9),
        ("submitted", "Person rdl", 9),
        ("signed", "Person sao", 11),
        ("assured", "Person cpmo2", 13),
    ]
    assert Signature.objects.get().by_post == "Post of sao"
    period = ReportingPeriod.objects.get()
    assert [(period_step.what, period_step.by_name) for period_step in period.steps.all()] == [
        ("opened", "Person cpmo"), ("frozen", "Person cpmo"),
    ]  # fmt: skip
    milestone = Milestone.objects.get(ref="HOU-02")
    row = milestone.reports.get().history.first()
    assert (row.actor_name, row.actor_post, row.history_change_reason) == (
        "Person rdl", "Post of rdl", "Scaffolding",
    )  # fmt: skip
    with trip.acting("committee", 20) as client:
        for address in (
            reverse("programmes:return", args=["HOU", "2026-10"]),
            reverse("programmes:programme_history", args=["HOU"]),
        ):
            page = client.get(address).content.decode()
            for name in ("Person rdl", "Person sao", "Person cpmo2"):
                assert name in page, (address, name)
        page = client.get(reverse("programmes:milestone", args=["HOU-02"])).content.decode()
        assert "Person rdl" in page
        assert "Scaffolding" in page
