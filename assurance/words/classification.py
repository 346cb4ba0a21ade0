"""The words of classification: how far an item may be seen, and on which ground (Rule 29)."""

from irp.words import Word


class Classification(Word):
    """Who may see it, chosen for each item (Rule 29)."""

    PUBLIC = "public"
    OFFICIAL_SENSITIVE = "official_sensitive"
    EXEMPT = "exempt"
    CONFIDENTIAL = "confidential"

    @property
    def label(self) -> str:
        """Return the classification in words."""
        if self is Classification.OFFICIAL_SENSITIVE:
            return "Official-sensitive"
        return super().label


CLASSIFIED = {
    Classification.PUBLIC: "May be published. Everyone who reads the plan sees it.",
    Classification.OFFICIAL_SENSITIVE: "Not for publication. Everyone who reads the plan sees it.",
    Classification.EXEMPT: (
        "Exempt under Schedule 12A of the Local Government Act 1972. Seen by commissioners, CPMO, "
        "Senior Accountable Officers, Responsible Delivery Leads and finance validators."
    ),
    Classification.CONFIDENTIAL: ("Seen by commissioners, CPMO, and whoever added or prepared it."),
}


class Paragraph(Word):
    """Paragraphs of part 1 of Schedule 12A to the Local Government Act 1972."""

    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"
    SIX = "6"
    SEVEN = "7"

    @property
    def label(self) -> str:
        """Return the paragraph with what it is about."""
        about = {
            Paragraph.ONE: "about an individual",
            Paragraph.TWO: "likely to reveal who an individual is",
            Paragraph.THREE: "financial or business affairs",
            Paragraph.FOUR: "consultations or negotiations on labour relations",
            Paragraph.FIVE: "legal professional privilege",
            Paragraph.SIX: "notices, orders or directions to be given",
            Paragraph.SEVEN: "prevention, investigation or prosecution of crime",
        }
        return f"Paragraph {self.value}: {about[self]}"

    @property
    def in_full(self) -> str:
        """Return the paragraph as Schedule 12A has it."""
        return {
            Paragraph.ONE: "Information relating to any individual.",
            Paragraph.TWO: "Information which is likely to reveal the identity of an individual.",
            Paragraph.THREE: "Information relating to the financial or business affairs of any "
            "particular person (including the authority holding that information).",
            Paragraph.FOUR: "Information relating to any consultations or negotiations, or "
            "contemplated consultations or negotiations, in connection with any labour relations "
            "matter arising between the authority or a Minister of the Crown and employees of, or "
            "office holders under, the authority.",
            Paragraph.FIVE: "Information in respect of which a claim to legal professional "
            "privilege could be maintained in legal proceedings.",
            Paragraph.SIX: "Information which reveals that the authority proposes (a) to give "
            "under any enactment a notice under or by virtue of which requirements are imposed on "
            "a person; or (b) to make an order or direction under any enactment.",
            Paragraph.SEVEN: "Information relating to any action taken or to be taken in "
            "connection with the prevention, investigation or prosecution of crime.",
        }[self]
