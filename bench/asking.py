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
from django.urls import reverse

from assurance.models import Requirement
from bench.bounds import PAGES, SAVE, counted_as
from bench.months import OPEN
from bench.people import REPORTING
from bench.plan import SIZES, fill_with_plan
from irp.models import User
from kpis.models import Indicator
from programmes.models import Milestone, MilestoneReport, Programme


def addresses() -> dict[str, str]:
    """Return the address of every page that is timed, with rows that are there."""
    programme = Programme.objects.get(number=REPORTING)
    milestone = programme.milestones.order_by("pk").first()
    rows = {
        "assurance:requirement": Requirement.objects.first(),
        "kpis:indicator": Indicator.objects.first(),
        "programmes:milestone": milestone,
        SAVE: milestone,
        "programmes:programme": programme,
    }
    names = {page for page, *_ in PAGES}
    return {name: reverse(name, args=[rows[name].ref] if name in rows else []) for name in names}


def statements_of(ask: Callable[[], HttpResponse]) -> int:
    """Return how many statements the second answer takes: the first one fills caches."""
    ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
        return len(queries)  # the next request empties Django's log


def statements_of_pages(people: dict[str, User]) -> dict[str, int]:
    """Return the statements of every page that is timed, as its person asks for it."""
    found = {}
    for page, who, *_ in PAGES:
        client, address = signed_in_client(people[who]), addresses()[page]

        def get(client: Client = client, address: str = address) -> HttpResponse:
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)
            return answer

        if page != SAVE:
            found[counted_as(page, who)] = statements_of(get)
    return found


def signed_in_client(person: User) -> Client:
    """Return a client signed in as a person."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person)
    return client


@dataclass
class ReportSaves:
    """Saves of one milestone's report, with its history, each another text."""

    address: str
    version: int

    @classmethod
    def first(cls) -> "ReportSaves":
        """Return the saving of a report of the programme whose return is a draft."""
        report = MilestoneReport.objects.filter(
            period__month=OPEN, milestone__programme__number=REPORTING
        ).earliest("milestone")
        return cls(reverse(SAVE, args=[report.milestone.ref]), report.version)

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
        client = signed_in_client(reader)

        def save() -> HttpResponse:
            answer = client.post(self.address, self.form())
            assert answer.status_code == 302, answer.content
            return answer

        return statements_of(save)


def put_in_order() -> None:
    """Let PostgreSQL count and mark what was filled, as a server does by itself within a minute."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def facts(times: int) -> dict[str, Any]:
    """Fill the database with the plan so many times over; return what the bench asks for."""
    began = perf_counter()
    people = fill_with_plan(SIZES[times])
    put_in_order()
    call_command("collectstatic", interactive=False, verbosity=0)
    saving = ReportSaves.first()
    statements = statements_of_pages(people)
    statements[counted_as(SAVE, "rdl")] = saving.statements(people["rdl"])
    rows = (Programme, Milestone, MilestoneReport, Requirement, Indicator)
    return {
        "sessions": {
            name: signed_in_client(person).cookies["sessionid"].value
            for name, person in people.items()
        },
        "addresses": addresses(),
        "form": saving.form(),
        "statements": statements,
        "rows": {str(model._meta.verbose_name_plural): model.objects.count() for model in rows},
        "seconds": perf_counter() - began,
    }
