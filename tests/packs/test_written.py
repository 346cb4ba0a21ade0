"""Who publishes has read every text that people wrote and the edition prints (Rule 29).

What people wrote is held to the database's own fields: each stands in `places_of_words`, and a new
one fails here until it does.
"""

import dataclasses
import re
import types
import typing
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache

import pytest
from django.apps import apps
from django.db import models

from irp.words import Oversight
from packs import html
from packs.context import Edition, PackContext, compose
from packs.facts import PlanFacts
from packs.facts.edition import CorrectedFacts, ExtractFacts, PinnedFacts, SinceFacts, TextFacts
from packs.facts.meetings import (
    BoardActionFacts,
    BoardsFacts,
    BoardStepFacts,
    EndFacts,
    ItemFacts,
    MeetingFacts,
)
from packs.figures.key_facts import key_facts
from packs.figures.written import written
from packs.snapshot.codec import pinned_of, plain_values, plan_in, text_of, values_of
from packs.snapshot.copies import PLANNED, TALK
from packs.snapshot.extract import for_committee
from packs.snapshot.withhold import public_plan
from packs.words import Audience, Forum
from packs.words.edition import TextKind
from packs.words.meetings import ActionStage, Decided, ItemFate
from tests.packs import said_around
from tests.packs.places_of_words import EVERYWHERE, FIELDS, NAMES, NOT_FACTS, OF_THE_PLAN
from tests.packs.test_extracts import of
from tests.packs.test_withheld_results import edition
from tests.packs.test_withhold import plan

AT = said_around.AT
BY = {"by_name": "Ada", "by_post": "CPMO", "at": AT}
OURS = {"irp", "programmes", "kpis", "assurance", "packs", "exchange"}
CONCERNS = "outcomes.concerns.summary"  # commissioners published them; they are read all the same
WHERE = {place for fields in FIELDS.values() for place in fields.values() if place not in NOT_FACTS}


def texts_of_the_database() -> dict[str, set[str]]:
    """Return the fields of each table that hold words: what is chosen has none."""
    found: dict[str, set[str]] = {}
    for model in apps.get_models():
        if model._meta.app_label in OURS and not model.__name__.startswith("Historical"):
            named = {
                field.name
                for field in model._meta.concrete_fields
                if isinstance(field, models.CharField | models.TextField | models.JSONField)
                and not field.choices
                and not field.primary_key
            }
            found[model._meta.label] = named
    return found


def places(kind: object, place: str = "", among: tuple[type, ...] = ()) -> Iterator[str]:
    """Yield the place of each text in facts: "programmes.milestones.reports.narrative"."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        if kind not in among:
            hints = typing.get_type_hints(kind)
            for field in dataclasses.fields(kind):
                inner = f"{place}.{field.name}" if place else field.name
                yield from places(hints[field.name], inner, (*among, kind))
    elif kind is str:
        yield place
    elif isinstance(kind, types.UnionType) or typing.get_origin(kind):
        for arg in typing.get_args(kind):
            yield from places(arg, place, among)


PLACES = {*places(PlanFacts), *places(PinnedFacts)}


def is_written(place: str) -> bool:
    """Tell whether a text of the facts is what people wrote."""
    return place.rpartition(".")[2] not in NAMES and place not in OF_THE_PLAN


def test_every_text_that_the_database_holds_has_its_place():
    """A new one is placed: what people write of the month is read, and withheld with its item."""
    held = {
        label: {name for name in names if name not in EVERYWHERE}
        for label, names in texts_of_the_database().items()
    }
    assert {label: names for label, names in held.items() if names} == {
        label: set(fields) for label, fields in FIELDS.items()
    }


def test_what_people_wrote_stands_in_the_facts_where_its_place_says():
    assert PLACES >= WHERE
    assert not [place for place in WHERE if not is_written(place)]


def test_every_text_of_the_facts_is_somebodys_words_a_name_or_the_plans():
    """A text of another name in the facts is placed too."""
    names = {place.rpartition(".")[2] for place in PLACES}
    assert names >= NAMES and PLACES >= OF_THE_PLAN
    ours = {place.rpartition(".")[2] for place in WHERE}
    told = {"since.what"}  # by the product, in a sentence of its own
    assert {place for place in PLACES if is_written(place)} <= told | {
        place for place in PLACES if place.rpartition(".")[2] in ours
    }


def test_rules_24e_and_29_what_people_wrote_is_looked_through_for_what_is_not_shown():
    """For a result that is not shown too: whoever names it may say what it is."""
    of_a_pack = ("since.", "classes.", "corrects.version")
    ours = {place for place in PLACES if is_written(place) and not place.startswith(of_a_pack)}
    for place in ours - {CONCERNS}:
        assert place.rpartition(".")[2] in TALK and place not in PLANNED, place
    assert OF_THE_PLAN | {CONCERNS} >= PLANNED


@cache
def whole() -> PlanFacts:
    """Return the demonstration's month with a text in each place that somebody may write in."""
    found = plan()
    row, concern = found.requirements[0].ref, found.outcomes[0].concerns[0].ref
    parts = said_around.one_of_each(
        lambda name: f"{name} words", requirement=row, concern=concern,
        milestone=found.milestones[0].ref,
    )  # fmt: skip
    end = EndFacts(fate=ItemFate.DECIDED, decided=Decided.AGREED, words="So", minute="7", **BY)
    item = ItemFacts(
        number=1, ask="a", options="o", recommendation="r", without="w", decide_by=None,
        asked_by="SAO", point="", carried_from=None, ends=(end,),
    )  # fmt: skip
    month = date(2026, 9, 1)
    meetings = tuple(
        MeetingFacts(
            forum=forum, month=month, on=date(2026, 10, 20), starts="2pm", venue="Hall",
            members=(), attendance=(), items=(item,), is_recorded=True,
        )
        for forum in Forum
    )  # fmt: skip
    step = BoardStepFacts(stage=ActionStage.DONE, words="Done", due_on=None, **BY)
    actions = tuple(
        BoardActionFacts(
            ref=f"{forum.upper()}-2026-09-A1", item=1, words="Do", steps=(step,), forum=forum,
            month=month, owner="SAO", due_on=date(2026, 10, 1), **BY,
        )
        for forum in Forum
    )  # fmt: skip
    return dataclasses.replace(
        found, assurance=parts, boards=BoardsFacts(meetings=meetings, actions=actions)
    )


def beside() -> PinnedFacts:
    """Return what an edition prints beside it."""
    items = tuple(dataclasses.replace(item, ends=()) for item in whole().boards.meetings[0].items)
    texts = tuple(
        TextFacts(kind=kind, place=1, words="w", way_back="b", owner="o", due_on=None, **BY)
        for kind in TextKind
    )
    corrects = CorrectedFacts(version="v1.0", on=date(2026, 11, 1), words="c")
    since = (SinceFacts(what="Reported", who="Ada", at=AT),)
    return PinnedFacts(at=AT, texts=texts, items=items, since=since, corrects=corrects)


MARK = re.compile("Zq[0-9]+zq")


def mark(value: object, place: str, marks: dict[str, str]) -> None:
    """Put a mark in the place of each text that people may write, and keep where it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            there = f"{place}.{key}" if place else key
            if isinstance(inner, str) and there in PLACES and is_written(there):
                marks[marker := f"Zq{len(marks)}zq"] = there
                value[key] = f"{marker} word"
            elif isinstance(inner, list) and there in PLACES and is_written(there):
                for number, _ in enumerate(inner):
                    marks[marker := f"Zq{len(marks)}zq"] = there
                    inner[number] = f"{marker} word"
            else:
                mark(inner, there, marks)
    for inner_value in value if isinstance(value, list) else ():
        mark(inner_value, place, marks)


@cache
def marked() -> tuple[PlanFacts, PinnedFacts, dict[str, str]]:
    """Return a month and what is printed beside it, of marks alone, and where each stands."""
    marks: dict[str, str] = {}
    values, pinned = values_of(whole()), plain_values(text_of(beside()))
    mark(values["plan"], "", marks)
    mark(pinned, "", marks)
    return plan_in(values), pinned_of(pinned), marks


CUT = {"baselines", "scorings", "readings", "assessments"}
GONE = {"completions", "steps", "targets", "withdrawn", "changes"}


@cache
def before() -> PlanFacts:
    """Return a month before, of which much is different: what changed is told in words."""
    values = values_of(plan())
    values["plan"]["period"]["month"] = "2026-09-01"

    def differ(value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in GONE and isinstance(inner, list):
                    inner.clear()
                elif key in CUT and len(inner or ()) > 1:
                    inner.pop()
                if key == "rating" and isinstance(inner, str):
                    value[key] = "red" if inner == "green" else "green"
                differ(inner)
        for inner_value in value if isinstance(value, list) else ():
            differ(inner_value)

    for table in ("programmes", "raid", "indicators", "outcomes"):
        differ(values["plan"][table])
    return plan_in(values)


def markup(context: PackContext) -> str:
    return "".join(html.render(context, file=file) for file in context.files)


def unread(printed: str, read: object, least: int) -> Collection[str]:
    """Return where texts stand that are printed and not read; of at least so many printed ones."""
    marks = marked()[2]
    shown = marks.keys() & MARK.findall(printed)
    assert len(shown) > least
    return sorted({marks[marker] for marker in shown - {*MARK.findall(str(read))}})


@pytest.mark.parametrize("forum", Forum)
def test_rule_29_every_text_that_is_printed_is_among_the_words_read(forum):
    month, pinned, _ = marked()
    found = public_plan(month, [], pinned=pinned, forum=forum, last=before())
    assert found.pinned
    read = written(found.plan, found.pinned, forum)
    assert unread(markup(edition(found, forum.value)), read, 200) == []


@pytest.mark.parametrize("oversight", Oversight)
def test_rule_29_so_is_every_text_of_an_extract(oversight):
    """Of its contents: whoever asks for it reads no more than its committee may be given."""
    month, pinned, _ = marked()
    all_of_them = [programme.ref for programme in month.programmes]
    extract = of(*(all_of_them if oversight is Oversight.PROGRAMMES else ()), oversight=oversight)
    cut_down, last = for_committee(month, extract), for_committee(before(), extract)
    own = dataclasses.replace(pinned, texts=(), items=(), since=(), corrects=None, extract=extract)
    read = written(cut_down, own, Forum.IRB, oversight)
    assert unread(markup(extracted(cut_down, last, own, extract)), read, 20) == []


def extracted(
    month: PlanFacts, last: PlanFacts, own: PinnedFacts, extract: ExtractFacts
) -> PackContext:
    printed_edition = Edition(
        forum="irb", number=1, standing="final", audience=Audience.EXTRACT, made_from="0" * 64,
        extract=extract,
    )  # fmt: skip
    told = key_facts(last, sha256="1" * 64)
    return compose(month, printed_edition, sha256="2" * 64, before=told, last=last, pinned=own)
