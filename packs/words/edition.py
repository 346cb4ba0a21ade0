"""The words of what people write for an edition of a pack: which texts, how far each has come."""

from irp.words import Terms, Word, defined


class TextKind(Word):
    """What only a person can write; a kind with places has several of them."""

    HEADLINE = "headline"
    OPINION = "opinion"
    STATEMENT = "statement"
    WORRY = "worry"

    @property
    def label(self) -> str:
        """Return what it is called, on the page and in the pack."""
        return {
            TextKind.HEADLINE: "CPMO’s headline",
            TextKind.OPINION: "CPMO’s opinion",
            TextKind.STATEMENT: "The council’s candid statement",
            TextKind.WORRY: "Risk to name",
        }[self]

    @property
    def code(self) -> str:
        """Return what its reference ends with, as in "TIB-2026-10-OPINION" (20 characters hold)."""
        return {TextKind.STATEMENT: "COUNCIL", TextKind.WORRY: "RISK"}.get(self, self.value.upper())

    @property
    def places(self) -> int:
        """Return how many of them a pack may have."""
        return 5 if self is TextKind.WORRY else 1

    def named(self, place: int) -> str:
        """Return what one is called, with its number where there are several: "Risk to name 2"."""
        return f"{self.label} {place}" if self.places > 1 else self.label

    @property
    def most_words(self) -> int:
        """Return how many words it may have: page 1 holds 40, a page of the pack about 450."""
        return {TextKind.HEADLINE: 40, TextKind.WORRY: 40}.get(self, 450)

    @property
    def silence(self) -> str:
        """Return what a pack says without it."""
        return {
            TextKind.HEADLINE: "CPMO wrote no headline.",
            TextKind.OPINION: "CPMO gave no opinion.",
            TextKind.STATEMENT: "The council made no statement.",
            TextKind.WORRY: "CPMO named no risk.",
        }[self]


OWED_BY_CPMO = (TextKind.HEADLINE, TextKind.OPINION)  # without them the pack says that it is silent


class TextStage(Word):
    """How far a version of a text has come; the pack prints what was put in last."""

    DRAFT = "draft"
    IN = "in"
    OUT = "out"

    @property
    def label(self) -> str:
        """Return it as a choice and as a status."""
        return {
            TextStage.DRAFT: "Draft, not in the pack",
            TextStage.IN: "In the pack",
            TextStage.OUT: "Taken out of the pack",
        }[self]


GLOSSARY = (
    Terms(
        "pack_text",
        "What people write for a pack",
        defined(
            {
                TextKind.HEADLINE: "What the month comes to, in 40 words, on page 1 of the pack.",
                TextKind.OPINION: "CPMO’s independent view of the month, printed unedited.",
                TextKind.STATEMENT: "What the council itself says of the month to commissioners. "
                "The Chief Executive writes it.",
                TextKind.WORRY: "One of at most five risks that CPMO names on page 1, with its "
                "owner and the dated way back.",
            }
        ),
    ),
    Terms(
        "pack_text_stage",
        "How far a text for a pack has come",
        defined(
            {
                TextStage.DRAFT: "Read by who may write it, and in no pack.",
                TextStage.IN: "Printed in each version of the pack that is created from now on.",
                TextStage.OUT: "No later version of the pack prints it.",
            }
        ),
    ),
)
