"""The words of recommendations: what the council does, what is said of it and by whom."""

from irp.words import Term, Terms, Word, defined


class Body(Word):
    """Who made a recommendation."""

    AUDITOR = "auditor"
    CFGS = "cfgs"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return who it is, in full."""
        return {
            Body.AUDITOR: "External auditor",
            Body.CFGS: "Centre for Governance and Scrutiny",
            Body.OTHER: "Another body",
        }[self]


class Progress(Word):
    """What the council says of one action of its response."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NO_LONGER = "no_longer"

    @property
    def label(self) -> str:
        """Return it in words that say whose word it is."""
        return {
            Progress.DONE: "Council says done",
            Progress.NO_LONGER: "No longer needed",
        }.get(self, super().label)

    @property
    def is_settled(self) -> bool:
        """Tell whether the council has nothing more to do."""
        return self in {Progress.DONE, Progress.NO_LONGER}


class Viewer(Word):
    """Who else says what has become of a recommendation: two records apart from the council's."""

    INTERNAL_AUDIT = "internal_audit"
    AUDITOR = "auditor"

    @property
    def label(self) -> str:
        """Return whose view it is, in full."""
        return {
            Viewer.INTERNAL_AUDIT: "Internal audit’s check",
            Viewer.AUDITOR: "External auditor’s view",
        }[self]

    @property
    def slug(self) -> str:
        """Return how addresses name it."""
        return self.value.replace("_", "-")


class Opinion(Word):
    """What internal audit or the external auditor says of a recommendation."""

    IMPLEMENTED = "implemented"
    PARTLY = "partly"
    NOT_IMPLEMENTED = "not_implemented"

    @property
    def label(self) -> str:
        """Return it in words."""
        return {Opinion.PARTLY: "Partly implemented"}.get(self, super().label)


class RecommendationStanding(Word):
    """In which group of the list a recommendation is, the most urgent first."""

    OVERDUE = "overdue"
    DISPUTED = "disputed"
    OPEN = "open"
    UNKNOWN = "unknown"
    DONE = "done"

    @property
    def label(self) -> str:
        """Return the group in words."""
        return {
            RecommendationStanding.DISPUTED: "Council says done, not confirmed",
            RecommendationStanding.UNKNOWN: STATE_NOT_KNOWN,
            RecommendationStanding.DONE: Progress.DONE.label,
        }.get(self, super().label)


class RecommendationGroup(Word):
    """Recommendations that the list counts besides how each stands."""

    EXTENDED = "extended"
    UNOWNED = "unowned"
    SAID_DONE = "said_done"
    CHECKED = "checked"
    VIEWED = "viewed"

    @property
    def label(self) -> str:
        """Return the group in words."""
        return {
            RecommendationGroup.EXTENDED: "With an action whose date was extended",
            RecommendationGroup.UNOWNED: "With an action without an owner",
            RecommendationGroup.SAID_DONE: "Council says done, confirmed or not",
            RecommendationGroup.CHECKED: "Checked by internal audit",
            RecommendationGroup.VIEWED: "With the auditor’s own view",
        }[self]


STATE_NOT_KNOWN = "Due before the plan; status not known"
NOT_REPORTED = "Not yet reported"
NO_OWNER = "No owner named"
NOT_YET_GIVEN = "Not yet given"

PROGRESS_DEFINED = {
    Progress.NOT_STARTED: "Nothing has been done yet.",
    Progress.IN_PROGRESS: "Work has begun and is not finished.",
    Progress.DONE: "The council has done it, and names the evidence. Internal audit and the "
    "external auditor give their own views.",
    Progress.NO_LONGER: "It will not be done; the reason says why.",
}
OPINIONS_DEFINED = {
    Opinion.IMPLEMENTED: "What was recommended is in place and works.",
    Opinion.PARTLY: "Part of it is in place, or it has not been shown to work.",
    Opinion.NOT_IMPLEMENTED: "It is not in place.",
}

RECOMMENDATIONS = (
    Terms(
        "recommendations",
        "Recommendations",
        (
            Term(
                "three_records",
                "Three records",
                "What the council says of its actions, internal audit’s check and the external "
                "auditor’s view are three separate records. None replaces another.",
            ),
            Term(
                "overdue",
                "Overdue",
                "An action whose due date has passed and which the council has not said is done. "
                "An extension moves the date; the first date stays beside it.",
            ),
            Term(
                "unknown",
                STATE_NOT_KNOWN,
                "The date printed in the plan is before March 2024, when the plan was published, "
                "and nobody has reported since. It is not counted as overdue.",
            ),
            *defined(PROGRESS_DEFINED),
        ),
        about="The external auditor made 12 and the Centre for Governance and Scrutiny 13. More "
        "can be added; none is renumbered.",
    ),
    Terms("opinions", "Views of a recommendation", defined(OPINIONS_DEFINED)),
)
