"""The sorts of texts that people write, and which of them each edition prints (Rule 29)."""

from collections.abc import Mapping
from enum import Enum

from irp.words import Oversight
from packs.words import Forum


class Sort(Enum):
    """A sort of texts, by the heading under which they are read."""

    TEXTS = "Texts of the pack"
    SOUGHT = "Decisions sought"
    BOARD = "Decisions and actions of the last meeting"
    SINCE = "Since the freeze"
    POINTS = "Asks and challenges"
    RATINGS = "Reasons for ratings"
    RETURNS = "What returns say"
    REGISTERS = "Risks, issues and dependencies"
    MONEY = "Savings, sales and benefits"
    CHANGES = "Reasons for changes"
    CONCERNS = "Concerns of commissioners"
    ASSESSMENTS = "Reasons for assessments"
    RESPONSES = "Responses to concerns"
    AMENDMENTS = "Amendments of the Assurance Plan"
    REQUESTS = "Requests of commissioners"
    QUESTIONS = "The three questions, powers and reports"
    RECOMMENDATIONS = "Recommendations"


OF_DELIVERY = (
    Sort.POINTS,
    Sort.RATINGS,
    Sort.RETURNS,
    Sort.REGISTERS,
    Sort.MONEY,
    Sort.CHANGES,
)
OF_A_BOARD = (Sort.TEXTS, Sort.SOUGHT, Sort.BOARD, Sort.SINCE)
PRINTED_FOR: Mapping[Forum, tuple[Sort, ...]] = {
    Forum.TIB: (*OF_A_BOARD, *OF_DELIVERY, Sort.REQUESTS),
    Forum.IRB: tuple(Sort),
}
# By what a committee oversees, as far as the contents that it is given reach.
PRINTED_IN: Mapping[Oversight, tuple[Sort, ...]] = {
    Oversight.AUDIT: (Sort.REGISTERS, Sort.RECOMMENDATIONS),
    Oversight.PROGRAMMES: (
        *OF_DELIVERY,
        Sort.CONCERNS,
        Sort.ASSESSMENTS,
        Sort.RESPONSES,
        Sort.AMENDMENTS,
    ),
    Oversight.WHOLE: (Sort.RATINGS, Sort.RETURNS, Sort.CHANGES),
}
