"""The glossary: each word is said once, beside its meaning; pages and packs read it."""

import re
from itertools import chain
from pathlib import Path

import pytest

from irp.glossary import APPS, glossary
from irp.marks import MARKS
from irp.words import PostKind
from packs.html import print_environment
from programmes.words import Delivery, MilestoneStatus, Rating, Silence

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("irp", "programmes", "kpis", "assurance", "packs", "dashboards", "exchange", "templates")


def test_every_app_that_has_words_is_in_it():
    found = {path.relative_to(ROOT).parts[0] for path in ROOT.glob("[a-z]*/words*")}
    assert found == set(APPS)
    keys = [chapter.key for chapter in glossary()]
    assert len(keys) == len(set(keys))


def test_a_chapter_has_each_key_and_word_once_and_says_what_it_means():
    for chapter in glossary():
        for name in ("key", "word"):
            found = [getattr(term, name) for term in chapter]
            assert len(found) == len(set(found)), (chapter.key, name)
        assert all(re.search(r"\w\w", term.meaning) for term in chapter), chapter.key


@pytest.mark.parametrize(
    ("chapter", "words"),
    [
        ("confidence", "Green, Amber, Red, Not reported, Not rated, Not yet given, Not shown yet, "
                           "No month opened yet"),
        ("divergence", "Agree, CPMO rates lower, CPMO rates higher, No comparison"),
        ("delivery", "Not started, Green, Amber, Red, Complete, Paused, Descoped"),
        ("status", "Done, Late, Due in 90 days, Due later, Date to be confirmed, No due date, "
                   "Descoped"),
        ("dates", "Original date (B0), Current baseline, Re-baselined, Forecast, Date completed, "
                  "Days late, Slip"),
        ("kind", "Dated, Recurring, Ongoing, Date to be confirmed, Relative, Review, No date"),
        ("return_state", "Not started, Draft, Submitted, Signed, Assured, Not reported"),
        ("judgement", "Met, Partly met, Not met, Not applicable, Not assessed"),
        ("speaker", "Commissioner judgement, CPMO view, Council self-assessment"),
        ("purpose", "Begin, Completion, Assurance, Sustained evidence, Review"),
        ("figure", "Provisional, Revised"),
        ("band", "Top, High, Moderate, Low"),
        ("raid", "Risk, Issue, Action, Assumption, Decision, Overarching, Nobody yet, Not scored, "
                 "Inherent score, Current score, Target score, Overdue review, Escalation"),
        ("points", "Ask, Challenge, Outcome"),
        ("polarity", "Higher is better, Lower is better, No agreed direction"),
        ("pack", "Snapshot, Draft, Final, Superseded"),
        ("lists", "Signed or assured, SAO and CPMO differ, Not signed yet"),
    ],
)  # fmt: skip
def test_the_words(chapter, words):
    assert ", ".join(term.word for term in glossary()[chapter]) == words


AVOIDED = r"\b(stands?|waits?|lies with|for ever|alone|voices?|held to|drawn|kept)\b"


def test_no_meaning_is_told_in_words_that_plain_english_avoids():
    """As the guidance on words asks: a reader of a council takes them for something else."""
    avoided = [
        (f"{chapter.key}.{term.key}", text)
        for chapter in glossary()
        for term in chapter
        for text in (term.word, term.meaning, chapter.about)
        if re.search(AVOIDED, text)
    ]
    assert avoided == []


def test_rule_1_a_rating_means_what_the_documents_say():
    assert {term.key: term.meaning for term in glossary()["confidence"]} == {
        Rating.GREEN: "Success on time, to budget and to quality is highly likely. Nothing "
        "outstanding threatens it.",
        Rating.AMBER: "Success is feasible, but there are significant issues that need attention. "
        "They look resolvable.",
        Rating.RED: "Success looks unachievable at present. There are issues that cannot be "
        "managed now.",
        Silence.NOT_REPORTED: "No signed return was received before the month was frozen. It comes "
        "before every colour and cannot be changed for that month.",
        Silence.NOT_RATED: "The return was signed, but CPMO gave no rating before the month was "
        "frozen.",
        Silence.AWAITED: "The month is open and the rating has not been given.",
        Silence.WITHHELD: "The SAO has given a rating. CPMO sees it once it has saved a first "
        "rating of its own.",
        Silence.NOT_OPENED: "No reporting month had been opened, so nothing was owed.",
    }


def test_a_mark_says_the_word_of_the_choice_it_is_the_mark_of():
    for choice in chain(Rating, Delivery, [Silence.NOT_REPORTED]):
        assert MARKS[choice.value].word == choice.label


def test_pages_and_packs_fail_on_a_term_that_there_is_not():
    for source in ("{{ glossary.status.lost.word }}", "{{ glossary.lost.late.word }}"):
        with pytest.raises(Exception, match="lost"):
            print_environment().from_string(source).render()


def sources():
    """Yield the path and the text of every template and module but the words themselves."""
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix in {".html", ".py"} and not re.search(r"/words|/migrations/", name):
                yield name, " ".join(path.read_text().split())


def test_a_meaning_is_written_in_no_other_place():
    """One sentence of a meaning in a template or module would be a second source of it."""
    sentences = {
        sentence: f"{chapter.key}.{term.key}"
        for chapter in glossary()
        for term in chapter
        for sentence in re.split(r"(?<=[.;]) ", term.meaning)
        if sentence.count(" ") > 5
    }
    found = [
        (name, of) for name, text in sources() for words, of in sentences.items() if words in text
    ]
    assert found == []


ASKED = "status", "divergence", "judgement", "speaker", "polarity"


def test_a_label_of_several_words_is_written_in_no_other_place():
    """A single word, such as "Done", means other things too; "Due in 90 days" means one."""
    labels = {term.word for key in ASKED for term in glossary()[key] if " " in term.word}
    assert MilestoneStatus.DUE.label in labels
    found = [
        (name, label)
        for name, text in sources()
        for label in labels
        if re.search(rf"""["'>]{re.escape(label)}["'<]""", text)
    ]
    assert found == []


def test_kinds_of_post_are_the_councils():
    assert [kind.label for kind in PostKind] == [
        "Administrator", "CPMO", "Senior Accountable Officer", "Responsible Delivery Lead",
        "Lead member", "Commissioner", "Committee", "Finance validator",
        "Preparer or row lead", "Internal audit", "External auditor",
    ]  # fmt: skip
