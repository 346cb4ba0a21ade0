"""Which sections each board's pack holds, in which order, and what is its annex.

The list a newcomer edits: a section is a key, a heading and a template named as the key.
"""

from dataclasses import dataclass

from irp.words import Oversight
from packs.words import Audience, PackFile


@dataclass(frozen=True)
class Section:
    """One section: its key (the template's name and the link's target) and heading.

    `needs` names the part of the context without which it is left out: None there says that an
    older snapshot kept nothing of it. What only nobody has entered is printed, and says so.
    """

    key: str
    title: str
    needs: str = ""

    @property
    def template(self) -> str:
        """Return the section's template under templates/packs/print."""
        return f"sections/{self.key}.html"


@dataclass(frozen=True)
class Contents:
    """What one board reads, and the annex: behind it, or in a second file of the same edition."""

    purpose: str  # what the board meets for, or what a committee is given
    body: tuple[Section, ...]
    annex: tuple[Section, ...]
    annex_apart: bool = False

    @property
    def files(self) -> tuple[PackFile, ...]:
        """Return the files that one edition is made of."""
        return (PackFile.PACK, PackFile.ANNEX) if self.annex_apart else (PackFile.PACK,)


CHANGES = Section("changes", "Changes since the last pack")
DECISIONS = Section("decisions", "Purpose and decisions sought", needs="decisions")
ACTIONS = Section("actions", "Actions from the last meeting", needs="actions")
STATEMENT = Section("statement", "The council’s statement", needs="edition")
OPINION = Section("opinion", "CPMO’s opinion", needs="edition")
SINCE = Section("since", "Since the cut-off", needs="edition")
RETURNS = Section("returns", "Returns signed and missing")
PORTFOLIO = Section("portfolio", "Portfolio on a page")
EXCEPTIONS = Section("exceptions", "Exceptions and paths to green")
MILESTONES = Section("milestones", "Milestones late and ahead")
HEAT_MAP = Section("heat_map", "Ten outcomes and three tests")
HEAT_TABLE = Section("heat_table", "Ten outcomes and three tests as a table")
RUNWAY = Section("runway", "Runway", needs="runway")
STEP_DOWN = Section("step_down", "Step-down position", needs="step_down")
READINESS = Section("readiness", "Readiness for commissioners")
ONWARD = Section("onward", "What goes to IRB", needs="onward")
FORWARD_PLAN = Section("forward", "Forward plan")
FORWARD_LOOK = Section("forward", "Forward look")
GLOSSARY = Section("glossary", "Words and definitions")
OUTCOMES = Section("outcomes", "The ten priority outcomes")
QUESTIONS = Section("questions", "The three questions, directions and reports", needs="questions")
REQUESTS = Section("requests", "Requests to the council", needs="requests")
KPIS = Section("kpis", "Key performance indicators", needs="kpis")
MONEY = Section("money", "Money", needs="money")
CHANGE_CONTROL = Section("change_control", "Change control", needs="change_control")
RISKS = Section("risks", "Principal risks", needs="risks")
CONFIDENCE = Section("confidence", "Data confidence")
WITHHELD = Section("withheld", "What is withheld", needs="withheld")
HIGHLIGHTS = Section("highlights", "Highlight reports")
WORDS_CHANGED = Section("words_changed", "Words added and removed")
LONG_WORDS = Section("long_words", "Words of highlight reports in full", needs="long_words")
ALL_MILESTONES = Section("all_milestones", "All milestones")
TABLES = Section("tables", "Tables in full", needs="tables")
RECOMMENDATIONS = Section(
    "recommendations", "Recommendations of auditors and others", needs="recommendations"
)
REGISTER = Section("register", "Register of requirements")
EVIDENCE = Section("evidence", "Evidence index")
SOURCES = Section("sources", "Sources and differences in the documents")
SERVED = Section(OUTCOMES.key, "Priority outcomes that the programmes serve")
QUARTERS = Section("quarters", "Recommendations by quarter", needs="recommendations")
KEY = Section("key", "Rating key")

# TIB holds SAOs to account, so delivery comes first; IRB steps through the outcomes first.
CONTENTS: dict[str, Contents] = {
    "tib": Contents(
        purpose="Officers hold Senior Accountable Officers to account for delivery, by what each "
        "signed and by CPMO’s opinion of it.",
        body=(
            RETURNS, DECISIONS, ACTIONS, OPINION, SINCE, CHANGES, PORTFOLIO, EXCEPTIONS, MILESTONES,
            CHANGE_CONTROL, MONEY, KPIS, RISKS, READINESS, FORWARD_PLAN, ONWARD, CONFIDENCE,
            WITHHELD,
        ),
        annex=(
            HIGHLIGHTS, ALL_MILESTONES, TABLES, LONG_WORDS, WORDS_CHANGED, HEAT_MAP, HEAT_TABLE,
            KEY, SOURCES,
        ),
    ),
    "irb": Contents(
        purpose="Commissioners see how far the ten priority outcomes are met, what the council "
        "does about what is not, and what it asks of them.",
        body=(
            DECISIONS, STATEMENT, OPINION, SINCE, STEP_DOWN, HEAT_MAP, CHANGES, ACTIONS, REQUESTS,
            OUTCOMES, PORTFOLIO, MILESTONES, MONEY, KPIS, QUESTIONS, RUNWAY, RISKS,
            FORWARD_LOOK, CONFIDENCE, WITHHELD,
        ),
        annex=(
            EVIDENCE, RECOMMENDATIONS, REGISTER, HEAT_TABLE, ALL_MILESTONES, TABLES, WORDS_CHANGED,
            KEY, GLOSSARY, SOURCES,
        ),
        annex_apart=True,
    ),
}  # fmt: skip

EXEMPT_PART = Contents(
    purpose="Members read what is exempt from their public agenda, with the public excluded.",
    body=(Section("exempt", "Exempt items"),),
    annex=(),
)

# What a section of an extract is of, where the committee takes single programmes: nothing in it is
# said of the whole plan.
THEIRS = "Only the programmes of this committee."
OF_PART = {
    CHANGES.key: "Only the programmes of this committee, the outcomes that they serve and the "
    "indicators of those outcomes.",
    MILESTONES.key: THEIRS,
    KPIS.key: "Indicators of the outcomes that the programmes of this committee serve, or of their "
    "aim where nobody has said which they serve.",
    MONEY.key: f"{THEIRS} What Council promised for a year, the 90% of it that is to be validated, "
    "the thresholds of capital receipts and the plan’s fund are the whole council’s: the pack of "
    "the Improvement and Recovery Board has them.",
    RISKS.key: f"{THEIRS} The risks of the whole plan, and what these programmes give to or need "
    "from others, are in the pack of the Improvement and Recovery Board.",
    ALL_MILESTONES.key: THEIRS,
    TABLES.key: f"{THEIRS} Its indicators are those of the outcomes that they serve.",
    REGISTER.key: "Only the outcomes that the programmes of this committee serve.",
    WORDS_CHANGED.key: THEIRS,
}

# What a committee is given of an issued pack of the IRB, by what it oversees.
EXTRACTS: dict[Oversight, Contents] = {
    Oversight.AUDIT: Contents(
        purpose="What was said of recommendations by quarter, every recommendation with its three "
        "records, the principal risks, and how far the figures reach",
        body=(QUARTERS, RECOMMENDATIONS, RISKS, CONFIDENCE, WITHHELD),
        annex=(KEY, SOURCES),
    ),
    Oversight.PROGRAMMES: Contents(
        purpose="What the issued pack says about the committee’s programmes: their reports, "
        "milestones, indicators, money and risks, and what commissioners judged of the "
        "outcomes that they serve. What they give to or need from other programmes is in that pack",
        body=(HIGHLIGHTS, CHANGES, MILESTONES, KPIS, MONEY, RISKS, SERVED, WITHHELD),
        annex=(ALL_MILESTONES, TABLES, LONG_WORDS, REGISTER, WORDS_CHANGED, KEY),
    ),
    Oversight.WHOLE: Contents(
        purpose="The portfolio, what changed since the last pack, the ten outcomes under the three "
        "tests, the step-down position and milestones",
        body=(PORTFOLIO, CHANGES, HEAT_MAP, STEP_DOWN, MILESTONES, CONFIDENCE, WITHHELD),
        annex=(HEAT_TABLE, ALL_MILESTONES, WORDS_CHANGED, KEY, SOURCES),
    ),
}

FORUMS = {
    "tib": "Transformation and Improvement Board",
    "irb": "Improvement and Recovery Board",
}


def contents_of(forum: str, audience: Audience, oversight: Oversight | None) -> Contents:
    """Return what a board reads, or a committee that is given an extract of the board's pack."""
    if audience is Audience.EXEMPT:
        return EXEMPT_PART
    return CONTENTS[forum] if oversight is None else EXTRACTS[oversight]
