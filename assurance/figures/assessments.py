"""What one speaker has said of a requirement, as pages and packs show it (Rules 19 and 24a)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assurance.facts import AssessmentFacts, WithdrawnFacts
from assurance.facts.considered import ConsideredFacts
from assurance.facts.gates import GateFacts
from assurance.facts.owners import AnswerFacts
from assurance.figures.gates import dates_ahead
from assurance.rules.changes import ChangeSince
from assurance.rules.considered import ASKED_OF
from assurance.words import HIDDEN, Judgement, Speaker, judgement_words
from assurance.words.changes import AGAIN
from assurance.words.considered import MISSING, NOT_SAID
from assurance.words.official import NONE_GIVEN
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.texts import with_post
from irp.words import WITHHELD


@dataclass(frozen=True, kw_only=True, slots=True)
class AssessmentLine:
    """What one speaker has said of a requirement; without a judgement, not assessed (Rule 19)."""

    speaker: Speaker
    judgement: Judgement | None
    rationale: str = ""
    evidence_cited: str = ""
    by_name: str = ""
    by_post: str = ""
    at: datetime | None = None
    withdrawn: WithdrawnFacts | None = None  # what was said last, where it was withdrawn
    answer: AnswerFacts | None = None  # the owner's; it alters nothing (Rule 24a)
    early: tuple[GateFacts, ...] = ()  # the dates that were still ahead when it was given (20)
    changed: tuple[ChangeSince, ...] = ()  # what it was about, since: to be looked at again (19)
    considered: tuple[ConsideredFacts, ...] = ()  # what is said of each consideration (24a)
    words_version: int = NONE_GIVEN  # of the official words that it was given on (24d)
    is_hidden: bool = False  # not shown, whether there is one or none (24e)

    @property
    def key(self) -> str:
        """Return what it is counted as: its judgement, "" for none, or that it is not shown."""
        return HIDDEN if self.is_hidden else self.judgement or ""

    @property
    def words(self) -> str:
        """Return the judgement in words."""
        return judgement_words(self.key)

    @property
    def is_withheld(self) -> bool:
        """Tell whether its words are withheld and its result is shown: said once of all (Rule 29).

        Whether any evidence was cited, or anything said to be missing, is then not told either.
        """
        also = (self.evidence_cited, *(consideration.missing for consideration in self.considered))
        return self.rationale == WITHHELD and set(also) <= {"", WITHHELD}

    @property
    def evidence_words(self) -> str:
        """Return the evidence cited, in the words of a sentence."""
        return within(self.evidence_cited) or "none cited"

    @property
    def by(self) -> str:
        """Return the post it was given in, or the name where no post is known (Rule 31)."""
        return self.by_post or self.by_name

    @property
    def answer_words(self) -> str:
        """Return what the owner answered, by whom and why; "" where they did not (Rule 24a)."""
        return answer_words(self.answer) if self.answer else ""

    @property
    def again_words(self) -> str:
        """Return why it is to be looked at again, "" where nothing changed since (Rule 19)."""
        return changed_words(self.changed)

    @property
    def said_before(self) -> "AssessmentLine | None":
        """Return what was said last, where it was withdrawn."""
        return assessment_line(self.speaker, self.withdrawn.said) if self.withdrawn else None

    @property
    def asks_missing(self) -> bool:
        """Tell whether it has to say what is missing (Rule 24a)."""
        return self.judgement in ASKED_OF

    @property
    def missing(self) -> tuple[ConsideredFacts, ...]:
        """Return the considerations under which something is missing."""
        return tuple(consideration for consideration in self.considered if consideration.missing)

    @property
    def results(self) -> tuple[ConsideredFacts, ...]:
        """Return the considerations with a result of their own, which counts nowhere (19)."""
        return tuple(consideration for consideration in self.considered if consideration.result)

    @property
    def missing_words(self) -> str:
        """Return what is missing in one line, "not said" where nothing was, "" where it is met."""
        if not self.asks_missing:
            return ""
        return (
            "; ".join(
                f"{of_words(consideration)}: {consideration.missing}"
                for consideration in self.missing
            )
            or NOT_SAID
        )

    @property
    def results_words(self) -> str:
        """Return the results of single considerations in one line."""
        told = (
            f"{of_words(consideration)}: {judgement_words(consideration.result or '')}"
            for consideration in self.results
        )
        return "; ".join(told)

    @property
    def withdrawn_words(self) -> str:
        """Return who withdrew what was said last, when and why; "" where nothing was."""
        return withdrawn_words(self.withdrawn) if self.withdrawn else ""


def assessment_line(
    speaker: Speaker,
    facts: AssessmentFacts | WithdrawnFacts | None,
    *,
    gates: Sequence[GateFacts] = (),
    changed: tuple[ChangeSince, ...] = (),
) -> AssessmentLine:
    """Return what one speaker has said, or that they have not assessed it.

    `gates` are the requirement's: commissioners may judge before the date of one (Rule 20).
    `changed` is what it was about and changed since.

    What was withdrawn is in force no more: it is not assessed, and says so (Rule 19).
    """
    if facts is None:
        return AssessmentLine(speaker=speaker, judgement=None)
    if isinstance(facts, WithdrawnFacts):
        return AssessmentLine(speaker=speaker, judgement=None, withdrawn=facts)
    return AssessmentLine(
        speaker=speaker,
        judgement=facts.judgement,
        rationale=facts.rationale,
        evidence_cited=facts.evidence_cited,
        by_name=facts.by_name,
        by_post=facts.by_post,
        at=facts.at,
        answer=facts.answer,
        early=dates_ahead(gates, facts.at) if speaker is Speaker.COMMISSIONER else (),
        changed=changed,
        considered=facts.considered,
        words_version=facts.words_version,
    )


def within(words: str) -> str:
    """Return what somebody wrote as it stands within a sentence (Rule 29)."""
    return "withheld, not public" if words == WITHHELD else words


def of_words(consideration: ConsideredFacts) -> str:
    """Return "2. Homes are inspected", or the words alone for a requirement as a whole."""
    return (
        f"{consideration.number}. {consideration.words}"
        if consideration.number
        else consideration.words
    )


def missing_note(line: AssessmentLine) -> str:
    """Return "What is missing: 2. Homes are inspected: no record since June", "" where met."""
    return f"{MISSING}: {line.missing_words}" if line.missing_words else ""


def changed_words(changed: Sequence[ChangeSince]) -> str:
    """Return "To be looked at again: 9 Nov 2026, the requirement was reworded", "" for nothing."""
    if not changed:
        return ""
    told = "; ".join(f"{printed_day(change.on)}, {change.what.label}" for change in changed)
    return f"{AGAIN}: {told}"


def withdrawn_words(facts: WithdrawnFacts) -> str:
    """Return "Withdrawn on 9 Nov 2026 by Ada Smith (Commissioner): The audit is not the year's"."""
    who = with_post(facts.by_name, facts.by_post)
    day = printed_day(london_day(facts.at))
    return f"Withdrawn on {day} by {who}: {within(facts.reason)}"


def answer_words(given: AnswerFacts) -> str:
    """Return "Owner's answer: Accepted in part, 9 Nov 2026, Ada Smith (Director): The audit …"."""
    who = with_post(given.by_name, given.by_post)
    day = printed_day(london_day(given.at))
    words = f"Owner’s answer: {given.answer.label}, {day}, {who}: "
    if given.reasons == WITHHELD and given.evidence_cited in ("", WITHHELD):
        return words + within(WITHHELD)
    words += given.reasons
    return (
        f"{words} Evidence cited: {within(given.evidence_cited)}" if given.evidence_cited else words
    )
