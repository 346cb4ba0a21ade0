"""The words of assurance: its enums with their labels and definitions, its part of the glossary."""

from assurance.words.amendments import AMENDMENTS
from assurance.words.cells import CELLS
from assurance.words.changes import CHANGED_TERMS
from assurance.words.concerns import CONCERNS
from assurance.words.considered import CONSIDERED_TERMS
from assurance.words.evidence import EVIDENCE
from assurance.words.gates import GATE_TERMS
from assurance.words.links import LINKS
from assurance.words.narrative import NARRATIVE
from assurance.words.official import OFFICIAL_TERMS
from assurance.words.owners import OWNER_TERMS
from assurance.words.recommendations import RECOMMENDATIONS
from assurance.words.reports import REPORTS
from assurance.words.requests import REQUESTS
from assurance.words.runway import RUNWAY
from assurance.words.step_down import STEP_DOWN
from irp.words import Term, Terms, Word, defined, plain


class Speaker(Word):
    """Whose assessment it is; three separate records, nothing overwritten (Rule 19)."""

    COUNCIL = "council"
    CPMO = "cpmo"
    COMMISSIONER = "commissioner"

    @property
    def label(self) -> str:
        """Return whose assessment it is, in full."""
        return {
            Speaker.COUNCIL: "Council self-assessment",
            Speaker.CPMO: "CPMO view",
            Speaker.COMMISSIONER: "Commissioner judgement",
        }[self]

    @property
    def short(self) -> str:
        """Return who it is, for narrow columns and sentences."""
        return {
            Speaker.COUNCIL: "Council",
            Speaker.CPMO: "CPMO",
            Speaker.COMMISSIONER: "Commissioners",
        }[self]


# The order of every page and pack: only the commissioners' judgement counts (Rule 21).
SPEAKERS = (Speaker.COMMISSIONER, Speaker.CPMO, Speaker.COUNCIL)


class Purpose(Word):
    """What a requirement's date is for (Rule 12)."""

    BEGIN = "begin"
    COMPLETION = "completion"
    ASSURANCE = "assurance"
    SUSTAINED = "sustained"
    REVIEW = "review"

    @property
    def label(self) -> str:
        """Return the purpose in full."""
        return "Sustained evidence" if self is Purpose.SUSTAINED else plain(self.value)


class Judgement(Word):
    """Not assessed is not "not met", and neither is "not applicable" (Rule 19)."""

    MET = "met"
    PARTLY = "partly_met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_assured(self) -> bool:
        """Tell whether nothing more is awaited: met, or out of the count (Rule 19)."""
        return self is Judgement.MET or self is Judgement.NOT_APPLICABLE


class Status(Word):
    """How far an assessment has come: of the work, and apart from its result (Rule 19)."""

    DRAFT = "draft"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class DraftEnd(Word):
    """How a commissioner's draft ended (Rule 23)."""

    ISSUED = "issued"
    DISCARDED = "discarded"
    TAKEN_OVER = "taken_over"


# Agreed assumptions: the Assurance Plan names no grades, only that a requirement is put in place
# and shown to work.
JUDGEMENTS_DEFINED = {
    Judgement.MET: "What the requirement asks for is in place, and it is shown to work.",
    Judgement.PARTLY: "Part of it is in place, or all of it without yet being shown to work.",
    Judgement.NOT_MET: "It is not in place, or what is in place does not work.",
    Judgement.NOT_APPLICABLE: (
        "It no longer applies. The rationale says why, and the requirement leaves the count."
    ),
}


NOT_ASSESSED = "not_assessed"
HIDDEN = "not_shown"  # of a result that a public edition leaves out, whether there is one or none
NOT_SHOWN = plain(HIDDEN)


def judgement_words(judgement: str) -> str:
    """Return a judgement in words; a blank one is "Not assessed" (Rule 19)."""
    if judgement in ("", NOT_ASSESSED):
        return plain(NOT_ASSESSED)
    if judgement == HIDDEN:
        return NOT_SHOWN
    return Judgement(judgement).label


GLOSSARY = (
    Terms(
        "judgement",
        "Judgement of a requirement",
        (
            *defined(JUDGEMENTS_DEFINED),
            Term(
                NOT_ASSESSED,
                judgement_words(""),
                "No judgement has been issued. It is not “not met”, and comes before “met”.",
            ),
        ),
        about="There are three separate assessments. Only the commissioners’ counts, and "
        "nothing is averaged.",
    ),
    Terms(
        "assessment_status",
        "Status of an assessment",
        defined(
            {
                Status.DRAFT: "Work in progress. It is not counted.",
                Status.ISSUED: "In force, and counted. It cannot be changed.",
                Status.WITHDRAWN: (
                    "Taken back with a reason. The requirement is not assessed until another is "
                    "issued: an earlier assessment does not come back into force."
                ),
                Status.SUPERSEDED: "A later one has been issued since.",
            }
        ),
        about="The status says how far the work has come. The result is shown apart from it.",
    ),
    Terms(
        "speaker",
        "Three assessments",
        defined(
            {
                Speaker.COMMISSIONER: "The only one that counts towards a test.",
                Speaker.CPMO: "The council’s own programme office, independent of the programme.",
                Speaker.COUNCIL: "What the council says of itself.",
            }
        ),
    ),
    Terms(
        "purpose",
        "Assurance dates",
        defined(
            {
                Purpose.BEGIN: "When work begins. It cannot be passed.",
                Purpose.COMPLETION: "When it is to be in place.",
                Purpose.ASSURANCE: "When commissioners look for assurance.",
                Purpose.SUSTAINED: "From when it is shown to work over time.",
                Purpose.REVIEW: "When it is looked at again.",
            }
        ),
        about="A requirement may have several. A date has passed when its last day is over in "
        "London, commissioners have not said that it is satisfied or set aside, and they have not "
        "yet issued “met”.",
    ),
    GATE_TERMS,
    CHANGED_TERMS,
    CONSIDERED_TERMS,
    OFFICIAL_TERMS,
    OWNER_TERMS,
    Terms(
        "assurance_figures",
        "How assurance figures are worked out",
        (
            Term(
                "counts",
                "Counts of requirements",
                "Each requirement counts once, by the newest "
                "issued entry of that assessment. Drafts never count, the three assessments are "
                "never mixed, and nothing is averaged. “Not applicable” leaves the number n. The "
                "worst judgement comes first, and “not assessed” comes before “met”. The next date "
                "is the first one ahead of a requirement that commissioners have not assured; a "
                "date passed stays counted until they say that it is satisfied or set aside, or "
                "issue “met”.",
            ),
            Term(
                "dates",
                "Judgements and assurance dates",
                "Each assessment shows its newest "
                "issued entry; drafts do not show here. A date has passed when its last day is "
                "over in London, and stays “not yet assured” until commissioners say that it is "
                "satisfied or set aside, or issue “met”. "
                "Words without a day, such as “Ongoing”, are undated and never overdue. Dates are "
                "in order of day, the undated last. A note on dates marks a requirement whose last "
                "date is after everything due under a later test, or before what is due for more "
                "than half of the dated requirements of an earlier one, or whose dates the plan "
                "writes backwards; begin dates decide only the last. The dates stay as published.",
            ),
        ),
    ),
    *CELLS,
    *RECOMMENDATIONS,
    *CONCERNS,
    *REQUESTS,
    *EVIDENCE,
    *STEP_DOWN,
    *NARRATIVE,
    *REPORTS,
    *LINKS,
    *AMENDMENTS,
    *RUNWAY,
)
