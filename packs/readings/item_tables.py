"""The tables whose rows can be classified, by kind of item, and what each row is called (29)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import (
    Cast,
    Coalesce,
    Concat,
    ExtractMonth,
    ExtractYear,
    LPad,
    Upper,
)

from assurance.models import Concern, ConcernResponse, Requirement
from kpis.models import Indicator
from packs.models import AgendaItem, BoardAction, EditionText, ItemEnd, Pack
from packs.rules.classification import REASON
from packs.words import Audience, EditionStatus, ItemKind
from packs.words.edition import TextKind
from packs.words.meetings import ItemFate
from programmes.models import (
    Action,
    Assumption,
    Benefit,
    ChangeRequest,
    Decision,
    Dependency,
    Issue,
    Lot,
    Milestone,
    Point,
    Programme,
    Risk,
    Saving,
)


def _text(name: Any) -> Any:
    return Cast(name, CharField())


def _joined(*parts: Any) -> Any:
    return Concat(*parts, output_field=CharField())


def _pack(forum: str, month: str) -> Any:
    """Return the beginning of a reference of what is of a pack: "TIB-2026-10-"."""
    number = LPad(_text(ExtractMonth(month)), 2, Value("0"))
    year = _text(ExtractYear(month))
    return _joined(Upper(_text(forum)), Value("-"), year, Value("-"), number, Value("-"))


def _place(kind: TextKind) -> Any:
    """Return the end of a text's reference, as `text_ref` writes it: "RISK-2"."""
    if kind.places > 1:
        return _joined(Value(f"{kind.code}-"), _text("place"))
    return Value(kind.code, output_field=CharField())


NONE = Value("", output_field=CharField())
# A saving of a row of the plan is of its row's programme.
OF_A_SAVING = Coalesce("programme__ref", "milestone__programme__ref")
OF_A_TEST = _joined(Value("PO"), _text("outcome__number"), Value("-T"), _text("test__number"))
OF_ITS_GIVER = Coalesce(
    "giver_milestone__programme__ref", "giver_programme__ref", NONE, output_field=CharField()
)
OF_A_DEPENDENCY = Case(
    When(number__lt=10, then=_joined(Value("D-0"), _text("number"))),
    default=_joined(Value("D-"), _text("number")),
)
OF_A_TEXT = _joined(
    _pack("forum", "month_of__month"),
    Case(*(When(kind=kind.value, then=_place(kind)) for kind in TextKind)),
)
OF_A_MEETING = _pack("meeting__forum", "meeting__cycle__month")
OF_ITS_ASK = Coalesce("point__programme__ref", NONE, output_field=CharField())
IS_DECIDED = Exists(ItemEnd.objects.filter(item=OuterRef("pk"), fate=ItemFate.DECIDED.value))
IS_A_CORRECTION = Q(
    audience=Audience.WHOLE, standing=EditionStatus.FINAL, supersedes__standing=EditionStatus.FINAL
)
REASON_TITLE = "Reason of the correction"
IS_ANSWERED = Exists(ConcernResponse.objects.filter(concern=OuterRef("pk")))


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows of a model that are items of a kind, and where each thing of one stands."""

    model: Any
    title: Any
    programme: Any  # its reference
    ref: Any = field(default_factory=lambda: F("ref"))
    which: Any = field(default_factory=Q)

    def rows(self, **scope: Any) -> Any:
        """Return the items, or the one of a reference (`item_ref`)."""
        rows = self.model._default_manager.filter(self.which).annotate(item_ref=self.ref)
        return rows.filter(**scope).order_by()


# Of a text, each version of which is a row, the first one: it is classified by its place.
TABLES: Mapping[ItemKind, tuple[Table, ...]] = {
    ItemKind.RETURN: (Table(model=Programme, title=F("name"), programme=F("ref")),),
    ItemKind.MILESTONE: (Table(model=Milestone, title=F("title"), programme=F("programme__ref")),),
    ItemKind.RISK: tuple(
        Table(model=model, title=F("title"), programme=F("programme__ref"))
        for model in (Risk, Issue, Action, Assumption, Decision)
    ),
    ItemKind.SAVING: (Table(model=Saving, title=F("title"), programme=OF_A_SAVING),),
    ItemKind.LOT: (Table(model=Lot, title=F("title"), programme=F("programme__ref")),),
    ItemKind.BENEFIT: (Table(model=Benefit, title=F("title"), programme=F("programme__ref")),),
    ItemKind.CHANGE: (
        Table(model=ChangeRequest, title=F("reason"), programme=F("programme__ref")),
    ),
    ItemKind.POINT: (Table(model=Point, title=F("kind"), programme=F("programme__ref")),),
    ItemKind.JUDGEMENT: (Table(model=Requirement, title=F("title"), programme=NONE),),
    ItemKind.INDICATOR: (Table(model=Indicator, title=F("name"), programme=NONE),),
    ItemKind.RESULT: (Table(model=Requirement, title=F("title"), programme=NONE),),
    ItemKind.TEST: (
        Table(model=Requirement, title=F("outcome__title"), programme=NONE, ref=OF_A_TEST),
    ),
    ItemKind.CPMO_VIEW: (Table(model=Requirement, title=F("title"), programme=NONE),),
    ItemKind.OWN_VIEW: (Table(model=Requirement, title=F("title"), programme=NONE),),
    ItemKind.DEPENDENCY: (
        Table(model=Dependency, title=F("title"), programme=OF_ITS_GIVER, ref=OF_A_DEPENDENCY),
    ),
    ItemKind.RESPONSE: (
        Table(model=Concern, title=F("summary"), programme=NONE, which=Q(IS_ANSWERED)),
    ),
    ItemKind.TEXT: (
        Table(model=EditionText, title=F("kind"), programme=NONE, ref=OF_A_TEXT, which=Q(number=1)),
        Table(
            model=Pack,
            title=Value(REASON, output_field=CharField()),
            programme=NONE,
            ref=_joined(_pack("forum", "snapshot__period__month"), Value(REASON)),
            which=IS_A_CORRECTION,
        ),
    ),
    ItemKind.ITEM: (
        Table(
            model=AgendaItem,
            title=F("ask"),
            programme=OF_ITS_ASK,
            ref=_joined(OF_A_MEETING, Value("I"), _text("number")),
        ),
    ),
    ItemKind.DECISION: (
        Table(
            model=AgendaItem,
            title=F("ask"),
            programme=OF_ITS_ASK,
            ref=_joined(OF_A_MEETING, Value("D"), _text("number")),
            which=Q(IS_DECIDED),
        ),
    ),
    ItemKind.ACTION: (Table(model=BoardAction, title=F("words"), programme=NONE),),
}
