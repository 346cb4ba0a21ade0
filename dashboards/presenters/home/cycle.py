"""What waits for those who make the month: RDL and CPMO (Rules 14 to 16)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.urls import reverse

from dashboards.presenters.due import Due, due
from dashboards.presenters.home.parts import Figure, Part, Task, counted
from dashboards.presenters.portfolio import Portfolio, Row
from irp.models import ReportingPeriod, User
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from packs.models import Pack
from packs.presenters.packs import STATE_WORDS
from packs.words import PackState
from programmes.models import ReturnStep
from programmes.presenters.waiting import barred_from, came_back
from programmes.rules.returns import deadline
from programmes.words import RDL_NOT_NAMED, ReturnState, Step

NO_PERIOD = "No month is open. The CPMO opens the next one; every programme then has a return."


def return_href(row: Row, period: ReportingPeriod) -> str:
    """Return the address of a programme's return of the period."""
    return reverse("programmes:return", args=[row.ref, period.month])


def due_by(holder: str, period: ReportingPeriod, *, on: date) -> Due | None:
    """Return by when whoever holds a return must have acted (Rule 14)."""
    by = deadline(holder, period)
    return due(by, on=on) if by else None


def is_in(state: ReturnState | None, *states: ReturnState) -> bool:
    """Tell whether there is a return and it is in one of these states."""
    return state is not None and state in states


def rdl_part(whole: Portfolio, *, held: frozenset[str], on: date) -> Part:
    """Return the returns a Responsible Delivery Lead has to prepare, and how far each is."""
    own = [row for row in whole.rows if not held.isdisjoint(row.rdl_titles)]
    title = "Your returns to prepare"
    if not own:
        words = "Your post is not named as the delivery lead of a programme. Ask an administrator."
        return Part("rdl", title, (), words)
    period = whole.period
    if period is None or not period.is_open:
        return Part(
            "rdl", title, (), NO_PERIOD, more=own_programmes(own), more_title="Your programmes"
        )
    waiting = [row for row in own if is_in(row.state, ReturnState.NOT_STARTED, ReturnState.DRAFT)]
    back = came_back(period=period, programmes=[row.pk for row in waiting])
    tasks = tuple(
        Task(
            f"Prepare the return of {row.name} for {period}",
            return_href(row, period),
            _preparation(row, back.get(row.pk)),
            due_by(row.holder, period, on=on),
        )
        for row in waiting
    )
    empty = (
        f"All your returns for {period} are submitted. The next month opens when the CPMO has "
        f"frozen this one, planned for {printed_day(period.freeze_on)}."
    )
    return Part("rdl", title, tasks, empty, more=own_programmes(own), more_title="Your programmes")


def _preparation(row: Row, back: ReturnStep | None) -> str:
    missing = row.counts.owed - row.counts.reported
    facts = [
        row.state_words,
        f"{missing} of {counted(row.counts.owed, 'row')} not reported yet"
        if missing
        else f"all {row.counts.owed} rows reported",
    ]
    if back:
        on = printed_day(london_day(back.at))
        facts.insert(0, f"{back.described} ({back.by_name}) on {on}: {back.reason.rstrip('.')}")
    if row.counts.past_forecast:
        facts.append(f"{counted(row.counts.past_forecast, 'open row')} past the forecast")
    return "; ".join(facts)


def own_programmes(rows: Iterable[Row]) -> tuple[Task, ...]:
    """Return a person's own programmes with each voice's rating and what is overdue."""
    return tuple(
        Task(
            row.name,
            reverse("programmes:programme", args=[row.ref]),
            _standing(row),
            warning=row.sao.rating in {None, "red"} or row.counts.missed > 0,
        )
        for row in sorted(rows, key=lambda row: (row.sao.severity, row.number))
    )


def _standing(row: Row) -> str:
    facts = [f"SAO: {row.sao.word}", f"CPMO: {row.cpmo.word}"]
    if row.sao.is_stale and row.sao.month:
        facts.append(f"both of {row.sao.month:%B %Y}")
    if row.diverges:
        facts.append("they differ")
    facts.append(
        f"{counted(row.counts.missed, 'milestone')} overdue against the current baseline, "
        f"{row.counts.missed_b0} against B0"
    )
    if row.holder:
        facts.append(f"return with the {row.holder}")
    return "; ".join(facts)


def cpmo_part(whole: Portfolio, *, user: User, on: date) -> Part:
    """Return what the CPMO has to do: assure, chase, freeze, and look after packs."""
    period = whole.period
    packs = _pack_tasks(on=on)
    if period is None or not period.is_open:
        opening = Task(
            "Open the next reporting period", reverse("programmes:period_open"), NO_PERIOD
        )
        return Part("cpmo", "The month", (opening, *packs), "")
    board = reverse("dashboards:period", args=[period.month])
    assure = _to_assure(whole.rows, period, user=user, on=on)
    missing = len(whole.rows) - whole.received
    freeze = Task(
        f"Freeze {period}",
        reverse("packs:period_freeze", args=[period.month]),
        f"{whole.received} of {len(whole.rows)} returns received"
        + (f"; {missing} would stand as not reported for ever" if missing else ""),
        due(period.freeze_on, on=on),
    )
    figures = (
        Figure("Received", whole.received, f"of {len(whole.rows)}", board, missing > 0),
        *(
            Figure(f"With the {holder}", sum(row.holder == holder for row in whole.rows), "", board)
            for holder in ("RDL", "SAO", "CPMO")
        ),
    )
    late = tuple(_late(row, period, on) for row in whole.rows if _is_late(row, period, on))
    return Part(
        "cpmo",
        f"The month: {period}",
        (*assure, freeze, *packs),
        "",
        figures,
        more=late,
        more_title="Past their deadline",
    )


def _is_late(row: Row, period: ReportingPeriod, on: date) -> bool:
    by = deadline(row.holder, period)
    return by is not None and by < on


def _late(row: Row, period: ReportingPeriod, on: date) -> Task:
    posts = {"RDL": row.rdl_post or RDL_NOT_NAMED, "SAO": row.sao_post}
    post = f" ({posts[row.holder]})" if row.holder in posts else ""
    since = f" since {printed_day(london_day(row.since))}" if row.since else ""
    return Task(
        row.name,
        return_href(row, period),
        f"with the {row.holder}{post}{since}",
        due_by(row.holder, period, on=on),
    )


def _to_assure(
    rows: Iterable[Row], period: ReportingPeriod, *, user: User, on: date
) -> tuple[Task, ...]:
    """Return the signed returns: for this person to assure, or for a colleague and why (15)."""
    signed = [row for row in rows if is_in(row.state, ReturnState.SIGNED)]
    keys = [row.pk for row in signed]
    barred = barred_from(user, Step.ASSURE, period=period, programmes=keys)
    return tuple(
        Task(
            f"{row.name}: for another member of the CPMO to rate and assure"
            if row.pk in barred
            else f"Rate and assure the return of {row.name}",
            return_href(row, period),
            " ".join(barred.get(row.pk, []))
            or (f"signed {printed_day(london_day(row.since))}" if row.since else ""),
            due_by(row.holder, period, on=on),
        )
        for row in signed
    )


def _pack_tasks(*, on: date) -> tuple[Task, ...]:
    """Return the packs that are drawn, that failed, and the drafts to issue; no replaced one."""
    unfinished = Q(state__in=["queued", "running", "failed"]) | Q(state="ready", standing="draft")
    rows = Pack.objects.filter(unfinished).with_superseded().filter(superseded=False)
    return tuple(_pack_task(pack, on=on) for pack in rows.with_period().order_by("-pk")[:10])


def _pack_task(pack: Pack, *, on: date) -> Task:
    there = reverse("packs:pack", args=[pack.pk])
    if pack.state == "ready":
        by = due(pack.snapshot.period.issue_on, on=on)
        return Task(f"Read and issue the {pack}", there, "drawn as a draft", by)
    failed = pack.state == "failed"
    words = STATE_WORDS[PackState(pack.state)].lower()
    return Task(str(pack), there, f"{words}: {pack.failure}" if failed else words, warning=failed)
