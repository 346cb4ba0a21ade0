"""The choices of returns and ratings: enums with their labels, the definitions of ratings."""

from irp.words import Word, plain


class Signatories(Word):
    """Who signs a programme's returns (Rule 17)."""

    LEAD = "lead"
    ALL = "all"

    @property
    def label(self) -> str:
        """Return who signs, as a sentence."""
        return {
            Signatories.LEAD: "The programme’s SAO signs",
            Signatories.ALL: "Every SAO named in its rows signs",
        }[self]


class Rating(Word):
    """Green, Amber or Red; never computed, never averaged."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


DEFINITIONS = {
    Rating.GREEN: (
        "Success on time, to budget and to quality is highly likely. Nothing outstanding "
        "threatens it."
    ),
    Rating.AMBER: (
        "Success is feasible, but there are significant issues that need attention. They look "
        "resolvable."
    ),
    Rating.RED: (
        "Success looks unachievable at present. There are issues that cannot be managed now."
    ),
}


class Dimension(Word):
    """What the SAO judges beside the overall rating; never rolled up into one (Rule 2)."""

    TIME = "time"
    COST = "cost"
    SCOPE = "scope"
    PEOPLE = "people"
    BENEFITS = "benefits"


class Voice(Word):
    """Whose judgement it is; the voices stay apart and all are kept (Rule 2)."""

    SAO = "sao"
    CPMO = "cpmo"

    @property
    def label(self) -> str:
        """Return the voice as the council writes it."""
        return self.value.upper()


class Silence(Word):
    """Why a voice has no rating that stands, or none that is shown."""

    AWAITED = "awaited"
    WITHHELD = "withheld"
    NOT_RATED = "not_rated"
    NOT_REPORTED = "not_reported"
    NOT_BEGUN = "not_begun"
    CLOSED = "closed"
    NOT_OPENED = "not_opened"

    @property
    def is_outside(self) -> bool:
        """Tell whether the programme owed that month no return: it had not begun, or was closed."""
        return self in {Silence.NOT_BEGUN, Silence.CLOSED}

    @property
    def label(self) -> str:
        """Return the reason in the words of every page and pack."""
        return {
            Silence.AWAITED: "Not yet given",
            Silence.WITHHELD: "Not shown yet",
            Silence.NOT_OPENED: "No month opened yet",
        }.get(self, plain(self.value))


class ReturnState(Word):
    """Where a return stands; "not reported" is given by the freeze alone and is for ever."""

    NOT_STARTED = "not_started"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    ASSURED = "assured"
    NOT_REPORTED = "not_reported"

    @property
    def holder(self) -> str:
        """Return who has to act next: "RDL", "SAO", "CPMO" or nobody."""
        return {
            ReturnState.NOT_STARTED: "RDL",
            ReturnState.DRAFT: "RDL",
            ReturnState.SUBMITTED: "SAO",
            ReturnState.SIGNED: "CPMO",
        }.get(self, "")

    @property
    def is_received(self) -> bool:
        """Tell whether the programme has reported: its SAO has signed (Rule 16)."""
        return self in RECEIVED


RECEIVED = frozenset({ReturnState.SIGNED, ReturnState.ASSURED})


class ReturnGroup(Word):
    """Returns of a month that its page counts, and shows by themselves."""

    SIGNED = "signed"
    SIGNED_LATE = "signed_late"
    NOT_REPORTED = "not_reported"
    LATE = "late"
    RDL = "rdl"
    SAO = "sao"
    CPMO = "cpmo"
    ASSURED = "assured"

    @property
    def label(self) -> str:
        """Return it in words."""
        holder = self.value.upper()
        return f"With {whom(holder)}" if holder in HOLDERS else plain(self.value)


HOLDERS = ("RDL", "SAO", "CPMO")  # of returns, in the order in which each has them


class Step(Word):
    """A movement of a return."""

    START = "start"
    SUBMIT = "submit"
    SIGN = "sign"
    ASSURE = "assure"
    SEND_BACK = "send_back"
    TAKE_BACK = "take_back"  # by its preparer, before anybody has signed for everybody
    REOPEN = "reopen"  # by a change after it was submitted: voids any signature


def whom(holder: str) -> str:
    """Return who has a return, within a sentence: "the SAO", "CPMO"."""
    return holder if holder == "CPMO" else f"the {holder}"


class BackBy(Word):
    """Who made a return a draft again by an act of their own; a change does it by itself."""

    SAO = "sao"
    CPMO = "cpmo"
    PREPARER = "preparer"

    @property
    def label(self) -> str:
        """Return the act in the council's words."""
        if self is BackBy.PREPARER:
            return "Taken back by its preparer"
        return f"Sent back by {whom(self.value.upper())}"


class Divergence(Word):
    """How the CPMO's rating compares with the SAO's; never a number (Rules 1 and 2)."""

    NO_COMPARISON = "no_comparison"
    AGREE = "agree"
    LOWER = "lower"
    HIGHER = "higher"

    @property
    def label(self) -> str:
        """Return the comparison in words; "lower" is the more cautious of the two."""
        return {
            Divergence.LOWER: "CPMO rates lower",
            Divergence.HIGHER: "CPMO rates higher",
        }.get(self, plain(self.value))

    @property
    def differs(self) -> bool:
        """Tell whether both rate, and not the same."""
        return self in {Divergence.LOWER, Divergence.HIGHER}


NOT_NAMED = "not named in the plan"


RDL_NOT_NAMED = f"RDL: {NOT_NAMED}"


# The words that a return is made of, and what they are called.
TEXTS = {
    "progress": "Progress this month",
    "next_steps": "Next steps",
    "path_to_green": "Path to green",
    "help_needed": "Help needed",
}


class SignalName(Word):
    """Which rule of the watch speaks."""

    GREEN_PAST_FORECAST = "green_past_forecast"
    FORECAST_KEEPS_MOVING = "forecast_keeps_moving"
    BEYOND_TOLERANCE = "beyond_tolerance"
    TOP_RISK = "top_risk"
    GIVER_LATE = "giver_late"
    NARRATIVE_UNCHANGED = "narrative_unchanged"
    STALE_EVIDENCE = "stale_evidence"

    @property
    def check(self) -> str:
        """Return what is looked for; the numbers are the settings'."""
        return {
            SignalName.GREEN_PAST_FORECAST: "Green with a milestone past its forecast",
            SignalName.FORECAST_KEEPS_MOVING: "a forecast that moved {moves} times or more in "
            "{periods} periods",
            SignalName.BEYOND_TOLERANCE: "a forecast more than {days} days past its date without a "
            "change request",
            SignalName.TOP_RISK: "a risk in the top band",
            SignalName.GIVER_LATE: "a dependency that is expected too late",
            SignalName.NARRATIVE_UNCHANGED: "a progress text that hardly changed",
            SignalName.STALE_EVIDENCE: "a milestone with nothing new reported in {months} months",
        }[self]

    @property
    def label(self) -> str:
        """Return the signal in the words of every page and pack."""
        return {
            SignalName.BEYOND_TOLERANCE: "Forecast beyond tolerance",
            SignalName.TOP_RISK: "Risk in the top band",
            SignalName.GIVER_LATE: "Dependency too late",
        }.get(self, plain(self.value))

    @property
    def names(self) -> str:
        """Return what its rows are: "milestone", "risk" or "dependency"."""
        return {SignalName.TOP_RISK: "risk", SignalName.GIVER_LATE: "dependency"}.get(
            self, "milestone"
        )
