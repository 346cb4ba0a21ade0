"""Rules of assurance: judgements, gates, packs, what may be asked. Pure: no Django, no clock."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from irp.rules.plan_dates import PlanDate, is_after_intervention, is_past
from irp.rules.words import Word


class Speaker(Word):
    """Whose assessment it is; three separate records, nothing overwritten (Rule 19)."""

    COUNCIL = "council"
    CPMO = "cpmo"
    COMMISSIONER = "commissioner"

    @property
    def label(self) -> str:
        """Return the voice in full."""
        return {
            Speaker.COUNCIL: "Council self-assessment",
            Speaker.CPMO: "CPMO view",
            Speaker.COMMISSIONER: "Commissioner judgement",
        }[self]


class Judgement(Word):
    """Not assessed is not "not met", and neither is "not applicable" (Rule 19)."""

    MET = "met"
    PARTLY = "partly_met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_assured(self) -> bool:
        """Tell whether nothing more is awaited: met, or out of the count (Rule 19)."""
        return self in {Judgement.MET, Judgement.NOT_APPLICABLE}


# Agreed assumptions: the Assurance Plan names no grades, only that a requirement is put in place
# and shown to work.
JUDGEMENTS_DEFINED = {
    Judgement.MET: "What the requirement asks for is in place, and it is shown to work.",
    Judgement.PARTLY: "Part of it is in place, or all of it without yet being shown to work.",
    Judgement.NOT_MET: "It is not in place, or what is in place does not work.",
    Judgement.NOT_APPLICABLE: (
        "It no longer applies. The rationale says why, and the requirement leaves the count."
    ),
}

NOT_ASSESSED = "not_assessed"
WORST_FIRST = ("not_met", "partly_met", NOT_ASSESSED, "met", "not_applicable")


def judgement_words(judgement: str) -> str:
    """Return a judgement in words; a blank one is "Not assessed" (Rule 19)."""
    if judgement in ("", NOT_ASSESSED):
        return "Not assessed"
    return Judgement(judgement).label


@dataclass(frozen=True)
class Tally:
    """How many requirements stand under each judgement: counts and n, no percentage (Rule 20)."""

    counts: tuple[tuple[str, int], ...]  # the worst first, none of them 0

    @property
    def n(self) -> int:
        """Return how many requirements count: "not applicable" leaves the number (Rule 19)."""
        return sum(count for key, count in self.counts if key != "not_applicable")

    @property
    def worst(self) -> str:
        """Return the worst judgement; not assessed outranks met (Rule 6)."""
        return self.counts[0][0] if self.counts else NOT_ASSESSED


def tally(judgements: Iterable[str]) -> Tally:
    """Count judgements, a blank one as not assessed; nothing is averaged (Rules 6 and 20)."""
    counted = Counter(judgement or NOT_ASSESSED for judgement in judgements)
    return Tally(tuple((key, counted[key]) for key in WORST_FIRST if counted[key]))


BEGIN = "begin"
AFTER_THE_END = "at or after the end of the intervention"


def awaits_assurance(*, purpose: str, due: PlanDate, assured: bool, at: datetime) -> bool:
    """Tell whether a gate has passed and its requirement is not assured (Rules 8, 12 and 13).

    A passed begin date says only that work should have begun. An undated gate never passes.
    """
    return purpose != BEGIN and not assured and is_past(due, at=at)


def gate_notes(
    *, purpose: str, due: PlanDate, assured: bool, at: datetime, ends_on: date
) -> list[str]:
    """Return what stands beside a gate's date (Rules 12 and 13)."""
    name = "sustained evidence" if purpose == "sustained" else purpose
    notes = []
    if awaits_assurance(purpose=purpose, due=due, assured=assured, at=at):
        notes.append(f"{name} date passed, not yet assured")
    elif purpose == BEGIN and is_past(due, at=at):
        notes.append("begin date passed")
    if is_after_intervention(due, ends_on=ends_on):
        notes.append(AFTER_THE_END)
    return notes


class PackState(Word):
    """Where a pack stands in the queue."""

    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"


class Standing(Word):
    """What is printed on every page; "superseded" follows from a later version."""

    DRAFT = "draft"
    FINAL = "final"


MOST_TRIES = 5


def may_claim(*, state: PackState, lease_has_run_out: bool) -> bool:
    """Tell whether a worker may take a pack: it waits, or its holder has gone quiet."""
    return state is PackState.QUEUED or (state is PackState.RUNNING and lease_has_run_out)


def freeze_faults(*, missing: set[str], seen: set[str], reason: str) -> list[str]:
    """Return why a period may not be frozen yet (Rule 16).

    `missing` are the references of programmes without a signed return, `seen` those that the
    person was shown: what becomes "not reported" for ever was read first.
    """
    unseen = sorted(missing - seen)
    if unseen:
        return [f"The returns of {', '.join(unseen)} are now missing too. Look at the list again."]
    if missing and not reason.strip():
        return ["Enter the reason for freezing without the missing returns."]
    return []
