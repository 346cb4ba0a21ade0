"""What waits for those who make the month: RDL, SAO, CPMO (Rules 14 to 17)."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from assurance.models import Pack
from dashboards.presenters.home.parts import Figure, Part, Task, counted, printed_day
from dashboards.presenters.portfolio import Portfolio, Row
from irp.marks import mark_of
from irp.models import ReportingPeriod
from programmes.models import Milestone
from programmes.rules import ReturnState

NO_PERIOD = "No month is open. The CPMO opens the next one; every programme then has a return."


def _return_href(row: Row, period: ReportingPeriod) -> str:
    return reverse("programmes:return", args=[row.ref, period.month])


def _holding(state: ReturnState | None, *states: ReturnState) -> bool:
    return state is not None and state in states


def rdl_part(whole: Portfolio, *, held: frozenset[str], on: date) -> Part:
    """Return the returns a Responsible Delivery Lead has to prepare, and how far each is."""
    own = [row for row in whole.rows if row.rdl_post in held]
    title = "Your returns to prepare"
    if not own:
        words = "Your post is not named as the delivery lead of a programme. Ask an administrator."
        return Part("rdl", title, (), words)
    period = whole.period
    if period is None or not period.is_open:
        return Part(
            "rdl", title, (), NO_PERIOD, more=own_programmes(own), more_title="Your programmes"
        )
    waiting = [
        row for row in own if _holding(row.state, ReturnState.NOT_STARTED, ReturnState.DRAFT)
    ]
    tasks = tuple(
        Task(
            f"Prepare the return of {row.name} for {period}",
            _return_href(row, period),
            _preparation(row),
            period.return_due_on,
            warning=period.return_due_on < on,
        )
        for row in waiting
    )
    empty = (
        f"All your returns for {period} are submitted. The next month opens when the CPMO has "
        f"frozen this one, planned for {printed_day(period.freeze_on)}."
    )
    return Part("rdl", title, tasks, empty, more=own_programmes(own), more_title="Your programmes")


def _preparation(row: Row) -> str:
    missing = row.counts.owed - row.counts.reported
    facts = [
        row.state_words,
        f"{counted(missing, 'row')} without a report of {row.counts.owed}"
        if missing
        else f"all {row.counts.owed} rows reported",
    ]
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
    facts = [f"SAO: {mark_of(row.sao.rating).word}", f"CPMO: {mark_of(row.cpmo.rating).word}"]
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


def sao_part(whole: Portfolio, *, held: frozenset[str], on: date) -> Part:
    """Return the returns a Senior Accountable Officer has to sign, and how their own stand."""
    signs = _signs_rows(held)
    own = [row for row in whole.rows if row.sao_post in held or row.pk in signs]
    title = "Your returns to sign"
    if not own:
        return Part("sao", title, (), "Your post is not the SAO of a programme or of its rows.")
    period = whole.period
    if period is None or not period.is_open:
        return Part(
            "sao", title, (), NO_PERIOD, more=own_programmes(own), more_title="Your programmes"
        )
    tasks = tuple(
        Task(
            f"Sign the return of {row.name} for {period}",
            _return_href(row, period),
            f"submitted {printed_day(row.since.date())}" if row.since else "",
            period.sign_off_on,
            warning=period.sign_off_on < on,
        )
        for row in own
        if _holding(row.state, ReturnState.SUBMITTED)
    )
    with_rdl = sum(row.holder == "RDL" for row in own)
    empty = (
        f"Nothing waits for your signature. {counted(with_rdl, 'return')} of yours "
        f"{'is' if with_rdl == 1 else 'are'} still with the delivery lead, due "
        f"{printed_day(period.return_due_on)}."
        if with_rdl
        else f"Every return of yours for {period} is signed. It is frozen on "
        f"{printed_day(period.freeze_on)}."
    )
    return Part("sao", title, tasks, empty, more=own_programmes(own), more_title="Your programmes")


def _signs_rows(held: frozenset[str]) -> set[int]:
    """Return the programmes whose rows name a held post, where every SAO named signs (Rule 17)."""
    rows = Milestone.objects.filter(programme__signatories="all", own_sao__title__in=held)
    return set(rows.order_by().values_list("programme_id", flat=True))


def cpmo_part(whole: Portfolio, *, on: date) -> Part:
    """Return what the CPMO has to do: assure, chase, freeze, and look after packs."""
    period = whole.period
    packs = _pack_tasks()
    if period is None or not period.is_open:
        opening = Task(
            "Open the next reporting period", reverse("assurance:period_open"), NO_PERIOD
        )
        return Part("cpmo", "The month", (opening, *packs), "")
    board = reverse("dashboards:period", args=[period.month])
    assure = tuple(
        Task(
            f"Rate and assure the return of {row.name}",
            _return_href(row, period),
            f"signed {printed_day(row.since.date())}" if row.since else "",
            period.challenge_on,
            warning=period.challenge_on < on,
        )
        for row in whole.rows
        if _holding(row.state, ReturnState.SIGNED)
    )
    missing = len(whole.rows) - whole.received
    freeze = Task(
        f"Freeze {period}",
        reverse("assurance:period_freeze", args=[period.month]),
        f"{whole.received} of {len(whole.rows)} returns received"
        + (f"; {missing} would stand as not reported for ever" if missing else ""),
        period.freeze_on,
        warning=period.freeze_on < on,
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


def _deadline(row: Row, period: ReportingPeriod) -> date | None:
    return {"RDL": period.return_due_on, "SAO": period.sign_off_on}.get(row.holder)


def _is_late(row: Row, period: ReportingPeriod, on: date) -> bool:
    deadline = _deadline(row, period)
    return deadline is not None and deadline < on


def _late(row: Row, period: ReportingPeriod, on: date) -> Task:
    post = {"RDL": row.rdl_post or "RDL: not named in the plan", "SAO": row.sao_post}[row.holder]
    since = f" since {printed_day(row.since.date())}" if row.since else ""
    return Task(
        row.name,
        _return_href(row, period),
        f"with the {row.holder} ({post}){since}",
        _deadline(row, period),
        warning=True,
    )


def _pack_tasks() -> tuple[Task, ...]:
    """Return the packs that wait or could not be drawn and that no later version has replaced."""
    rows = Pack.objects.filter(state__in=["queued", "running", "failed"]).with_superseded()
    return tuple(
        Task(
            str(pack),
            reverse("assurance:pack", args=[pack.pk]),
            f"failed: {pack.failure}" if pack.state == "failed" else pack.state,
            warning=pack.state == "failed",
        )
        for pack in rows.with_period().order_by("-pk")[:10]
    )
