"""The words of the report to the Secretary of State (Rule 24c)."""

from irp.words import Term, Terms, Word, defined


class Limb(Word):
    """What a report says of the council's duties."""

    MEETING = "meeting"
    PATH = "path"
    NEITHER = "neither"

    @property
    def label(self) -> str:
        """Return the limb in full."""
        return {
            Limb.MEETING: "Meeting its duties",
            Limb.PATH: "On a path towards doing so",
            Limb.NEITHER: "Neither yet",
        }[self]


class ReportStep(Word):
    """What became of a report after it was drafted."""

    AGREED = "agreed"
    ENDED = "ended"
    SENT = "sent"
    PUBLISHED = "published"
    REPLIED = "replied"

    @property
    def label(self) -> str:
        """Return it in full."""
        return {
            ReportStep.AGREED: "Agreed by a second commissioner",
            ReportStep.ENDED: "Draft ended",
            ReportStep.SENT: "Sent to the Secretary of State",
            ReportStep.PUBLISHED: "Published",
            ReportStep.REPLIED: "Reply received",
        }[self]

    @property
    def act(self) -> str:
        """Return what the person does who takes it."""
        return {
            ReportStep.AGREED: "Agree the report",
            ReportStep.ENDED: "End the draft",
            ReportStep.SENT: "Record that it was sent",
            ReportStep.PUBLISHED: "Publish the report",
            ReportStep.REPLIED: "Record the reply",
        }[self]


LIMBS_DEFINED = {
    Limb.MEETING: "The council meets its best value duty.",
    Limb.PATH: "It does not meet it yet and is on the way to it.",
    Limb.NEITHER: "Commissioners see neither.",
}
REPORTS = (
    Terms(
        "limb",
        "Report to the Secretary of State",
        (
            *defined(LIMBS_DEFINED),
            Term(
                "pinned",
                "Pinned position",
                "The step-down position of one frozen month. The report names it and gives "
                "reasons where it says otherwise.",
            ),
        ),
    ),
)
