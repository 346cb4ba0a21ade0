"""The words of an opening position, taken over from an earlier tracker (Rule 18c)."""

from irp.words import Term, Terms

BEFORE = "Before this record"

TAKEOVER = (
    Terms(
        "opening",
        "Opening position",
        (
            Term(
                "before",
                BEFORE,
                "What an earlier tracker said of a milestone, until it is first reported here. It "
                "is no return: nobody signed it, and months from before are neither reported nor "
                "missing.",
            ),
            Term(
                "taken_over",
                "Taken over",
                "A date that was approved before this record began, with the decision that the "
                "earlier tracker gives.",
            ),
        ),
        about="A council that had its plan in another tracker takes over what that said, in one "
        "act: each milestone’s status, forecast or date completed, and the dates approved so far.",
    ),
)
