"""The words of the plan's editions: what becomes of each open row, and what is counted (18b)."""

from irp.words import Term, Terms, Word, defined, plain


class Fate(Word):
    """What an edition of the plan does with a row."""

    CARRIED = "carried"
    REDATED = "new_dates"
    REPLACED = "replaced"
    DROPPED = "dropped"
    NEW = "new"

    @property
    def label(self) -> str:
        """Return the fate in words."""
        return {
            Fate.CARRIED: "Carried with its dates",
            Fate.REDATED: "Carried with new dates",
        }.get(self, plain(self.value))

    @property
    def typed(self) -> str:
        """Return the words that a file says it with."""
        return self.value.replace("_", " ")

    @property
    def meaning(self) -> str:
        """Return what the edition does."""
        return {
            Fate.CARRIED: "The milestone goes on as it is.",
            Fate.REDATED: "Its new date is its next baseline. Its original date stays.",
            Fate.REPLACED: "Other milestones of the edition take its place. It is retired.",
            Fate.DROPPED: "The work will not be done, for the reason given. It is retired.",
            Fate.NEW: "New work. Its original date is that of this edition.",
        }[self]

    @property
    def goes_on(self) -> bool:
        """Tell whether the milestone is in the plan from then on."""
        return self not in {Fate.REPLACED, Fate.DROPPED}


ORIGINAL = "Original plan"
CURRENT = "Current plan"

EDITIONS = (
    Terms(
        "edition",
        "Editions of the plan",
        (
            *defined({fate: fate.meaning for fate in Fate}),
            Term(
                "edition_late",
                "Late against original dates",
                "Open, with the date that the milestone had first passed. A new edition does not "
                "end it.",
            ),
        ),
        about="Each edition says what becomes of every open milestone. Both editions are counted "
        "side by side: a milestone of the original plan stays one of its milestones, whatever a "
        "later edition does with it.",
    ),
)
