"""Which pages there are, and how many statements each takes; needs Django set up."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from assurance.models import Requirement
from bench.months import OPEN
from bench.plan import SIZES, build
from irp.models import PostHolding, User
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
    month, milestone = OPEN, Milestone.objects.filter(programme__number=3).first().ref
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
        "programmes:milestone": [milestone],
        "programmes:milestone_update": [milestone],
        "programmes:milestone_history": [milestone],
        "programmes:programme": [third],
        "programmes:programme_history": [third],
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


def statements_of(ask: Callable[[], HttpResponse]) -> int:
    """Return how many statements the second answer takes: the first one fills caches."""
    ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
        return len(queries)  # the next request empties Django's log


def statements_of_pages(reader: User) -> dict[str, int]:
    """Return the statements of every page by its name."""
    client = signed_in(reader)

    def get(address: str) -> HttpResponse:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    return {
        name: statements_of(lambda address=address: get(address))
        for name, address in addresses().items()
    }


def signed_in(person: User) -> Client:
    """Return a client signed in as a person."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person)
    return client


@dataclass
class Saving:
    """Saves of one milestone's report, with its history, each another text."""

    address: str
    version: int

    @classmethod
    def first(cls) -> "Saving":
        """Return the saving of a report of the third programme, whose return is a draft."""
        report = MilestoneReport.objects.filter(
            period__month=OPEN, milestone__programme__number=3
        ).earliest("pk")
        return cls(reverse(UPDATE, args=[report.milestone.ref]), report.version)

    def form(self) -> dict[str, str]:
        """Return what the next save sends."""
        typed = {
            "delivery": "amber",
            "forecast": "Jun 2027",
            "actual_on": "",
            "narrative": f"Version {self.version} was read.",
            "reason": "Late suppliers",
            "period": f"{OPEN:%Y-%m}",
            "version": str(self.version),
        }
        self.version += 1
        return typed

    def statements(self, reader: User) -> int:
        """Return the statements of a save."""
        client = signed_in(reader)

        def save() -> HttpResponse:
            answer = client.post(self.address, self.form())
            assert answer.status_code == 302, answer.content
            return answer

        return statements_of(save)


def facts(times: int) -> dict[str, Any]:
    """Fill the database with the plan so many times over; return what the bench asks for."""
    began = perf_counter()
    people = build(SIZES[times])
    call_command("collectstatic", interactive=False, verbosity=0)
    saving = Saving.first()
    statements = statements_of_pages(people["bench"])
    statements[f"{UPDATE}, saved"] = saving.statements(people["bench"])
    rows = (Programme, Milestone, MilestoneReport, Requirement, Indicator)
    return {
        "sessions": {
            name: signed_in(person).cookies["sessionid"].value for name, person in people.items()
        },
        "addresses": addresses(),
        "form": saving.form(),
        "statements": statements,
        "rows": {str(model._meta.verbose_name_plural): model.objects.count() for model in rows},
        "seconds": perf_counter() - began,
    }
