"""The words of what serves a requirement: links from delivery (Rule 28 and the coverage matrix)."""

from irp.words import Term, Terms, Word, defined


class LinkKind(Word):
    """What of the delivery serves a requirement."""

    PROGRAMME = "programme"
    MILESTONE = "milestone"
    KPI = "kpi"
    SAVING = "saving"
    RISK = "risk"

    @property
    def label(self) -> str:
        """Return what it is."""
        return "KPI" if self is LinkKind.KPI else super().label

    @property
    def column(self) -> str:
        """Return the column of a link that names it."""
        return "indicator" if self is LinkKind.KPI else self.value


class LinkState(Word):
    """How far a link has come."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    ENDED = "ended"


FROM_DOCUMENTS = "The two documents"  # who proposed what was shipped with the plan

LINKS = (
    Terms(
        "link",
        "What serves a requirement",
        (
            *defined(
                {
                    LinkState.PROPOSED: (
                        "Somebody says that it serves the requirement. Another person has not "
                        "confirmed it yet, and it is counted separately."
                    ),
                    LinkState.CONFIRMED: (
                        "A second person agrees: CPMO, the Senior Accountable Officer of the "
                        "programme or the owner of the requirement. Nobody confirms what they "
                        "proposed."
                    ),
                    LinkState.ENDED: "It no longer serves the requirement. The reason is shown.",
                }
            ),
            Term(
                "coverage",
                "Coverage",
                "A requirement is served when at least one confirmed link leads to it. One with "
                "proposed links only is counted separately, and one without any is served by "
                "nothing. It says what work leads there, never that the requirement is met.",
            ),
        ),
        about="Programmes, milestones, KPIs, savings and risks are linked to the requirements of "
        "the Assurance Plan that they serve or bear on.",
    ),
)
