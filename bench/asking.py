"""Asks every page as one signed-in person and counts queries and seconds; needs Django set up."""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from assurance.models import Requirement
from bench.bare import MIDDLEWARE
from bench.months import OPEN
from irp.models import Post, PostHolding, User
from kpis.models import Indicator
from packs.models import Pack
from programmes.models import Milestone, MilestoneReport, Programme

# They answer only to a form that is sent, hand over a file, or show nothing of the plan.
NOT_PAGES = {"packs:pack_request", "packs:pack_download", "health", "sign_in", "sign_out"}
UPDATE = "programmes:milestone_update"


def names_of_addresses(resolver: Any = None, space: str = "") -> list[str]:
    """Return the name of every address of the site, such as "programmes:milestone"."""
    found = []
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            inner = f"{entry.namespace}:" if entry.namespace else ""
            found += names_of_addresses(entry, space + inner)
        else:
            found.append(space + entry.name)
    return found


def addresses() -> dict[str, str]:
    """Return the address of every page, with rows that are there."""
    first, second, third = (Programme.objects.get(number=n).ref for n in (1, 2, 3))
    month = OPEN
    rows = {
        "administration:holding_end": [PostHolding.objects.latest("pk").pk],
        "assurance:assess": [Requirement.objects.first().ref, "cpmo"],
        "assurance:outcome": [1],
        "packs:pack": [Pack.objects.get().pk],
        "packs:period_freeze": [month],
        "assurance:requirement": [Requirement.objects.first().ref],
        "dashboards:period": [month],
        "kpis:indicator": [Indicator.objects.first().ref],
        "kpis:reading_add": [Indicator.objects.first().ref],
        "programmes:milestone": [Milestone.objects.filter(programme__number=3).first().ref],
        "programmes:milestone_update": [Milestone.objects.filter(programme__number=3).first().ref],
        "programmes:programme": [third],
        "programmes:rdl_appoint": [third],
        "programmes:returns": [third],
        "programmes:return": [third, month],
        "programmes:return_edit": [third, month],
        "programmes:return_submit": [third, month],
        "programmes:return_sign": [first, month],
        "programmes:return_assure": [second, month],
        "programmes:return_send_back": [second, month],
        "programmes:return_take_back": [second, month],
    }
    someone = User.objects.latest("pk").pk
    found = {}
    for name in names_of_addresses():
        if name in NOT_PAGES:
            continue
        of_a_user = name.startswith("administration:user") and name not in (
            "administration:users",
            "administration:user_add",
        )
        found[name] = reverse(name, args=[someone] if of_a_user else rows.get(name, []))
    found["dashboards:search"] += "?q=board"
    return found


def counted(ask: Callable[[], HttpResponse], *, rounds: int) -> tuple[int, float]:
    """Return the queries of one answer and the median seconds of several, after a first."""
    ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
        count = len(queries)  # the next request empties Django's log
    seconds = []
    for _ in range(rounds):
        began = perf_counter()
        ask()
        seconds.append(perf_counter() - began)
    return count, median(seconds)


def figures_of_pages(reader: User, *, rounds: int) -> dict[str, Any]:
    """Return queries and seconds of every page, of a save, and the seconds of a bare page."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(reader)

    def get(address: str) -> HttpResponse:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    pages = {
        name: counted(lambda address=address: get(address), rounds=rounds)
        for name, address in addresses().items()
    }
    pages[f"{UPDATE}, saved"] = counted(_saving(client), rounds=rounds)
    return {
        "pages": pages,
        "bare": _bare(reader, rounds=rounds * 4),
        "rows": {
            "programmes": Programme.objects.count(),
            "milestones": Milestone.objects.count(),
            "requirements": Requirement.objects.count(),
            "indicators": Indicator.objects.count(),
            "posts": Post.objects.count(),
        },
    }


def _saving(client: Client) -> Callable[[], HttpResponse]:
    """Return a function that saves a milestone's report with its history, each time another."""
    report = MilestoneReport.objects.filter(period__month=OPEN, milestone__programme__number=3)
    milestone = report.earliest("pk").milestone
    seen = report.earliest("pk").version - 1

    def save() -> HttpResponse:
        nonlocal seen
        seen += 1
        typed = {
            "delivery": "amber",
            "forecast": "Jun 2027",
            "actual_on": "",
            "narrative": f"Version {seen} was read.",
            "reason": "Late suppliers",
            "period": f"{OPEN:%Y-%m}",
            "version": seen,
        }
        answer = client.post(reverse(UPDATE, args=[milestone.ref]), typed)
        assert answer.status_code == 302, answer.content
        return answer

    return save


def _bare(reader: User, *, rounds: int) -> float:
    """Return the seconds of a bare Django page: a signed-in person, a query, a short list."""
    with override_settings(ROOT_URLCONF="bench.bare", MIDDLEWARE=MIDDLEWARE):
        client = Client(SERVER_NAME="localhost")
        client.force_login(reader)
        return counted(lambda: client.get("/bare"), rounds=rounds)[1]
