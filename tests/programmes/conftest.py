"""A change that is asked for and decided, for the tests of delivery."""

import pytest
from django.db import transaction

from irp.history import act, record, write_acts
from programmes.actions.change_decisions import decide_change
from programmes.actions.changes import ask_change
from programmes.models import Baseline, ChangeRequest, Milestone
from programmes.rules.change_rulings import Ruling
from programmes.words import ChangeKind, ChangeState
from tests.programmes.asking import WHO, WHY, wanted
from tests.world import LOADED_AT, LOADER, NOW, when


@pytest.fixture
def added(world):
    def row(ref, end, kind="dated"):
        """Add a row of housing to the plan with its original date."""
        made = Milestone(ref=ref, programme=world.programmes["HOU"], number=int(ref[-2:]),
                         title=f"Activity {ref}", kind=kind)  # fmt: skip
        record(made, by=LOADER, at=LOADED_AT)
        first = act(Baseline, by=LOADER, at=LOADED_AT, milestone=made, number=0)
        first.end = when(end)
        write_acts([first])
        return made

    return row


@pytest.fixture
def ask(world):
    def request(
        *rows, kind=ChangeKind.DATE, by="rdl", case=WHY, at=NOW, programme="HOU", **entered
    ):
        """Ask of rows by reference, each for the same, or of rows that are made already."""
        entered = {"new": "20 Jan 2027"} | entered if kind is ChangeKind.DATE else entered
        rows = [
            wanted(row, number, kind=kind, **entered) if isinstance(row, str) else row
            for number, row in enumerate(rows, start=1)
        ]
        own = world.programmes[programme]
        with transaction.atomic():
            return ask_change(own, rows, case, by=world.user(by), at=at)

    return request


@pytest.fixture
def decide(world):
    def decision(request, forum, *, by=None, at=NOW, **ruled):
        now = ChangeRequest.objects.get(pk=request.pk)
        values = {"agrees": True, "rows": frozenset(now.rows.values_list("number", flat=True)),
                  "met_on": at.date(), "minute": "4.2", "view": "IRB agrees",
                  "view_on": at.date()}  # fmt: skip
        with transaction.atomic():
            return decide_change(
                request, forum, Ruling(**values | ruled), version=now.version,
                by=world.user(by or WHO[forum]), at=at,
            )  # fmt: skip

    return decision


@pytest.fixture
def approve(decide):
    def through(request, *, at=NOW, **ruled):
        """Let every forum that the request needs agree."""
        while forum := ChangeState(ChangeRequest.objects.get(pk=request.pk).state).forum:
            request = decide(request, forum, at=at, **ruled)
        return request

    return through
