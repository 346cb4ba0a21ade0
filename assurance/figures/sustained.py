"""Whether evidence is sustained, and what is lacking of it, in words. Pure (Rule 22)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from assurance.facts.citations import ShelfFacts
from assurance.facts.evidence import EvidenceFacts, HeldFacts, IndexedFacts, SustainedFacts
from assurance.rules.evidence import is_expired, tidy
from assurance.rules.sustained import Run, runs
from irp.rules.measuring import Measured
from irp.rules.numbers import counted

Spans = dict[str, list[tuple[date, date]]]


def held_of(piece: EvidenceFacts) -> HeldFacts:
    """Return a piece as far as it counts."""
    return HeldFacts(
        kind=piece.kind,
        retired_on=piece.retired_on,
        directorates=piece.directorates,
        effective_from=piece.version.effective_from,
        effective_to=piece.version.effective_to,
        expires_on=piece.version.expires_on,
        is_sealed=piece.version.seal is not None,
    )


def held_in_index(piece: IndexedFacts) -> HeldFacts:
    """Return a piece of a frozen month's index as far as it counts; it has none that was retired.

    A body of before schema 8 kept no directorates: the run of one then finds nothing.
    """
    return HeldFacts(
        kind=piece.kind,
        retired_on=None,
        directorates=piece.directorates,
        effective_from=piece.effective_from,
        effective_to=piece.effective_to,
        expires_on=piece.expires_on,
        is_sealed=piece.is_sealed,
    )


def runs_of(
    setting: SustainedFacts, pieces: Iterable[HeldFacts], *, measured: Measured
) -> tuple[Run, ...]:
    """Return the run of each directorate by the pieces that count by the measured day.

    Held files and records count; links, what has expired or was retired or sealed does not.
    """
    found = runs(
        _spans(pieces, on=measured.on),
        setting.directorates,
        cadence=setting.cadence,
        needed=setting.periods,
        measured=measured,
    )
    return tuple(found)


def lacks_words(ref: str, shelf: ShelfFacts) -> str:
    """Return what a requirement lacks of evidence as measured, for whoever may see these pieces.

    "Nothing held", "Only links, nothing held", "3 held, all expired", or how many are held; then
    the shortest run where commissioners ask for one: "Run 1 of 12; 7 of the last 9; gaps Nov, Jan".
    """
    pieces = shelf.held.get(ref, ())
    words = [_held_words(pieces, sees_all=shelf.sees_all, on=shelf.measured.on)]
    if setting := shelf.sustained.get(ref):
        found = sorted(runs_of(setting, pieces, measured=shelf.measured), key=lambda run: run.run)
        short = [run for run in found if run.run < run.needed]
        first = next(iter(short or found))
        name = f"{first.name}: " if first.name else ""
        sentence = name + first.words(setting.cadence)
        more = len(short) - 1
        others = f", and {counted(more, 'more directorate')} short of it" if more > 0 else ""
        words.append(sentence[0].upper() + sentence[1:] + others)
    return ". ".join(words)


def _held_words(pieces: Iterable[HeldFacts], *, sees_all: bool, on: date) -> str:
    in_use = [piece for piece in pieces if not _is_gone(piece)]
    held = [piece for piece in in_use if piece.kind.is_held]
    expired = sum(is_expired(piece.expires_on, on=on) for piece in held)
    if not in_use:
        return "Nothing held" if sees_all else "Nothing held that you may see"
    if not held:
        return "Only links, nothing held"
    if expired == len(held):
        return f"{len(held)} held, {'all expired' if expired > 1 else 'expired'}"
    return f"{len(held)} held, {expired} expired" if expired else f"{len(held)} held"


def _is_gone(piece: HeldFacts) -> bool:
    return piece.is_sealed or piece.retired_on is not None


def _spans(pieces: Iterable[HeldFacts], *, on: date) -> Spans:
    spans: Spans = defaultdict(list)
    for piece in pieces:
        if _is_gone(piece) or is_expired(piece.expires_on, on=on) or not piece.kind.is_held:
            continue
        for name in {"", *map(tidy, piece.directorates)}:
            spans[name].append((piece.effective_from, piece.effective_to))
    return spans
