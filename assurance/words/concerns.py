"""The words of the council's responses to commissioners' concerns."""

from irp.words import Term, Terms, Word, defined


class Trend(Word):
    """How a concern has moved since the last response."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


TRENDS_DEFINED = {
    Trend.BETTER: "What the concern names has become less likely or less serious.",
    Trend.SAME: "It has not moved.",
    Trend.WORSE: "It has become more likely or more serious.",
}
CONCERNS = (
    Terms(
        "trend",
        "Trend of a concern",
        (
            *defined(TRENDS_DEFINED),
            Term("not_said", "No response yet", "The council has not responded to the concern."),
        ),
        about="The council says it, with who owns the response and by when. Commissioners’ "
        "concerns stay as published.",
    ),
)
