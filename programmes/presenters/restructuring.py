"""What a programme that begins, closes or takes milestones will come to, before it is confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from irp.rules.date_spans import printed_month
from irp.rules.numbers import counted
from programmes.actions.closing import Settled
from programmes.actions.restructuring import NewProgramme
from programmes.models import Benefit, Milestone, Programme
from programmes.readings.owners import count_preparers
from programmes.readings.restructuring import ClosingRead, MovingRead
from programmes.words import RDL_NOT_NAMED, Restructure
from programmes.words.benefits import BenefitFate

MOVES = Restructure.MOVE.meaning


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """What an act will do, in sentences; `mark` tells it from the preview of any other."""

    sentences: tuple[str, ...]

    @property
    def mark(self) -> str:
        """Return what the form sends back when this preview is confirmed."""
        return sha256(repr(self.sentences).encode()).hexdigest()[:32]


def begin_foreseen(new: NewProgramme) -> Foreseen:
    """Return what the beginning of a programme will come to."""
    serves = ", ".join(outcome.name for outcome in new.outcomes)
    return Foreseen(
        sentences=(
            f"{new.name} ({new.ref}) is under aim {new.aim.number}, {new.aim}.",
            f"It serves: {serves}." if serves else "It names no outcome that it serves.",
            f"SAO: {new.sao}. RDL: {new.rdl or RDL_NOT_NAMED}."
            f" Lead member: {new.lead_member or 'not named'}.",
            Restructure.BEGIN.meaning,
        )
    )


def close_foreseen(
    programme: Programme,
    read: ClosingRead,
    homes: Mapping[str, Programme | None],
    benefits: Mapping[str, Settled],
) -> Foreseen:
    """Return what the closing of a programme will come to, in one statement."""
    final = read.closing.final
    drafting = count_preparers(programme)
    done = "is done and stays" if read.done == 1 else "are done and stay"
    sentences = [
        f"{counted(read.done, 'milestone')} {done} in the plan and its counts.",
        f"Its final return is that of {printed_month(final[0])}, {final[1].label.lower()}."
        if final
        else "It never owed a return.",
    ]
    sentences += [
        f"{ref} goes to {place.name}, under its own reference."
        if place
        else f"{ref} becomes overarching, under its own reference."
        for ref, place in homes.items()
    ]
    sentences += [_settles(row, benefits[row.ref]) for row in read.benefits]
    if drafting:
        drafts = "drafts" if drafting == 1 else "draft"
        sentences.append(f"{counted(drafting, 'preparer')} no longer {drafts} its return.")
    sentences.append("From the next month on it owes no return. This cannot be taken back.")
    return Foreseen(sentences=tuple(sentences))


def _settles(row: Benefit, settled: Settled) -> str:
    """Return what becomes of a benefit: "HOU-B-01 goes to Jobs, under its own reference."."""
    owner = settled.owner or row.owner
    if settled.fate is BenefitFate.ENDS:
        return f"{row.ref} ends: {settled.why.strip()}"
    if settled.place is None:
        return f"{row.ref} stays with {owner}, who goes on measuring it."
    owned = f"Its owner is {owner}." if owner else "It has no owner yet."
    return f"{row.ref} goes to {settled.place.name}, under its own reference. {owned}"


def move_foreseen(
    rows: Sequence[Milestone], origin: Programme, target: Programme, read: MovingRead
) -> Foreseen:
    """Return what a move will come to; the SAO of both programmes is read already."""
    sentences = [f"{row.ref} {row.title}: from {origin.name} to {target.name}." for row in rows]
    sentences.append(MOVES)
    if target.sao_id != origin.sao_id:
        sentences.append(
            f"{target.sao} answers for them instead of {origin.sao}, but where a milestone names "
            "an SAO of its own."
        )
    if streams := {str(row.workstream) for row in rows if row.workstream}:
        sentences.append(f"They leave their workstream: {', '.join(sorted(streams))}.")
    if read.month:
        sentences.append(_taken_along(read, target, read.month))
    return Foreseen(sentences=tuple(sentences))


def _taken_along(read: MovingRead, target: Programme, month: date) -> str:
    """Return which reports of the open month go along."""
    told = len(read.reports) + len(read.occurrences)
    if not told:
        return f"Nothing has been reported of them for {printed_month(month)} yet."
    goes = "goes" if told == 1 else "go"
    return (
        f"{counted(told, 'report')} for {printed_month(month)} {goes} along, into the return of "
        f"{target.name}."
    )
