"""What an assessment may rest on (Rules 22 and 24b). Pure: no Django, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assurance.rules.evidence import is_expired
from assurance.words import Judgement, Speaker
from assurance.words.evidence import EvidenceKind

NEEDS_HELD = (
    "Cite at least one file held here or record of this product below: links and words alone do "
    "not support “met”"
)
CHOOSE_AGAIN = "since you opened this page. Choose again"
DRAFT_AGAIN = "since this was drafted. End the draft, then draft it again"


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A piece that an assessment is to cite; `is_gone` where it was retired, sealed or replaced."""

    ref: str
    kind: EvidenceKind
    is_gone: bool
    prepared_by: int | None
    prepared_by_name: str


def citation_faults(
    cited: Sequence[Cited],
    *,
    speaker: Speaker,
    judgement: Judgement | None,
    issued: bool,
    by: int,
    by_name: str,
    gone: str = CHOOSE_AGAIN,
) -> list[str]:
    """Return why an assessment cannot rest on these pieces.

    The preparer of a piece does not assess what it is evidence for. Commissioners issue "met" on
    one held file or record at least; what they have drafted may wait for it. `gone` says since when
    a piece is another, and what to do.
    """
    faults = [
        f"{piece.ref} was changed, sealed or retired {gone}" for piece in cited if piece.is_gone
    ]
    faults += [
        f"You prepared {piece.ref}. Somebody else has to assess what it is evidence for"
        for piece in cited
        if piece.prepared_by == by or _same(piece.prepared_by_name, by_name)
    ]
    is_met = speaker is Speaker.COMMISSIONER and judgement is Judgement.MET
    if issued and is_met and not any(piece.kind.is_held and not piece.is_gone for piece in cited):
        faults.append(NEEDS_HELD)
    return faults


def _same(name: str, other: str) -> bool:
    return " ".join(name.split()).casefold() == " ".join(other.split()).casefold()


def rest_on_expired(expiries: Iterable[tuple[str, date | None]], *, on: date) -> tuple[str, ...]:
    """Return the requirements whose judgement in force rests on evidence that has expired.

    `expiries` are references with the day that a piece cited there expires. The judgements keep
    their value: it is said beside them, and sets nothing (Rule 22).
    """
    found = {ref: None for ref, expires_on in expiries if is_expired(expires_on, on=on)}
    return tuple(found)


def rest_words(refs: Sequence[str]) -> str:
    """Return "2 judgements rest on expired evidence", "" for none."""
    if not refs:
        return ""
    if len(refs) == 1:
        return "1 judgement rests on expired evidence"
    return f"{len(refs)} judgements rest on expired evidence"
