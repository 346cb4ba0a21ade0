"""Who publishes has read every text that people wrote and the edition prints (Rule 29)."""

import json

import pytest

from packs.facts.edition import PinnedFacts
from packs.figures.written import written
from packs.snapshot.codec import body_of, plan_in
from packs.snapshot.withhold import public_plan
from packs.words import Forum
from tests.packs.test_withheld_results import edition, markup_of
from tests.packs.test_withhold import plan
from tests.world import NOW

# What the plan, the product or a name says is nobody's writing of the month.
OF_THE_PLAN = {
    "settings", "period", "aims", "tests", "questions", "timeline", "errata",
}  # fmt: skip
NOT_WRITTEN = {
    "by_name", "by_post", "owner", "raw", "decided_by", "reserve", "rdl", "lead_member", "source",
    "flag", "own_sao", "sao", "post",
    "asked_of", "asked_by", "title", "name", "dates_as_written", "erratum", "strand", "question",
    "text", "council", "outcome", "progress", "becomes", "was", "considerations",
}  # fmt: skip


def marked(value, place: str, marks: dict[str, str]) -> None:
    """Put a mark before each text of several words, and keep where each stands."""
    rows = value if isinstance(value, list) else ()
    for one in rows:
        marked(one, place, marks)
    for key, one in value.items() if isinstance(value, dict) else ():
        if isinstance(one, str) and " " in one and len(one) > 12 and key not in NOT_WRITTEN:
            mark = f"Zq{len(marks)}zq"
            marks[mark] = f"{place}.{key}"
            value[key] = f"{mark} word"
        elif key != "gates":  # dates in the words of the source
            marked(one, f"{place}.{key}", marks)


@pytest.mark.parametrize("forum", Forum)
def test_rule_29_every_text_that_is_printed_is_among_the_words_read(forum):
    values = json.loads(body_of(plan()))
    marks: dict[str, str] = {}
    for table, rows in values["plan"].items():
        if table not in OF_THE_PLAN:
            marked(rows, table, marks)
    beside = PinnedFacts(at=NOW, texts=(), items=(), since=())
    found = public_plan(plan_in(values), [], pinned=beside, forum=forum)
    printed = markup_of(edition(found, forum.value))
    assert found.pinned
    read = str(written(found.plan, found.pinned, forum))
    shown = {mark for mark in marks if mark in printed}
    assert len(shown) > 50
    assert " ".join(sorted({marks[mark] for mark in shown if mark not in read})) == ""
