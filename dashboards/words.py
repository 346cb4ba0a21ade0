"""The words of the pages over everything: what filters are asked by, and what counts leave out."""

from irp.rules.numbers import counted
from irp.words import Term, Terms, Word

RECEIVED, DIFFER = "received", "differ"  # filters of returns and of ratings, by their addresses
NOT_SIGNED = "not signed yet"  # of what the month reports, to whoever may not read it before


class OutcomeGroup(Word):
    """The plan's outcomes by what their KPIs come to, as their list counts them."""

    ON_TARGET = "on_target"
    OFF_TARGET = "off_target"
    UNREAD = "unread"
    NONE = "none"

    @property
    def label(self) -> str:
        """Return it in words."""
        return {
            OutcomeGroup.ON_TARGET: "All their KPIs on target",
            OutcomeGroup.OFF_TARGET: "With a KPI off target",
            OutcomeGroup.UNREAD: "No KPI has a reading yet",
            OutcomeGroup.NONE: "No KPI in the plan",
        }[self]


GLOSSARY = (
    Terms(
        "lists",
        "How lists are chosen",
        (
            Term(
                RECEIVED,
                "Signed or assured",
                "Returns that count as received: the SAO has signed, and CPMO may have assured.",
            ),
            Term(
                DIFFER,
                "SAO and CPMO differ",
                "Programmes that both have rated for the month, with different ratings.",
            ),
            Term(
                "not_signed",
                NOT_SIGNED.capitalize(),
                "A draft or submitted return. What it reports is seen by its programme, its SAO "
                "and CPMO until it is signed.",
            ),
        ),
    ),
)
LABELS = {term.key: term.word for term in GLOSSARY[0]}


def left_out(unsigned: int) -> str:
    """Return what a count of reports leaves out, "" where it counts all (Rule 15)."""
    if not unsigned:
        return ""
    return f"{counted(unsigned, 'unsigned return')} not counted"


def counts_what(*, is_kept: bool, is_read: bool) -> str:
    """Return which returns a count of milestones goes by, "" where all that began are signed (15).

    `is_kept` says that unsigned returns are kept from the reader, `is_read` that the reader reads
    some: who does counts what was reported as done since the last signature.
    """
    if is_kept:
        return "as last signed"
    return "unsigned returns counted" if is_read else ""
