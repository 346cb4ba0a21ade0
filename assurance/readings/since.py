"""What was done about the Assurance Plan since a commissioner's last visit, in two statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from django.db.models import DateTimeField, QuerySet, Value

from assurance.facts.requests import RequestFacts
from assurance.facts.since import SinceFacts
from assurance.models import (
    Assessment,
    AssessmentWithdrawal,
    CellAct,
    CommissionerVisit,
    Gate,
)
from assurance.rules.since import told_from
from assurance.words import Judgement, Speaker
from assurance.words.cells import Said
from assurance.words.requests import RequestAct
from irp.models import User
from irp.prepared import rows_of
from irp.readings import Source
from irp.rules.calendar import london_day

ISSUED = ("requirement__ref", "speaker", "judgement", "issued")
WITHDRAWN = tuple(f"assessment__{name}" for name in ISSUED)


@dataclass(frozen=True)
class Visits:
    """When a commissioner was here last before today, and whether today is noted already."""

    last_at: datetime | None
    is_noted: bool

    def told_from(self, at: datetime) -> datetime:
        """Return the moment from which what changed is told."""
        return told_from(self.last_at, at=at)


def visits_of(user: User, *, at: datetime) -> Visits:
    """Return the visits that what changed is told from, in one statement."""
    today = london_day(at)
    newest = rows_of(_newest_visits, by=user.pk, until=today)
    before = [moment for on, moment in newest if on < today]
    return Visits(before[0] if before else None, len(before) < len(newest))


def _newest_visits(*, by: int, until: date) -> QuerySet[CommissionerVisit, Any]:
    rows = CommissionerVisit.objects.filter(by=by, on__lte=until).order_by("-on")
    return rows.values_list("on", "at")[:2]


def since(
    source: Source,
    visits: Visits,
    *,
    passed: Iterable[tuple[str, date]],
    asked: Iterable[RequestFacts],
) -> SinceFacts:
    """Return what was done after the last visit.

    `passed` are requirements with a date gone by, `asked` the requests to the council.
    """
    moment = visits.told_from(source.at)
    issued: list[Any] = []
    withdrawn: list[Any] = []
    parts = ((Assessment, ISSUED), (AssessmentWithdrawal, WITHDRAWN))
    for _, _, place, ref, speaker, judgement, is_issued in source.acts_of(parts, at__gt=moment):
        if not is_issued:
            continue
        if place:
            withdrawn.append((ref, Speaker(speaker)))
        else:
            issued.append((ref, Speaker(speaker), Judgement(judgement)))
    tests, moved = _said_and_moved(source, moment)
    answered = [
        request.ref
        for request in asked
        if any(step.what is RequestAct.ANSWERED and step.at > moment for step in request.steps)
    ]
    return SinceFacts(
        since=moment,
        is_first=visits.last_at is None,
        issued=tuple(issued),
        withdrawn=tuple(withdrawn),
        tests=tests,
        moved=moved,
        answered=tuple(answered),
        passed=tuple(passed),
    )


def _said_and_moved(
    source: Source, moment: datetime
) -> tuple[tuple[tuple[int, int, Said], ...], tuple[str, ...]]:
    """Return what was said of tests, and the requirements one of whose dates was changed.

    In one statement.
    """
    rows = rows_of(_told, after=moment, until=source.at)
    told = sorted((row for row in rows if row[3]), key=itemgetter(3, 4))
    return (
        tuple((outcome, test, Said(words)) for outcome, test, words, *_ in told),
        tuple(sorted(ref for _, _, ref, at, _ in rows if at is None)),
    )


def _told(*, after: datetime, until: datetime) -> QuerySet[CellAct, Any]:
    acts = CellAct.objects.filter(at__gt=after, at__lte=until).order_by()
    history: Any = Gate.history
    changed = history.filter(history_date__gt=after, history_date__lte=until, history_type="~")
    gates = Gate.objects.filter(pk__in=changed.values("id")).order_by()
    tests = acts.values_list("outcome__number", "test__number", "said", "at", "pk")
    dates = gates.values_list(
        "requirement__outcome__number",
        "requirement__test__number",
        "requirement__ref",
        Value(None, output_field=DateTimeField()),
        "pk",
    )
    return tests.union(dates, all=True)
