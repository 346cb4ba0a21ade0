"""The words of completions: what a second person and CPMO do about them."""

from irp.words import Term, Terms, Word, defined

UNCONFIRMED = "Complete, not confirmed"


class CompletionStep(Word):
    """An act on a reported completion."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    REOPENED = "reopened"


COMPLETIONS = Terms(
    "completions",
    "Completions",
    (
        Term(
            "unconfirmed",
            UNCONFIRMED,
            "Reported complete, and no second person has confirmed it. It counts as done and is "
            "shown separately.",
        ),
        *defined(
            {
                CompletionStep.CONFIRMED: "A second person, who did not report it, has seen that "
                "it is complete.",
                CompletionStep.NOT_CONFIRMED: "A second person says why they cannot confirm it.",
                CompletionStep.REOPENED: "CPMO opened it again, with who decided it and why.",
            }
        ),
    ),
    about="A programme for which CPMO has set it asks a second person to confirm each completion.",
)
