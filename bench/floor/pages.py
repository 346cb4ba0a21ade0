"""The floor's three pages, and how its database is filled."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.management import call_command
from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.test import Client
from django.urls import path, reverse

from bench.floor.models import Milestone, Programme, Report

PROGRAMMES, EACH, MONTHS = 10, 17, 32
ITEM = "P01-01"
Form = modelform_factory(Milestone, fields=["delivery", "forecast", "narrative"])


@login_required
def milestones(request: HttpRequest) -> HttpResponse:
    """List every milestone."""
    rows = Milestone.objects.select_related("programme")
    return render(request, "floor/milestones.html", {"milestones": rows, "today": date.today()})


@login_required
def milestone(request: HttpRequest, ref: str) -> HttpResponse:
    """Show a milestone with its reports and its form, or save it."""
    row = get_object_or_404(Milestone.objects.select_related("programme"), ref=ref)
    form = Form(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("milestone", ref=ref)
    return render(request, "floor/milestone.html", {"milestone": row, "form": form})


urlpatterns = [
    path("milestones", milestones, name="milestones"),
    path("milestones/<str:ref>", milestone, name="milestone"),
]


def facts(_times: int) -> dict[str, Any]:
    """Fill an empty database; return the key of a session and the addresses of the pages."""
    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)  # ours have no migrations
    if not Programme.objects.exists():
        fill()
    client = Client()
    client.force_login(User.objects.get(username="bench"))
    return {
        "sessions": {"bench": client.cookies["sessionid"].value},
        "addresses": {"list": reverse("milestones"), "item": reverse("milestone", args=[ITEM])},
    }


def fill() -> None:
    """Fill the tables with a plan of 170 rows, reported for 32 months, and a user."""
    User.objects.create_user("bench")
    narrative = "The work went on as planned; two risks were closed and one was opened. " * 3
    reported = {"forecast": date(2027, 6, 30), "delivery": "amber", "narrative": narrative}
    programmes = Programme.objects.bulk_create(
        Programme(ref=f"P{n:02}", name=f"Programme number {n}", owner="Strategic Director")
        for n in range(1, PROGRAMMES + 1)
    )
    rows = Milestone.objects.bulk_create(
        Milestone(
            programme=programme,
            ref=f"{programme.ref}-{n:02}",
            title=f"Milestone {n}: the new way of working is agreed and in use",
            baseline=date(2026, 1, 31) + timedelta(days=20 * n),
            **reported,
        )
        for programme in programmes
        for n in range(1, EACH + 1)
    )
    Report.objects.bulk_create(
        Report(milestone=row, month=date(2024 + (2 + n) // 12, (2 + n) % 12 + 1, 1), **reported)
        for row in rows
        for n in range(MONTHS)
    )
