"""The words of what an assessment says of each consideration (Rules 19 and 24a)."""

from irp.words import Term, Terms

MISSING = "What is missing"
NOT_SAID = "not said"
NO_RESULT = "none"  # chosen where a consideration is given no result of its own
AS_A_WHOLE = "The requirement as a whole"

CONSIDERED_TERMS = Terms(
    "considered",
    "By consideration",
    (
        Term(
            "missing",
            MISSING,
            "Whoever issues an assessment other than “met” or “not applicable” says what is "
            "missing, by consideration. “Not said” marks an assessment that was issued before "
            "this was asked.",
        ),
        Term(
            "result",
            "Result for one consideration",
            "An assessor may say how one consideration was judged. It sets nothing and is not "
            "counted: only the result for the requirement is.",
        ),
    ),
)
