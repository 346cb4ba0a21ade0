"""How judgements are given and counted (Rules 2, 6, 19, 20 and 22)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assurance.words import (
    HIDDEN,
    NOT_ASSESSED,
    SPEAKERS,
    Judgement,
    Speaker,
    Status,
    judgement_words,
)

WORST_FIRST = ("not_met", "partly_met", NOT_ASSESSED, "met", "not_applicable", HIDDEN)
OUT_OF_THE_NUMBER = ("not_applicable", HIDDEN)


def assessment_faults(
    *,
    speaker: Speaker,
    judgement: Judgement | None,
    rationale: str | None,
    evidence_cited: str | None,
    issued: bool,
    open_dates: Sequence[str],
) -> dict[str, str]:
    """Return the faults of an assessment by field, each with what to type (Rules 19, 20 and 22).

    Commissioners issue "met" on evidence alone, once none of its dates is open; a draft may wait
    for both. `open_dates` are those dates as printed. What is None the form has refused already:
    the rest is judged without it.
    """
    faults: dict[str, str] = {}
    if rationale is not None and not rationale.strip():
        faults["rationale"] = "Enter the rationale for this assessment."
    is_met = speaker is Speaker.COMMISSIONER and judgement is Judgement.MET
    if issued and is_met and open_dates:
        faults["judgement"] = (
            "Choose another judgement, or first mark each of these dates satisfied or set aside: "
            f"{'; '.join(open_dates)}."
        )
    if issued and is_met and evidence_cited is not None and not evidence_cited.strip():
        faults["evidence_cited"] = (
            "Enter the evidence that it is met: each document, report or figure with its date. "
            "For example, Internal audit report 14, 3 October 2026"
        )
    return faults


def withdrawal_faults(*, reason: str) -> dict[str, str]:
    """Return the faults of a withdrawal by field, each with what to type (Rule 19)."""
    if reason.strip():
        return {}
    return {"reason": "Enter the reason for withdrawing it."}


def assessment_status(*, issued: bool, withdrawn: bool, superseded: bool) -> Status:
    """Return how far an assessment has come, which says nothing of its result (Rule 19).

    Superseded is said of what was issued before another, unless it had been withdrawn.
    """
    if not issued:
        return Status.DRAFT
    if withdrawn:
        return Status.WITHDRAWN
    return Status.SUPERSEDED if superseded else Status.ISSUED


def seen_beside(speaker: Speaker, *, has_draft: bool) -> tuple[Speaker, ...]:
    """Return whose assessments stand beside the form in which a speaker assesses (Rule 2).

    Commissioners weigh CPMO's and the council's. CPMO comes to its view without the others' and
    sees them once it has saved a draft; the council assesses itself.
    """
    if speaker is Speaker.COUNCIL or (speaker is Speaker.CPMO and not has_draft):
        return ()
    return tuple(other for other in SPEAKERS if other is not speaker)


@dataclass(frozen=True)
class Tally:
    """How many requirements stand under each judgement: counts and n, no percentage (Rule 20)."""

    counts: tuple[tuple[str, int], ...]  # the worst first, none of them 0

    @property
    def n(self) -> int:
        """Return how many count and are shown: "not applicable" leaves the number (Rule 19)."""
        return sum(count for key, count in self.counts if key not in OUT_OF_THE_NUMBER)

    @property
    def hidden(self) -> int:
        """Return how many are not shown (Rule 24e)."""
        return self.of(HIDDEN)

    @property
    def worst(self) -> str:
        """Return the worst judgement; not assessed outranks met (Rule 6)."""
        return self.counts[0][0] if self.counts else NOT_ASSESSED

    def of(self, judgement: str) -> int:
        """Return how many stand under one judgement."""
        return dict(self.counts).get(judgement, 0)

    @property
    def met(self) -> int:
        """Return how many are met."""
        return self.of("met")

    @property
    def words(self) -> str:
        """Return "1 of 4 met, 3 not assessed": met is said first, also when it is 0 (Rule 20)."""
        if not self.counts:
            return "No requirements"
        parts = [f"{self.met} of {self.n} met"] if self.n else []
        rest = (key for key, _ in self.counts if key != "met")
        return ", ".join([*parts, *(f"{self.of(k)} {judgement_words(k).lower()}" for k in rest)])


def tally(found: Mapping[str, int]) -> Tally:
    """Return the tally of judgements by their number, a blank one as not assessed.

    Nothing is averaged (Rules 6 and 20).
    """
    counted = Counter(found)
    counted[NOT_ASSESSED] += counted.pop("", 0)
    return Tally(tuple((key, counted[key]) for key in WORST_FIRST if counted[key]))
