"""The words of what happens to an issued edition: received, cleared, published, taken down."""

from irp.words import Term, Terms, Word, defined

CLEARS = "Monitoring Officer"  # whose post clears in a pre-election period


def clears(title: str) -> bool:
    """Tell whether a post is the Monitoring Officer's: by its whole title, or as its last part.

    Their deputy and who works for them are not, whatever of their title is in the post's.
    """
    return title == CLEARS or title.endswith(f" and {CLEARS}")


class PreElectionState(Word):
    """Whether a pre-election period blocks publication on a day."""

    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    TO_COME = "to_come"
    IN_FORCE = "in_force"

    @property
    def label(self) -> str:
        """Return it in words."""
        return {
            PreElectionState.WITHDRAWN: "Does not apply",
            PreElectionState.TO_COME: "Not yet in force",
        }.get(self, super().label)


class PublicationStep(Word):
    """What is recorded of an issued edition, one act each (Rule 24e)."""

    RECEIVED = "received"
    CLEARED = "cleared"
    PUBLISHED = "published"
    TAKEN_DOWN = "taken_down"

    @property
    def label(self) -> str:
        """Return what was done."""
        return {
            PublicationStep.RECEIVED: "Received by the IRB",
            PublicationStep.CLEARED: "Cleared by the Monitoring Officer",
        }.get(self, super().label)

    @property
    def action(self) -> str:
        """Return the step as somebody is about to record it."""
        return {
            PublicationStep.RECEIVED: "Record that the IRB received it",
            PublicationStep.CLEARED: "Record the Monitoring Officer’s clearance",
            PublicationStep.PUBLISHED: "Record that it was published",
            PublicationStep.TAKEN_DOWN: "Record that it was taken down",
        }[self]

    @property
    def correction(self) -> str:
        """Return the step as somebody is about to record it again."""
        return {
            PublicationStep.RECEIVED: "Correct the receipt",
            PublicationStep.CLEARED: "Record another clearance",
            PublicationStep.PUBLISHED: "Correct the publication",
        }.get(self, self.action)


GLOSSARY = (
    Terms(
        "publication",
        "Publication of packs",
        (
            Term(
                "issued",
                "Issued",
                "A second person in CPMO issued the edition to its board. Issued, received and "
                "published are three acts.",
            ),
            *defined(
                {
                    PublicationStep.RECEIVED: "The Improvement and Recovery Board received the "
                    "edition at its meeting. CPMO records the day and the minute.",
                    PublicationStep.CLEARED: "In a pre-election period the Monitoring Officer "
                    "agreed that this edition is published.",
                    PublicationStep.PUBLISHED: "Everybody can read the public edition, or the "
                    "extract for a committee’s public agenda, at the place it says. CPMO records "
                    "the day and the place. This product publishes nothing itself.",
                    PublicationStep.TAKEN_DOWN: "It is no longer there, with the reason. That it "
                    "was published stays on record.",
                }
            ),
            Term(
                "pre_election",
                "Pre-election period",
                "The days before an election in which the council limits what it publishes. Public "
                "editions and extracts are then published only with the Monitoring Officer’s "
                "clearance. Returns, freezes, packs and downloads go on.",
            ),
        ),
    ),
)
