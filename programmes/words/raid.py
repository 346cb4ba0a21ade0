"""The words of RAID: risks and their bands, issues, actions, assumptions, decisions (Rule 28)."""

from irp.words import Word, plain


class RaidKind(Word):
    """What kind of entry of the register it is; `letters` stand in its reference."""

    RISK = "risk"
    ISSUE = "issue"
    ACTION = "action"
    ASSUMPTION = "assumption"
    DECISION = "decision"

    @property
    def letters(self) -> str:
        """Return what a reference of this kind says before its number: HOU-R-01, HOU-ACT-02."""
        return {
            RaidKind.RISK: "R",
            RaidKind.ISSUE: "I",
            RaidKind.ACTION: "ACT",
            RaidKind.ASSUMPTION: "ASM",
            RaidKind.DECISION: "DEC",
        }[self]

    @property
    def plural(self) -> str:
        """Return what several of them are called: "Risks"."""
        return f"{self.label}s"

    @property
    def due_words(self) -> str:
        """Return what the day that it is looked at next is called."""
        return {
            RaidKind.RISK: "Review",
            RaidKind.ASSUMPTION: "Review",
            RaidKind.DECISION: "Decided",
        }.get(self, "Due")


class Band(Word):
    """How serious a score is, by its cell of the matrix; in their order, the least first."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    TOP = "top"

    @property
    def rank(self) -> int:
        """Return its place among the bands."""
        return list(Band).index(self)


_L, _M, _H, _T = Band
LEVELS = range(1, 6)
# A row an impact, from 5 down to 1; a column a likelihood, from 1 to 5. It is a table and no
# product: a rare disaster (5 × 2) comes before a likely nuisance (3 × 4).
MATRIX = {
    5: (_M, _H, _T, _T, _T),
    4: (_M, _M, _H, _T, _T),
    3: (_L, _M, _M, _M, _H),
    2: (_L, _L, _M, _M, _M),
    1: (_L, _L, _L, _L, _M),
}
IMPACTS = {1: "Negligible", 2: "Minor", 3: "Moderate", 4: "Major", 5: "Severe"}
LIKELIHOODS = {1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
NOT_SCORED = "Not scored"
NOBODY = "Nobody yet"  # owns it
FROM_THE_PLAN = "From the plan"
OVERARCHING = "Overarching"
ALL_OVER = "overarching"  # in addresses, where a programme's reference would stand


class Response(Word):
    """What is done about a risk."""

    TREAT = "treat"
    TOLERATE = "tolerate"
    TRANSFER = "transfer"
    TERMINATE = "terminate"


class Proximity(Word):
    """How soon a risk may happen."""

    NOW = "now"
    QUARTER = "quarter"
    YEAR = "year"
    LATER = "later"

    @property
    def label(self) -> str:
        """Return how soon, in words."""
        return {
            Proximity.NOW: "Within a month",
            Proximity.QUARTER: "Within 3 months",
            Proximity.YEAR: "Within a year",
            Proximity.LATER: "In more than a year",
        }[self]


class EntryState(Word):
    """Where an entry is; each kind has some of these."""

    OPEN = "open"
    CLOSED = "closed"
    HAPPENED = "happened"
    CONFIRMED = "confirmed"
    FALSE = "false"
    DECIDED = "decided"

    @property
    def label(self) -> str:
        """Return the state in words."""
        return {EntryState.FALSE: "Proved wrong"}.get(self, plain(self.value))

    @property
    def in_sentence(self) -> str:
        """Return the state as a sentence says it: "is closed", "has happened"."""
        return "has happened" if self is EntryState.HAPPENED else f"is {self.label.lower()}"


STATES = {
    RaidKind.RISK: (EntryState.OPEN, EntryState.CLOSED, EntryState.HAPPENED),
    RaidKind.ISSUE: (EntryState.OPEN, EntryState.CLOSED),
    RaidKind.ACTION: (EntryState.OPEN, EntryState.CLOSED),
    RaidKind.ASSUMPTION: (EntryState.OPEN, EntryState.CONFIRMED, EntryState.FALSE),
    RaidKind.DECISION: (EntryState.DECIDED,),
}


class Ladder(Word):
    """The forums that a risk is escalated to, the lowest first; EMT is informed, never asked."""

    DIRECTORATE = "directorate"
    TIB = "tib"
    IRB = "irb"

    @property
    def label(self) -> str:
        """Return the forum as the council writes it."""
        return "Directorate Board" if self is Ladder.DIRECTORATE else self.value.upper()

    @property
    def rank(self) -> int:
        """Return its place on the ladder, from 1; the programme itself is 0."""
        return list(Ladder).index(self) + 1


class Answer(Word):
    """What a forum says to a risk that was escalated to it."""

    ACCEPTED = "accepted"
    TAKEN = "taken"
    RETURNED = "returned"

    @property
    def meaning(self) -> str:
        """Return what the answer does."""
        return {
            Answer.ACCEPTED: "The forum keeps the risk in view. The owner goes on managing it.",
            Answer.TAKEN: "The forum manages the risk itself from now on.",
            Answer.RETURNED: "The risk goes back to where it came from.",
        }[self]


class RiskAct(Word):
    """What was done to a risk beside scoring it."""

    RAISED = "raised"
    ESCALATED = "escalated"
    DE_ESCALATED = "de_escalated"
    ANSWERED = "answered"
    CLOSED = "closed"
    HAPPENED = "happened"
    REOPENED = "reopened"

    @property
    def label(self) -> str:
        """Return the act in words."""
        return "De-escalated" if self is RiskAct.DE_ESCALATED else plain(self.value)
