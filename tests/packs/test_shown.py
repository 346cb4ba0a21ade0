"""What the counts of a public edition are of is said where they stand (Rule 29)."""

import re
from dataclasses import replace

import pytest

from packs import html
from packs.contents import CONTENTS, EXTRACTS
from packs.context import Edition, compose
from packs.context.shown import COUNTED, OF_WHAT_IS_SHOWN, Shown
from packs.snapshot.withhold import public_plan
from packs.twin import twin
from packs.words import Audience, Forum, ItemKind
from tests.packs.test_withhold import classed, plan

NOTE = OF_WHAT_IS_SHOWN
# What they print is no row that can be withheld, or they say by themselves what is left out.
COUNT_NOTHING = {
    *("statement", "opinion", "returns", "questions", "requests", "recommendations", "quarters"),
    *("withheld", "long_words", "key", "glossary", "sources", "exempt"),
}


def printed(whole, *classes, forum=Forum.TIB, audience=Audience.PUBLIC):
    found = public_plan(whole, classes)
    edition = Edition(
        forum=forum.value, number=1, standing="final", audience=audience, made_from="1" * 64
    )
    return compose(found.plan, edition, sha256="0" * 64, before=None, held=found.withheld)


def section(context, key: str) -> str:
    file = next(
        candidate
        for candidate in context.files
        if key in {s.key for s in context.printed(candidate)}
    )
    return words_of(html.render(context, file=file), key)


def words_of(markup: str, key: str) -> str:
    """Return the words of a section of a file."""
    found = markup.partition(f' id="{key}"')[2]
    return " ".join(re.sub("<[^>]+>", " ", found.partition("</section>")[0]).split())


def test_of_every_section_it_is_known_whether_it_counts_what_can_be_withheld():
    """A new section says so in `packs.context.shown`, or here that it counts nothing."""
    every = {
        part.key
        for contents in (*CONTENTS.values(), *EXTRACTS.values())
        for part in (*contents.body, *contents.annex)
    }
    assert every <= COUNTED.keys() | COUNT_NOTHING
    assert COUNTED.keys() & COUNT_NOTHING == set()


def test_none_in_the_top_band_is_said_of_what_is_shown_where_a_risk_is_withheld():
    """The only open risk is withheld: that none is open would be false."""
    first, *_ = plan().raid.risks
    only = replace(plan(), raid=replace(plan().raid, risks=(first,), issues=()))
    found = section(printed(only, classed(ItemKind.RISK, first.ref)), "risks")
    assert "No open risk is in the top or high band." in found
    assert found.index(NOTE) < found.index("No open risk")
    assert "Some are withheld: entries of the risk register." in found
    assert NOTE not in section(printed(only), "risks")


@pytest.mark.parametrize("forum", Forum)
def test_every_section_that_counts_milestones_says_so_where_one_is_withheld(forum):
    """On page 1, in the body, in the annexes, and in the reading on screen."""
    ref = plan().milestones[0].ref
    context = printed(plan(), classed(ItemKind.MILESTONE, ref), forum=forum)
    counted = {key for key, kinds in COUNTED.items() if ItemKind.MILESTONE in kinds}
    for file in context.files:
        markup = html.render(context, file=file)
        assert markup.count(NOTE) == str(twin(markup, file_of=str).body).count(NOTE)
        for part in context.printed(file):
            words = words_of(markup, part.key)
            assert (NOTE in words and "milestones" in words) or part.key not in counted
    assert NOTE in html.render(context).partition('<section id="contents"')[0]


def test_a_whole_edition_and_one_that_withholds_nothing_of_the_kind_say_nothing():
    row = plan().indicators[0]
    whole = printed(plan(), classed(ItemKind.INDICATOR, row.ref), audience=Audience.WHOLE)
    assert NOTE not in html.render(whole)
    public = printed(plan(), classed(ItemKind.INDICATOR, row.ref))
    assert NOTE in section(public, "kpis") and NOTE not in section(public, "milestones")


def test_a_note_follows_from_the_kinds_that_are_named_as_withheld_and_from_nothing_else():
    """So it tells no reader more than “What is withheld” does."""
    shown = Shown(kinds=(ItemKind.RISK, None, ItemKind.RESULT, ItemKind.CPMO_VIEW))
    assert shown.note("risks") == f"{NOTE} Some are withheld: entries of the risk register."
    assert shown.note("register") == f"{NOTE} Some are withheld: evidence, results."
    assert shown.note("opinion") == "" and Shown(kinds=()).note("risks") == ""
