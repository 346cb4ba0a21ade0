"""The words of savings: their rungs, their kinds, their part of the glossary (Rule 26)."""

from irp.words import Term, Terms, Word, defined

NO_AMOUNT = "No amount in the plan"


class Rung(Word):
    """How far money of a saving has come; each rung holds what has reached at least it."""

    IDENTIFIED = "identified"
    APPROVED = "approved"
    IN_DELIVERY = "in_delivery"
    DELIVERED = "delivered"
    VALIDATED = "validated"


ENTERED = (Rung.IDENTIFIED, Rung.APPROVED, Rung.IN_DELIVERY, Rung.DELIVERED)


class Recurrence(Word):
    """Whether a saving comes again every year."""

    RECURRENT = "recurrent"
    ONE_OFF = "one_off"

    @property
    def label(self) -> str:
        """Return the kind in words."""
        return "One-off" if self is Recurrence.ONE_OFF else super().label


class ForecastConfidence(Word):
    """How sure its owner is of a forecast for the end of the year."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Equality(Word):
    """Where the equality impact assessment of a saving is."""

    NOT_NEEDED = "not_needed"
    UNDER_WAY = "under_way"
    DONE = "done"


class Basis(Word):
    """How much of a saving makes good what another does not yield."""

    WHOLE = "whole"
    SURPLUS = "surplus"

    @property
    def label(self) -> str:
        """Return the choice in words."""
        return {
            Basis.WHOLE: "All of it",
            Basis.SURPLUS: "Only what it delivers beyond its own target",
        }[self]


class SavingGroup(Word):
    """Savings that ask for somebody to act, and that a list shows together."""

    NOT_ENTERED = "not_entered"
    TO_VALIDATE = "to_validate"
    SHORT = "short"
    NO_OWNER = "no_owner"
    NO_TARGET = "no_target"
    ADDED = "added"
    PLAN = "plan"

    @property
    def label(self) -> str:
        """Return the group in the words of every page and file."""
        return {
            SavingGroup.NOT_ENTERED: "Not entered this month",
            SavingGroup.TO_VALIDATE: "To be validated",
            SavingGroup.SHORT: "Short of target",
            SavingGroup.NO_OWNER: "No owner named",
            SavingGroup.NO_TARGET: "No target",
            SavingGroup.ADDED: "Added here",
            SavingGroup.PLAN: "In the plan",
        }[self]


SAVINGS = (
    Terms(
        "rung",
        "How far a saving has come",
        defined(
            {
                Rung.IDENTIFIED: "There is an idea with an amount.",
                Rung.APPROVED: "Somebody with the authority to decide has agreed to it.",
                Rung.IN_DELIVERY: "Work on it has begun.",
                Rung.DELIVERED: "The money is saved, in the judgement of its owner.",
                Rung.VALIDATED: "A finance validator, who does not own it, has confirmed it with "
                "evidence.",
            }
        ),
        about="Each amount is what has reached at least that rung: what is delivered is in "
        "delivery, approved and identified too.",
    ),
    Terms(
        "saving",
        "Savings",
        (
            Term("in_year", "In-year amount", "What is saved within the financial year itself."),
            Term(
                "full_year",
                "Full-year amount",
                "What the same saving comes to in a whole year, once it runs.",
            ),
            *defined(
                {
                    Recurrence.RECURRENT: "It comes again every year.",
                    Recurrence.ONE_OFF: "It comes once. The gap is there again the year after.",
                }
            ),
            Term(
                "year_target",
                "Target of a year",
                "What Council resolved for the year as a whole. Where it is not in the record, the "
                "savings’ own targets together.",
            ),
            Term(
                "counted",
                "Counted",
                "Validated money up to what each saving promised. More than that makes good "
                "another saving only once it is entered as its replacement.",
            ),
            Term(
                "over_90",
                "Over 90%",
                "The test of a year: validated in-year amounts are more than 90% of the year’s "
                "target. Exactly 90% is not enough. It is judged when the year ends, on 31 March.",
            ),
            Term(
                "shortfall",
                "Shortfall",
                "What a saving and its replacements still lack of its target. Money that comes "
                "after the year stays in that year’s shortfall.",
            ),
            Term(
                "delivered_late",
                "Delivered late",
                "Money of an earlier year’s target that came in this year. It is in no other "
                "amount of this year.",
            ),
            Term(
                "replacement",
                "Replacement",
                "A saving that makes good what another does not yield. The target counts once.",
            ),
            Term(
                "finance_validator",
                "Finance validator",
                "Confirms delivered amounts. Never the owner of the saving, nor who entered the "
                "amounts.",
            ),
        ),
    ),
)
