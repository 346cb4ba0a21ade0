"""The words of evidence: kinds, types, classifications, strength; its part of the glossary (22)."""

from assurance.words.classification import CLASSIFIED
from irp.words import Term, Terms, Word, defined


class EvidenceKind(Word):
    """How the product has it."""

    FILE = "file"
    LINK = "link"
    RECORD = "record"

    @property
    def label(self) -> str:
        """Return the kind in words."""
        return {
            EvidenceKind.FILE: "File held here",
            EvidenceKind.LINK: "Link, not held here",
            EvidenceKind.RECORD: "Record of this product",
        }[self]

    @property
    def is_held(self) -> bool:
        """Tell whether the product itself keeps what it says: a link supports no "met"."""
        return self is not EvidenceKind.LINK


class EvidenceType(Word):
    """What it is."""

    REPORT = "report"
    MINUTES = "minutes"
    POLICY = "policy"
    PLAN = "plan"
    DATA = "data"
    AUDIT = "audit"
    SURVEY = "survey"
    DECISION = "decision"
    OBSERVATION = "observation"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the type in words."""
        return {
            EvidenceType.POLICY: "Policy or procedure",
            EvidenceType.PLAN: "Plan or strategy",
            EvidenceType.DATA: "Data or performance figures",
            EvidenceType.AUDIT: "Audit or inspection",
            EvidenceType.SURVEY: "Survey or feedback",
            EvidenceType.OBSERVATION: "What somebody saw",
        }.get(self, super().label)


class RecordKind(Word):
    """Which record of the product is evidence."""

    MILESTONE = "milestone"
    KPI = "kpi"
    DECISION = "decision"
    SAVING = "saving"
    RISK = "risk"

    @property
    def label(self) -> str:
        """Return what it is called."""
        return {
            RecordKind.KPI: "KPI",
            RecordKind.DECISION: "Decision on a change",
        }.get(self, super().label)


class Strength(Word):
    """How strong the assessor says a piece is for what it is cited for."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


class Cadence(Word):
    """How often a requirement is to be shown to work."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def label(self) -> str:
        """Return how often, in words."""
        return f"Every {self.value}"

    def counted(self, number: int) -> str:
        """Return a number of periods: "12 months"."""
        return f"{number} {self.value}{'' if number == 1 else 's'}"


class LinkFound(Word):
    """What somebody found who looked at a link."""

    THERE = "there"
    CHANGED = "changed"
    GONE = "gone"

    @property
    def label(self) -> str:
        """Return what was found, in words."""
        return {
            LinkFound.THERE: "There, and says what is cited",
            LinkFound.CHANGED: "There, but says something else",
            LinkFound.GONE: "Not there any more",
        }[self]


class SealStep(Word):
    """A step of taking privileged or personal content away: one asks, another confirms."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class EvidenceGroup(Word):
    """Pieces of evidence that a list shows together."""

    UNTIED = "untied"
    EXPIRED = "expired"
    BEFORE_GATE = "before_gate"
    LINKS = "links"
    SEALED = "sealed"
    RETIRED = "retired"

    @property
    def label(self) -> str:
        """Return the group in the words of every page and file."""
        return {
            EvidenceGroup.UNTIED: "For no requirement",
            EvidenceGroup.EXPIRED: "Expired",
            EvidenceGroup.BEFORE_GATE: "Expires before an assurance date",
            EvidenceGroup.LINKS: "Links, not held here",
            EvidenceGroup.SEALED: "Sealed",
            EvidenceGroup.RETIRED: "Retired",
        }[self]


EVIDENCE = (
    Terms(
        "evidence",
        "Evidence",
        (
            Term(
                "effective",
                "Effective from and to",
                "The days that a piece says something about, whatever the day it was added.",
            ),
            Term(
                "expires",
                "Expires",
                "The day from which it should no longer be relied on. A judgement that rests on it "
                "keeps its value and says so.",
            ),
            Term(
                "version",
                "Version",
                "A new version takes the place of the one before, which can still be read. For "
                "another month or quarter, add a new piece of evidence. A judgement cites one "
                "version for good.",
            ),
            Term(
                "before_gate",
                EvidenceGroup.BEFORE_GATE.label,
                "Its expiry is before an assurance date still to come of a requirement that it is "
                "for.",
            ),
            Term(
                "sustained",
                "Sustained evidence",
                "Commissioners set how many months, quarters or years in a row a requirement is "
                "shown to work, and in which directorates. A period is evidenced when a file or "
                "record that has not expired is effective on a day of it. The run ends at the last "
                "period that is over. A council-wide piece counts for the directorates it names.",
            ),
            Term(
                "sealed",
                "Sealed",
                "Privileged or personal content that was taken away: one person asked, another "
                "confirmed. Title, hash and reason remain.",
            ),
        ),
        about="Evidence informs a person. It sets no judgement. Links do not support “met”.",
    ),
    Terms("evidence_kind", "Kinds of evidence", defined({
        EvidenceKind.FILE: "PDF, Word, Excel, PowerPoint or an image, stored under its SHA-256.",
        EvidenceKind.LINK: "An address elsewhere. Somebody says when they looked and what was "
        "there; the product never opens it.",
        EvidenceKind.RECORD: "A milestone, KPI, decision, saving or risk: what it said when it was "
        "added, with what it says today beside it.",
    })),
    Terms("classification", "Classification", defined(CLASSIFIED)),
    Terms("strength", "Strength of evidence", defined({
        Strength.STRONG: "Shows by itself that it works.",
        Strength.MODERATE: "Shows a part of it, or needs something beside it.",
        Strength.WEAK: "Points to it, and shows little.",
    }), about="The assessor says how strong a piece is, each time it is cited."),
)  # fmt: skip
