"""The words of what commissioners ask of the council."""

from irp.words import Term, Terms, Word


class RequestAct(Word):
    """What is done next to a request."""

    ANSWERED = "answered"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"
    EXTENDED = "extended"
    WITHDRAWN = "withdrawn"

    @property
    def slug(self) -> str:
        """Return how addresses name it."""
        return self.value.replace("_", "-")


class RequestState(Word):
    """How far a request has come: "answered" is not "accepted"."""

    LATE = "late"
    OPEN = "open"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """Return it in words."""
        return {RequestState.ANSWERED: "Answered, not yet accepted"}.get(self, super().label)

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more is to come."""
        return self in {RequestState.ACCEPTED, RequestState.WITHDRAWN}


# What may be done next, by how far it has come; who may is another question.
NEXT = {
    RequestState.OPEN: (RequestAct.ANSWERED, RequestAct.EXTENDED, RequestAct.WITHDRAWN),
    RequestState.LATE: (RequestAct.ANSWERED, RequestAct.EXTENDED, RequestAct.WITHDRAWN),
    RequestState.ANSWERED: (RequestAct.ACCEPTED, RequestAct.SENT_BACK, RequestAct.WITHDRAWN),
    RequestState.ACCEPTED: (),
    RequestState.WITHDRAWN: (),
}

REQUESTS = (
    Terms(
        "requests",
        "Requests to the council",
        (
            Term(
                "answered",
                "Answered and accepted",
                "The post that is asked answers. A commissioner then accepts the answer or sends "
                "it back with the reason. Every answer stays on record.",
            ),
            Term(
                "due",
                "Due day",
                "Only commissioners extend it. The first day stays beside it, and an answer says "
                "by how many days it came after that.",
            ),
        ),
        about="What commissioners ask of a post of the council, and by when.",
    ),
)
