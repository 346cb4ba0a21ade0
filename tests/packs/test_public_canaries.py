"""Nothing of what is withheld can be had of a public edition, by subtraction neither (Rule 29).

Whatever a withheld item says, the public edition is the same, byte for byte: so no text, count,
total, chart, title or file of it depends on the item.
"""

import dataclasses
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from lxml.html import document_fromstring

from irp.words import WITHHELD
from packs import html, pdf
from packs.context import Edition, compose
from packs.facts import PlanFacts
from packs.facts.edition import PinnedFacts, SinceFacts, TextFacts
from packs.facts.meetings import (
    BoardActionFacts,
    BoardsFacts,
    EndFacts,
    ItemFacts,
    MeetingFacts,
)
from packs.figures.key_facts import key_facts
from packs.snapshot.codec import body_of, plain_values, plan_in, values_of
from packs.snapshot.hushing import PROSE, hush
from packs.snapshot.withhold import PublicPlan, public_plan
from packs.twin import twin
from packs.twin_files import exhibits, file_of
from packs.words import Audience, Forum, ItemKind
from packs.words.edition import TextKind
from packs.words.meetings import Decided, ItemFate
from tests.packs.test_withhold import ROWS, classed, plan

CANARY = "Zebra £1,234,567"
AT = datetime.fromisoformat("2026-11-13T09:00:00+00:00")
LINKS = {"ref", "programme", "milestone", "saving", "risk", "comes_from", "point", "kind", "change"}


def other(value: Any, name: str = "") -> Any:
    """Return a record that says something else in every text, amount and day of its own."""
    if dataclasses.is_dataclass(value):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return type(value)(**{key: other(inner, key) for key, inner in fields.items()})
    if name in LINKS:
        return value
    if isinstance(value, tuple):
        return tuple(
            other(inner, name) if dataclasses.is_dataclass(inner) else inner for inner in value
        )
    if type(value) is str:
        return f"{CANARY} {name}"
    if isinstance(value, Decimal):
        return value + Decimal(1_234_567)
    if isinstance(value, date | datetime):
        return value + timedelta(days=29)
    return value


def changed(whole: PlanFacts, *rows: Any) -> PlanFacts:
    """Return a month in which rows say something else, and texts name them by their new titles."""

    def put(value: Any) -> Any:
        if value in rows:
            return other(value)
        if isinstance(value, tuple):
            return tuple(map(put, value))
        if dataclasses.is_dataclass(value):
            inner = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
            return type(value)(**{key: put(part) for key, part in inner.items()})
        return value

    found = body_of(put(whole))
    for row in rows:
        if title := getattr(row, "title", ""):
            found = found.replace(json.dumps(title, ensure_ascii=False)[1:-1], f"{CANARY} title")
    return plan_in(plain_values(found))


def naming(*rows: Any) -> PinnedFacts:
    """Return what an edition prints beside its snapshot, all of it naming some rows."""
    refs = ", ".join(row.ref for row in rows)
    by = {"by_name": "Ada Cpmo", "by_post": "CPMO", "at": AT}
    return PinnedFacts(
        at=AT,
        texts=tuple(
            TextFacts(kind=kind, place=1, words=f"We worry about {refs}: {CANARY}", way_back="",
                      owner="", due_on=None, **by)
            for kind in (TextKind.OPINION, TextKind.WORRY)
        ),
        items=(),
        since=(SinceFacts(what=f"{refs}: decided at {CANARY}", who="Ada Cpmo", at=AT),),
    )  # fmt: skip


def every() -> dict[ItemKind, Any]:
    """Return an item of each kind."""
    return {kind: make() for kind, make in ROWS.items()}


@cache
def small() -> PlanFacts:
    """Return the month with every programme, but no more of it than tells what stands beside it."""
    beside = {getattr(row, "programme", None) for row in every().values()}
    return dataclasses.replace(
        plan(),
        programmes=tuple(
            programme
            if programme.ref in beside
            else dataclasses.replace(programme, milestones=programme.milestones[:2])
            for programme in plan().programmes
        ),
        outcomes=plan().outcomes[:2],
        indicators=tuple(
            indicator for indicator in plan().indicators if indicator.ref.startswith("KPI-1-")
        ),
        errata=(),
    )


@cache
def public(kind: ItemKind) -> PublicPlan:
    """Return the small month without an item of a kind."""
    return public_plan(small(), [classed(kind, ROWS[kind]().ref)])


@cache
def printed(forum: str, month: Callable[[], PlanFacts] = plan):
    """Return the context of a public edition that withholds an item of each kind."""
    rows = every()
    found = public_plan(
        changed(month(), *rows.values()),
        [classed(kind, row.ref) for kind, row in rows.items()],
        last=month(),
        pinned=naming(*rows.values()),
        forum=Forum(forum),
    )
    edition = Edition(
        forum=forum, number=1, standing="final", audience=Audience.PUBLIC, made_from="1" * 64
    )
    before = key_facts(found.last, sha256="2" * 64)
    return compose(
        found.plan, edition, sha256="0" * 64, before=before, last=found.last, pinned=found.pinned,
        held=found.withheld, hidden=found.hidden,
    )  # fmt: skip


def is_clean(text: str) -> bool:
    """Tell whether a text has no canary and no reference of what is withheld."""
    refs = [row.ref for row in every().values()]
    return "Zebra" not in text and "1,234,567" not in text and not any(r in text for r in refs)


@pytest.mark.parametrize("kind", ROWS)
def test_a_public_month_is_the_same_whatever_a_withheld_item_says(kind):
    """The facts are, so every figure is: neither a total nor a count leans on the item."""
    row = ROWS[kind]()
    other_words = changed(small(), row)
    assert CANARY in body_of(other_words)
    edition = public_plan(other_words, [classed(kind, row.ref)])
    assert body_of(edition.plan) == body_of(public(kind).plan)
    assert edition.withheld == public(kind).withheld


def test_a_public_month_is_the_same_whatever_what_goes_along_says():
    """A dependency of a withheld milestone, an action of a withheld risk: counted, and no more."""
    dependency = next(tie for tie in plan().dependencies if tie.taker and tie.taker.milestone)
    action = next(task for task in plan().raid.actions if task.comes_from)
    for ref, kind, of in (
        (dependency.ref, ItemKind.MILESTONE, dependency.taker.milestone),
        (action.ref, ItemKind.RISK, action.comes_from),
    ):
        month = values_of(plan())
        for rows in (month["plan"]["dependencies"], month["plan"]["raid"]["actions"]):
            for row in rows:
                if row["ref"] == ref:
                    row |= {"title": CANARY, "description": CANARY, "outcome": CANARY}
        editions = [
            public_plan(month_of_two, [classed(kind, of)])
            for month_of_two in (plan(), plan_in(month))
        ]
        assert CANARY in body_of(plan_in(month))
        assert body_of(editions[0].plan) == body_of(editions[1].plan)
        assert editions[0].withheld == editions[1].withheld
        assert any(each.along is kind for each in editions[0].withheld)


@pytest.mark.parametrize("kind", ROWS)
def test_what_was_there_last_month_and_is_withheld_now_is_no_news(kind):
    """It is withheld from both months, so it is told neither as closed nor as new."""
    classes, gone = [classed(kind, ROWS[kind]().ref)], public(kind).plan
    for now, then in ((small(), gone), (gone, small())):
        found = public_plan(now, classes, last=then)
        assert body_of(found.plan) == body_of(found.last) == body_of(gone)


def test_the_words_of_a_return_and_of_a_judgement_are_the_same_whatever_they_say():
    """What people wrote goes, whatever the field; results and ratings stay (Rules 24e and 29)."""
    programme = next(
        candidate for candidate in plan().programmes if candidate.ret and candidate.ret.ratings
    )
    judged = next(
        requirement for requirement in plan().requirements if len(requirement.assessments) > 1
    )
    classes = [classed(ItemKind.RETURN, programme.ref), classed(ItemKind.JUDGEMENT, judged.ref)]
    values = json.loads(body_of(plan()))
    for row in values["plan"]["programmes"]:
        if row["ref"] == programme.ref:
            spoken = [
                row["ret"],
                row["ret_before"],
                *(milestone["reports"] for milestone in row["milestones"]),
            ]
            for part in spoken:
                hush(part, PROSE, say=CANARY)
    for outcome in values["plan"]["outcomes"]:
        for row in outcome["requirements"]:
            if row["ref"] == judged.ref:
                hush(row["assessments"], PROSE, say=CANARY)
    now = plan_in(values)
    assert CANARY in body_of(now)
    assert body_of(public_plan(now, classes).plan) == body_of(public_plan(plan(), classes).plan)


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_no_canary_is_on_any_page_nor_in_any_file_of_a_public_edition(forum):
    """Body and annexes; the reading on screen; each table and chart as a file."""
    context = printed(forum)
    for file in context.files:
        markup = html.render(context, file=file)
        shown = twin(markup, file_of=str)
        assert is_clean(markup) and is_clean(str(shown.body)) and is_clean(str(shown.contents))
        files = [file_of(exhibit) for exhibit in exhibits(document_fromstring(markup).body)]
        assert files and all(is_clean(f"{table.heads} {table.rows}") for table in files)


def test_texts_that_name_what_is_withheld_say_so_and_acts_on_it_are_left_out():
    row = ROWS[ItemKind.RISK]()
    beside = {"pinned": naming(row), "forum": Forum.TIB}
    found = public_plan(plan(), [classed(ItemKind.RISK, row.ref)], **beside).pinned
    assert {text_facts.words for text_facts in found.texts} == {WITHHELD}
    assert found.since == ()
    assert public_plan(plan(), [], **beside).pinned == naming(row)


def test_what_a_withheld_ask_led_to_does_not_repeat_its_words():
    """The item on the agenda, its decision and the actions after it stay; their words go."""
    point, by = ROWS[ItemKind.POINT](), {"by_name": "Ada Cpmo", "by_post": "CPMO", "at": AT}
    end = EndFacts(
        fate=ItemFate.DECIDED, decided=Decided.AGREED, words=CANARY, minute="7", **by
    )  # fmt: skip
    item = ItemFacts(
        number=1, ask=CANARY, options=CANARY, recommendation=CANARY, without=CANARY, decide_by=None,
        asked_by="", point=point.ref, carried_from=None, ends=(end,),
    )  # fmt: skip
    month, forum = date(2026, 9, 1), Forum.TIB
    meeting = MeetingFacts(
        forum=forum, month=month, on=date(2026, 10, 20), starts="", venue="", members=(),
        attendance=(), items=(item,), is_recorded=True,
    )  # fmt: skip
    given = {"forum": forum, "month": month, "owner": "SAO", "due_on": date(2026, 12, 1), **by}
    actions = tuple(
        BoardActionFacts(ref=f"TIB-A-{n}", item=n, words=f"{words} {n}", steps=(), **given)
        for n, words in ((1, CANARY), (2, "Of another item"))
    )
    whole = dataclasses.replace(plan(), boards=BoardsFacts(meetings=(meeting,), actions=actions))
    beside = {"pinned": dataclasses.replace(naming(point), items=(item,)), "forum": Forum.TIB}
    found = public_plan(whole, [classed(ItemKind.POINT, point.ref)], **beside)
    assert CANARY not in body_of(found.plan)
    assert [action.words for action in found.plan.boards.actions] == [WITHHELD, "Of another item 2"]
    assert [agenda_item.ask for agenda_item in found.pinned.items] == [WITHHELD]
    assert found.plan.boards.meetings[0].items[0].ends[0].decided is Decided.AGREED


def test_council_s_target_goes_with_a_saving_that_is_withheld():
    """What its other savings promise, taken from it, would give the amount away (Rule 26)."""
    row = ROWS[ItemKind.SAVING]()
    found = public_plan(plan(), [classed(ItemKind.SAVING, row.ref)]).plan
    touched = [row.ref in {saving.ref for saving in year.savings} for year in plan().money.years]
    assert any(touched)
    for was, now, is_touched in zip(plan().money.years, found.money.years, touched, strict=True):
        assert now.resolved == (None if is_touched else was.resolved)


def test_what_a_withheld_request_brought_about_does_not_repeat_its_words():
    """Rule 18: the baseline that it made stays, its reason goes."""
    row = next(change for change in plan().changes if any(
        change.ref == line.change for each in plan().milestones for line in each.baselines
    ))  # fmt: skip
    found = public_plan(plan(), [classed(ItemKind.CHANGE, row.ref)]).plan
    lines = [line for each in found.milestones for line in each.baselines]
    assert any(line.reason == line.change == WITHHELD for line in lines)


def test_no_canary_is_in_the_pdf_of_a_public_edition(tmp_path):
    """Text, title and other metadata, bookmarks and alternative texts of one PDF."""
    import pikepdf
    from pypdf import PdfReader

    path = tmp_path / "public.pdf"
    pdf.draw(html.render(printed("irb", small)), path)
    reader = PdfReader(path)
    words = [page.extract_text() for page in reader.pages]
    words += [str(reader.metadata), str(reader.xmp_metadata and reader.xmp_metadata.dc_title)]
    with pikepdf.open(path) as file:
        words += [str(obj.get(key)) for obj in file.objects if isinstance(obj, pikepdf.Dictionary)
                  for key in ("/Title", "/Alt", "/ActualText", "/E", "/Contents", "/T")
                  if key in obj and isinstance(obj.get(key), pikepdf.String)]  # fmt: skip
        plain = path.with_suffix(".plain")
        file.save(plain, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    words.append(plain.read_bytes().decode("latin-1"))
    assert any("public edition" in text.lower() for text in words)
    assert all("Zebra" not in text and "1,234,567" not in text for text in words)
    assert all(map(is_clean, words[:-1]))
