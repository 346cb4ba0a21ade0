"""The words of what commissioners judge of an outcome under a test (Rules 20 and 21)."""

from irp.words import Term, Terms, Word, defined


class Subject(Word):
    """What commissioners judge of an outcome under a test."""

    MET = "met"
    CONFIDENCE = "confidence"

    @property
    def label(self) -> str:
        """Return what is judged, in full."""
        return {
            Subject.MET: "Test met in this outcome",
            Subject.CONFIDENCE: "Confident of progress",
        }[self]


class Said(Word):
    """What an act of commissioners says of it."""

    MET = "met"
    CONFIDENT = "confident"
    NOT_CONFIDENT = "not_confident"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """Return it in words."""
        return {Said.MET: "Declared met"}.get(self, super().label)


MAY_SAY = {
    Subject.MET: (Said.MET,),
    Subject.CONFIDENCE: (Said.CONFIDENT, Said.NOT_CONFIDENT),
}
CONFIDENCE_DEFINED = {
    Said.CONFIDENT: "Commissioners are confident of progress on this test. It is not “met”, and "
    "may be said while requirements are not yet met.",
    Said.NOT_CONFIDENT: "Commissioners are not confident of progress on this test.",
}
NOT_DECLARED = "Not declared met"
NOT_JUDGED = "Not yet judged"

CELLS = (
    Terms(
        "tests_met",
        "Tests met",
        (
            Term(
                "declared",
                "Declared met",
                "Commissioners declare a test met in an outcome. They can do so once each "
                "requirement that applies is issued as met; it is never set by itself. It counts "
                "on a day only while the declaration is in force and each of those requirements "
                "has been met from the declaration to that day without a break.",
            ),
            Term(
                "unsupported",
                "No longer supported",
                "A requirement is met no more, or one was added. The declaration stays on record "
                "and does not count, until commissioners declare it met again. Restoring the "
                "requirement does not bring it back.",
            ),
            Term(
                "excluded",
                "Excluded",
                "Commissioners judged the requirement not applicable. Only they can, and it is "
                "named wherever the test is shown as met.",
            ),
            Term(
                "regression",
                "Regression",
                "A declaration that was withdrawn or is no longer supported. It stays listed.",
            ),
        ),
        about="Ten outcomes and three tests make 30 judgements. All are the commissioners’.",
    ),
    Terms(
        "progress",
        "Confident of progress",
        (
            *defined(CONFIDENCE_DEFINED),
            Term(
                "not_judged",
                NOT_JUDGED,
                "Commissioners have not said yet, or withdrew what they said.",
            ),
        ),
        about="Tests 2 and 3 of outcomes 2 to 10 have 18 such judgements. A test that is met "
        "counts as confident by itself. When it falls, an earlier “confident” counts again only "
        "once commissioners repeat it.",
    ),
)
