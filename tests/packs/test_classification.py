"""Each item is classified by itself, by acts that are kept (Rule 29)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from assurance.words.classification import Classification, Paragraph
from assurance.words.concerns import Trend
from irp.actions import Faulty, Refused
from irp.history import record
from irp.models import Aim, Conflict
from kpis.models import Indicator
from packs.actions.classification import Classed, classify_item
from packs.models import ItemClassification
from packs.readings.classification import classes_now, classifiable
from packs.rules.classification import decision_ref, item_ref, text_ref
from packs.words import Forum, ItemKind
from packs.words.edition import TextKind, TextStage
from packs.words.meetings import ItemFate
from programmes.models import Dependency, Saving
from programmes.models.dependencies import ref_of
from tests.assurance import shelf
from tests.packs.meeting_steps import decide, give, seek
from tests.packs.test_edition import write
from tests.programmes.steps import next_period
from tests.world import NOW

pytestmark = pytest.mark.django_db
BIDS = "It names what two bidders offered."


def classify(world, classification=Classification.EXEMPT, *, seen=0, **entered):
    """Classify the small council's first milestone, exempt for its financial affairs."""
    of = {"kind": ItemKind.MILESTONE, "ref": "HOU-01", "by": "cpmo", "reason": BIDS, "at": NOW}
    of["paragraph"] = Paragraph.THREE if classification is Classification.EXEMPT else None
    of |= {"by": "commissioner"} if entered.get("kind") in {ItemKind.RESULT, ItemKind.TEST} else {}
    of |= entered
    classed = Classed(classification=classification, paragraph=of["paragraph"], reason=of["reason"])
    by = world.user(of["by"])
    return classify_item(of["kind"], of["ref"], classed, version=seen, by=by, at=of["at"])


def test_rule_29_an_item_is_public_until_it_is_classified_and_the_newest_act_counts(world):
    assert classes_now() == ()
    classify(world)
    classify(world, ref="HOU-02", classification=Classification.CONFIDENTIAL)
    classify(world, Classification.OFFICIAL_SENSITIVE, seen=1, reason="The contract was signed.")
    found = {item.ref: (item.kind, item.classification, item.paragraph) for item in classes_now()}
    assert found == {
        "HOU-01": (ItemKind.MILESTONE, Classification.OFFICIAL_SENSITIVE, None),
        "HOU-02": (ItemKind.MILESTONE, Classification.CONFIDENTIAL, None),
    }


def test_what_is_known_by_a_title_is_pinned_with_it_and_nothing_else_is(world):
    classify(world)
    classify(world, kind=ItemKind.RETURN, ref="HOU")
    titles = {item.kind: item.title for item in classes_now()}
    assert titles == {ItemKind.MILESTONE: world.milestones["HOU-01"].title, ItemKind.RETURN: ""}


def test_rule_29_public_again_is_an_act_with_a_reason(world):
    classify(world)
    with pytest.raises(Faulty) as faulty:
        classify(world, Classification.PUBLIC, seen=1, reason=" ")
    assert faulty.value.faults.keys() == {"reason"}
    classify(world, Classification.PUBLIC, seen=1, reason="The contract was signed.")
    assert classes_now() == ()
    assert [row.reason for row in ItemClassification.objects.all()] == [
        BIDS, "The contract was signed."
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("classification", "paragraph", "fault"),
    [
        (Classification.EXEMPT, None, "Choose the paragraph of Schedule 12A"),
        (Classification.CONFIDENTIAL, Paragraph.ONE, "Choose no paragraph"),
    ],
)
def test_rule_29_exempt_has_its_paragraph_and_nothing_else_has_one(
    world, classification, paragraph, fault
):
    with pytest.raises(Faulty, match=fault) as faulty:
        classify(world, classification, paragraph=paragraph)
    assert faulty.value.faults.keys() == {"paragraph"}
    assert not ItemClassification.objects.exists()


def test_what_is_not_there_and_what_changes_nothing_is_refused(world):
    with pytest.raises(Refused, match="There is no HOU-99 to classify"):
        classify(world, ref="HOU-99")
    with pytest.raises(Refused, match="There is no HOU-01 to classify"):
        classify(world, kind=ItemKind.RISK)
    with pytest.raises(Refused, match="HOU-01 is public already"):
        classify(world, Classification.PUBLIC)
    classify(world)
    with pytest.raises(Refused, match="classified so already"):
        classify(world, seen=1)


def test_no_act_is_overwritten_and_a_clash_shows_the_newest(world):
    first = classify(world)
    with pytest.raises(Conflict) as clash:
        classify(world, Classification.CONFIDENTIAL, reason="Another")
    assert clash.value.row == first
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ItemClassification.objects.update(reason="Changed")


@pytest.mark.parametrize("name", ["sao", "rdl", "commissioner", "administrator", "officer"])
def test_only_cpmo_classifies(world, name):
    """Not even the owner of an item makes it public again by themselves."""
    with pytest.raises(PermissionDenied):
        classify(world, by=name)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "post"},
        {"classification": "secret"},
        {"paragraph": ""},
        {"paragraph": "8"},
        {"classification": "confidential"},
        {"reason": ""},
        {"ref": ""},
        {"ref": "X" * 21},
        {"number": 1, "classification": "public", "paragraph": ""},
    ],
)
def test_the_database_itself_refuses_what_no_act_may_say(world, wrong):
    """DESIGN 4a.3."""
    right = {
        "kind": "milestone", "ref": "HOU-01", "number": 2, "classification": "exempt",
        "paragraph": "3", "reason": BIDS, "by_name": "Somebody", "at": NOW,
    }  # fmt: skip
    ItemClassification.objects.create(**right | {"number": 3})
    with pytest.raises(DatabaseError), transaction.atomic():
        ItemClassification.objects.create(**right | wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemClassification.objects.create(**right | {"number": 3})


def test_what_is_of_a_pack_and_a_meeting_is_known_by_its_place(world):
    """The database writes the references as the rules do, and a page finds what they name."""
    for seen in range(2):  # each version of a text is a row
        write(world, seen=seen)
    draft = {"kind": TextKind.WORRY, "place": 2, "stage": TextStage.DRAFT}
    write(world, "A draft that its writer alone reads", **draft)
    item = seek(world)
    month, forum = world.period.month, Forum.TIB
    texts = {text_ref(forum, month, TextKind.HEADLINE, 1): "CPMO’s headline",
             text_ref(forum, month, TextKind.WORRY, 2): "Risk to name"}  # fmt: skip
    found = {(listed.kind, listed.ref): listed.title for listed in classifiable()}
    assert {ref: title for (kind, ref), title in found.items() if kind is ItemKind.TEXT} == texts
    assert found[ItemKind.ITEM, "TIB-2026-10-I1"] == item.ask
    assert not any(kind is ItemKind.DECISION for kind, _ in found)
    decide(world, item)
    give(world)
    decided, asked = decision_ref(forum, month, 1), item_ref(forum, month, 1)
    refs = {decided: ItemKind.DECISION, asked: ItemKind.ITEM, "TIB-2026-10-A1": ItemKind.ACTION}
    for ref, kind in (refs | dict.fromkeys(texts, ItemKind.TEXT)).items():
        assert [listed.kind for listed in classifiable(item_ref=ref)] == [kind]
        classify(world, kind=kind, ref=ref)
    assert len(classes_now()) == 5
    with pytest.raises(Refused, match="There is no TIB-2026-10-I2 to classify"):
        classify(world, kind=ItemKind.ITEM, ref="TIB-2026-10-I2")


def test_a_dependency_and_a_response_are_known_as_people_know_them(world):
    for number in (7, 101):
        row = Dependency(number=number, title=f"Handover {number}")
        record(row, by="The plan", at=NOW, reason="Loaded")
    found = [item.ref for item in classifiable() if item.kind is ItemKind.DEPENDENCY]
    assert found == ["D-07", "D-101"] == [ref_of(7), ref_of(101)]
    concern = shelf.a_concern(world)
    assert classifiable(item_ref=concern.ref) == []
    shelf.respond(world, concern, Trend.WORSE)
    assert [
        (item.ref, item.title) for item in classifiable() if item.kind is ItemKind.RESPONSE
    ] == [(concern.ref, concern.summary)]


def test_an_item_is_carried_with_its_classification(world):
    item = seek(world)
    classify(world, kind=ItemKind.ITEM, ref="TIB-2026-10-I1")
    next_period(world)
    decide(world, item, fate=ItemFate.CARRIED, words="No time.")
    found = {in_force.ref: (in_force.classification, in_force.reason) for in_force in classes_now()}
    assert found == {
        "TIB-2026-10-I1": (Classification.EXEMPT, BIDS),
        "TIB-2026-11-I1": (
            Classification.EXEMPT, f"As TIB-2026-10-I1, from which it was carried. {BIDS}"
        ),
    }  # fmt: skip


def test_every_kind_of_item_is_found_with_its_title_and_programme(
    world, django_assert_max_num_queries
):
    with django_assert_max_num_queries(1):
        found = classifiable()
    by_ref = {(listed.kind, listed.ref): listed for listed in found}
    assert by_ref[ItemKind.MILESTONE, "HOU-01"].programme == "HOU"
    assert by_ref[ItemKind.RETURN, "HOU"].title == world.programmes["HOU"].name
    row = Saving(ref="SAV-S01", title="Fewer agency staff", milestone=world.milestones["HOU-02"])
    record(row, by="The plan", at=NOW, reason="Loaded")
    assert classifiable(item_ref="SAV-S01")[0].programme == "HOU"
    assert by_ref[ItemKind.JUDGEMENT, "PO8-T1-1"].programme == ""
    assert {kind for kind, ref in by_ref if ref == "PO8-T1-1"} == {
        ItemKind.JUDGEMENT, ItemKind.RESULT, ItemKind.CPMO_VIEW, ItemKind.OWN_VIEW
    }  # fmt: skip
    [test] = [listed for listed in found if listed.kind is ItemKind.TEST]
    assert (test.ref, test.title) == ("PO8-T1", world.requirement.outcome.title)
    assert [listed.ref for listed in classifiable(item_ref="HOU-01")] == ["HOU-01"]
    kpi = Indicator(ref="KPI-3-01", aim=Aim.objects.get(), number=1, name="Repairs", unit="percent",
                    polarity="higher")  # fmt: skip
    record(kpi, by="The plan", at=NOW, reason="Loaded")
    [item] = classifiable(item_ref="KPI-3-01")
    assert (item.kind, item.title, item.programme) == (ItemKind.INDICATOR, "Repairs", "")
    classify(world, kind=ItemKind.INDICATOR, ref="KPI-3-01")
    assert [in_force.kind for in_force in classes_now()] == [ItemKind.INDICATOR]
    assert classify(world, at=NOW + timedelta(days=1)).by_name == "Person cpmo"
