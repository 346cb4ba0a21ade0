"""The columns of a requirement, for lists, files and the export."""

from operator import attrgetter

from assurance.figures.official import loaded_words, official_text
from assurance.figures.requirements import RequirementLine
from assurance.models import Requirement
from assurance.words import SPEAKERS, Speaker
from assurance.words.owners import NO_OWNER
from irp.columns import Column, Kind
from irp.fields import label_of


def _assessment(speaker: Speaker) -> Column[RequirementLine]:
    return Column(speaker.value, speaker.label, lambda line: line.assessment(speaker).words)


def _assessed_on(speaker: Speaker) -> Column[RequirementLine]:
    return Column(
        f"{speaker.value}_at",
        f"{speaker.label}, given on",
        lambda line: line.assessment(speaker).at,
        Kind.MOMENT,
    )


def _withdrawn(speaker: Speaker) -> Column[RequirementLine]:
    return Column(
        f"{speaker.value}_withdrawn",
        f"{speaker.label}, withdrawn",
        lambda line: line.assessment(speaker).withdrawn_words,
    )


def _again(speaker: Speaker) -> Column[RequirementLine]:
    return Column(
        f"{speaker.value}_again",
        f"{speaker.label}, to be looked at again",
        lambda line: line.assessment(speaker).again_words,
    )


def _missing(speaker: Speaker) -> Column[RequirementLine]:
    return Column(
        f"{speaker.value}_missing",
        f"{speaker.label}, what is missing",
        lambda line: line.assessment(speaker).missing_words,
    )


def _considered(speaker: Speaker) -> Column[RequirementLine]:
    return Column(
        f"{speaker.value}_considered",
        f"{speaker.label}, results of single considerations",
        lambda line: line.assessment(speaker).results_words,
    )


def _judged_on(speaker: Speaker) -> Column[RequirementLine]:
    return Column(
        f"{speaker.value}_judged_on",
        f"{speaker.label}, official words judged on",
        lambda line: line.judged_on(speaker),
    )


REQUIREMENT: tuple[Column[RequirementLine], ...] = (
    Column("ref", "Ref", attrgetter("ref")),
    Column("outcome", label_of(Requirement, "outcome"), attrgetter("outcome"), Kind.NUMBER),
    Column("test", label_of(Requirement, "test"), attrgetter("test"), Kind.NUMBER),
    Column("title", "Requirement", attrgetter("title")),
    Column("owner", "Owner", lambda line: line.owner.post if line.owner else NO_OWNER),
    Column("strand", label_of(Requirement, "strand"), attrgetter("strand")),
    Column("raw", label_of(Requirement, "dates_as_written"), attrgetter("as_written")),
    Column("next_due", "Next date", attrgetter("next_due"), Kind.PLAN_DATE),
    Column(
        "passed",
        "Dates passed, not yet assured",
        lambda line: "; ".join(purpose.label for purpose in line.passed),
    ),
    *(
        make(speaker)
        for speaker in SPEAKERS
        for make in (
            _assessment,
            _assessed_on,
            _withdrawn,
            _again,
            _judged_on,
            _missing,
            _considered,
        )
    ),
    Column("commissioner_answer", "Owner’s answer", lambda line: line.commissioners.answer_words),
    Column("note", "Note", attrgetter("flag")),
    Column("official", "Official words", lambda line: official_text(line.official)),
    Column("official_loaded", "Official words, version", lambda line: loaded_words(line.official)),
)
