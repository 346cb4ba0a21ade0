"""The words of boards' meetings: who came, what became of an item, how far an action has come."""

from irp.words import Term, Terms, Word, defined


class Came(Word):
    """Whether the holder of a member's post came to a meeting."""

    PRESENT = "present"
    DEPUTY = "deputy"
    APOLOGIES = "apologies"
    ABSENT = "absent"

    @property
    def label(self) -> str:
        """Return it as minutes write it."""
        return {
            Came.DEPUTY: "Sent a deputy",
            Came.APOLOGIES: "Sent apologies",
            Came.ABSENT: "Absent without apologies",
        }.get(self, "Present")


class ItemFate(Word):
    """What became of a decision that a board was asked for."""

    DECIDED = "decided"
    CARRIED = "carried"
    WITHDRAWN = "withdrawn"


class Decided(Word):
    """What a board decided of an item."""

    AGREED = "agreed"
    AGREED_IN_PART = "agreed_in_part"
    NOT_AGREED = "not_agreed"
    NOTED = "noted"


class ActionStage(Word):
    """What was done last with an action that a board gave a post."""

    OPEN = "open"
    DONE = "done"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    EXTENDED = "extended"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """Return how far the action has come."""
        return {
            ActionStage.DONE: "Owner says done",
            ActionStage.ACCEPTED: "Done, accepted by CPMO",
            ActionStage.RETURNED: "Open, sent back by CPMO",
            ActionStage.EXTENDED: "Open, date extended",
            ActionStage.CLOSED: "Closed by CPMO, not done",
        }.get(self, "Open")

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing more is to come of it."""
        return self in {ActionStage.ACCEPTED, ActionStage.CLOSED}


# What is done next to an action, by its stage; the owner alone says that it is done.
NEXT_STAGES: dict[ActionStage, tuple[ActionStage, ...]] = {
    ActionStage.OPEN: (ActionStage.DONE, ActionStage.EXTENDED, ActionStage.CLOSED),
    ActionStage.RETURNED: (ActionStage.DONE, ActionStage.EXTENDED, ActionStage.CLOSED),
    ActionStage.EXTENDED: (ActionStage.DONE, ActionStage.EXTENDED, ActionStage.CLOSED),
    ActionStage.DONE: (ActionStage.ACCEPTED, ActionStage.RETURNED, ActionStage.CLOSED),
    ActionStage.ACCEPTED: (),
    ActionStage.CLOSED: (),
}

GLOSSARY = (
    Terms(
        "meetings",
        "Meetings of the boards",
        (
            Term(
                "agenda_item",
                "Decision sought",
                "What a board is asked to decide at a meeting: the ask, its options, what CPMO "
                "recommends, and what happens if nothing is decided.",
            ),
            *defined(
                {
                    ItemFate.DECIDED: "The board decided. The decision has the reference of its "
                    "minute. A correction does not replace it.",
                    ItemFate.CARRIED: "The board did not decide. CPMO took the item to the next "
                    "meeting.",
                    ItemFate.WITHDRAWN: "CPMO took the item off the agenda, with the reason.",
                }
            ),
            Term(
                "action_overdue",
                "Action overdue",
                "Its day has passed, and its owner has not said that it is done.",
            ),
        ),
    ),
)
