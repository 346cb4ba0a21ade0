"""A frozen month's warning signs by SAO, each with its programme, rating and rows (Rule 7)."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from irp.facts import PeriodFacts
from irp.rules.numbers import counted
from packs.context.dependencies import network_of
from packs.context.frame import Calendar
from packs.figures.beside import around_of, beside_of, saos_rating
from packs.figures.returns import outside_of
from packs.models import PlanSnapshot
from packs.snapshot.stored import opened
from programmes.facts import ProgrammeFacts
from programmes.rules.signals import Signal
from programmes.words import Rating


@dataclass(frozen=True, kw_only=True)
class SignalRow:
    """A warning sign beside the rating of a programme; None where the SAO gave none."""

    ref: str
    name: str
    rating: Rating | None
    signal: Signal


@dataclass(frozen=True, kw_only=True)
class SaoSignals:
    """The warning signs beside the ratings of one SAO's programmes."""

    sao: str
    programmes: int
    rows: tuple[SignalRow, ...]

    @property
    def despite(self) -> int:
        """Return how many of the programmes were rated Green despite a warning sign."""
        return len({row.ref for row in self.rows if row.rating is Rating.GREEN})

    @property
    def kinds(self) -> list[str]:
        """Return how many there are of each kind, the commonest first: "Dependency too late: 2"."""
        found = Counter(row.signal.name.label for row in self.rows)
        return [f"{label}: {number}" for label, number in found.most_common()]


@dataclass(frozen=True, kw_only=True)
class SignalsPage:
    """Everything the page shows of a frozen month, the SAO with the most warning signs first.

    `saos` is None where the snapshot kept too little to watch.
    """

    period: PeriodFacts
    saos: tuple[SaoSignals, ...] | None
    checks: tuple[str, ...]

    @property
    def finding(self) -> str:
        """Return what it comes to, in a sentence without its full stop."""
        saos = self.saos or ()
        signs = sum(len(one.rows) for one in saos)
        green = sum(one.despite for one in saos)
        told = sum(bool(one.rows) for one in saos)
        return (
            f"{counted(signs, 'warning sign')} beside the ratings of {told} of "
            f"{counted(len(saos), 'SAO')}; {counted(green, 'programme')} rated Green despite one"
        )


def signals_page(kept: PlanSnapshot) -> SignalsPage:
    """Return the warning signs of a frozen month from its snapshot and nothing else (Rule 16)."""
    plan = opened(kept.body).plan
    calendar = Calendar.of(plan)
    network = network_of(plan, calendar)
    lines = network.lines if network else None
    programmes: Counter[str] = Counter()
    by_sao: dict[str, list[SignalRow]] = defaultdict(list)
    checks: tuple[str, ...] = ()
    is_kept = True
    for row in plan.programmes:
        if outside_of(row) is not None:
            continue
        beside = beside_of(row, plan, calendar.measured, around_of(row, plan, lines))
        checks, is_kept = beside.checks, is_kept and beside.signals is not None
        programmes[row.sao] += 1
        by_sao[row.sao] += _rows(row, beside.signals or ())
    saos = (
        SaoSignals(sao=sao, programmes=number, rows=tuple(by_sao[sao]))
        for sao, number in programmes.items()
    )
    return SignalsPage(
        period=plan.period,
        saos=tuple(sorted(saos, key=_most_first)) if is_kept else None,
        checks=checks,
    )


def _rows(row: ProgrammeFacts, found: tuple[Signal, ...]) -> list[SignalRow]:
    rating = saos_rating(row.ret)
    return [SignalRow(ref=row.ref, name=row.name, rating=rating, signal=signal) for signal in found]


def _most_first(one: SaoSignals) -> tuple[int, int, str]:
    return (-len(one.rows), -one.despite, one.sao)
