"""A month's warning signs by SAO, each with its programme, rating and rows (Rule 7). Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from irp.facts import PeriodFacts
from irp.marks import mark_of
from irp.rules.numbers import counted
from packs.figures.beside import saos_rating
from programmes.facts import ProgrammeFacts
from programmes.figures.beside import FactsBeside
from programmes.figures.ratings import rating_of
from programmes.rules.signals import Signal
from programmes.words import Rating, Silence, Voice


@dataclass(frozen=True, kw_only=True)
class SignalRow:
    """A warning sign beside the SAO's rating of a programme, None where the SAO gave none.

    `silence` says why there is none that may be read while the month is open.
    """

    ref: str
    name: str
    rating: Rating | None
    silence: Silence | None
    signal: Signal

    @property
    def rating_words(self) -> str:
        """Return the SAO's rating in words, or why there is none."""
        return self.silence.label if self.silence else mark_of(self.rating).word


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
class MonthSignals:
    """The warning signs of a month, the SAO with the most warning signs first.

    `saos` is None where the snapshot kept too little to watch.
    """

    period: PeriodFacts
    saos: tuple[SaoSignals, ...] | None
    checks: tuple[str, ...]

    @property
    def finding(self) -> str:
        """Return what it comes to, in a sentence without its full stop.

        Of Green ratings it speaks where one of the programmes has a rating that may be read.
        """
        saos = self.saos or ()
        signs = sum(len(sao.rows) for sao in saos)
        green = sum(sao.despite for sao in saos)
        told = sum(bool(sao.rows) for sao in saos)
        finding = (
            f"{counted(signs, 'warning sign')} beside the ratings of {told} of "
            f"{counted(len(saos), 'SAO')}"
        )
        if not any(row.rating for sao in saos for row in sao.rows):
            return finding
        return f"{finding}; {counted(green, 'programme')} rated Green despite one"


def month_signals(
    period: PeriodFacts, reported: Iterable[tuple[ProgrammeFacts, FactsBeside]]
) -> MonthSignals:
    """Return the warning signs of the programmes that report a month, by SAO.

    Each programme comes with the facts beside its rating.
    """
    programmes: Counter[str] = Counter()
    by_sao: dict[str, list[SignalRow]] = defaultdict(list)
    checks: tuple[str, ...] = ()
    is_kept = True
    for row, beside in reported:
        checks, is_kept = beside.checks, is_kept and beside.signals is not None
        programmes[row.sao] += 1
        by_sao[row.sao] += _rows(row, beside.signals or ())
    saos = (
        SaoSignals(sao=sao, programmes=number, rows=tuple(by_sao[sao]))
        for sao, number in programmes.items()
    )
    return MonthSignals(
        period=period,
        saos=tuple(sorted(saos, key=_most_first)) if is_kept else None,
        checks=checks,
    )


def _rows(row: ProgrammeFacts, signals: Iterable[Signal]) -> list[SignalRow]:
    is_open = bool(row.months) and row.months[0].is_open
    silence = rating_of(row.months[0], Voice.SAO).silence if is_open else None
    return [
        SignalRow(
            ref=row.ref,
            name=row.name,
            rating=saos_rating(row.ret),
            silence=silence,
            signal=signal,
        )
        for signal in signals
    ]


def _most_first(group: SaoSignals) -> tuple[int, int, str]:
    return (-len(group.rows), -group.despite, group.sao)
