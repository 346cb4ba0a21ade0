"""The words of recurring rows: what becomes of each occurrence (Rule 10)."""

from irp.words import Term, Terms, Word, defined

FIRST_NOT_SET = "First date not set"


class Turn(Word):
    """What became of one occurrence of a recurring row."""

    HELD = "held"
    NOT_NEEDED = "not_needed"
    MISSED = "missed"


OCCURRENCES = Terms(
    "occurrences",
    "Occurrences of a recurring milestone",
    (
        Term(
            "due",
            "Due",
            "Its day has come since the first month reported here, or what became of it is told.",
        ),
        *defined(
            {
                Turn.HELD: "It took place, with the day. Held after its due day counts as held, "
                "and says how late.",
                Turn.NOT_NEEDED: "There was no need for it, with the reason.",
                Turn.MISSED: "It did not take place, with the reason. The others are not "
                "affected.",
            }
        ),
        Term("untold", "Not reported", "Its day has come and nobody has reported what became of "
             "it."),
        Term("first_date", "First date", "The day from which occurrences are counted."),
        Term(
            "first_not_set",
            FIRST_NOT_SET,
            "The plan says how often and gives no first date. The RDL sets it.",
        ),
    ),
    about="A recurring milestone counts once in the plan and is neither late nor on time. Its "
        "occurrences are counted separately. It ends by a change request only.",
)  # fmt: skip
