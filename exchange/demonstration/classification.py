"""What CPMO of the demonstration withholds from public editions; every reason is made up."""

from collections.abc import Iterator
from datetime import datetime

from assurance.words.classification import Classification, Paragraph
from exchange.demonstration.board_meetings import LATE
from exchange.demonstration.council import Council
from exchange.demonstration.edition import WRITTEN_FOR
from packs.actions.classification import Classed, classify_item
from packs.models import AgendaItem, BoardAction
from packs.readings.classification import classifiable
from packs.rules.classification import decision_ref, item_ref, text_ref
from packs.words import Forum, ItemKind
from packs.words.edition import TextKind
from programmes.models import Lot, Risk

BIDS = Classed(
    classification=Classification.EXEMPT,
    paragraph=Paragraph.THREE,
    reason="The contracts are being let: bidders would see what the council expects to save.",
)
SALE = Classed(
    classification=Classification.EXEMPT,
    paragraph=Paragraph.THREE,
    reason="The price is being negotiated: a buyer would see what the council expects.",
)
SUMS = Classed(
    classification=Classification.EXEMPT,
    paragraph=Paragraph.THREE,
    reason="Less what is published, it is the amount of the one that is withheld.",
)
SALES = Classed(
    classification=Classification.EXEMPT,
    paragraph=Paragraph.THREE,
    reason="It says which sales may fail while buyers are still being found.",
)
COMMENTS = Classed(
    classification=Classification.OFFICIAL_SENSITIVE,
    reason="Officers’ comments on sales that are still in hand.",
)
TALKS = Classed(
    classification=Classification.OFFICIAL_SENSITIVE,
    reason="The reasons repeat what was said in talks that were not public.",
)

SITES = Classed(
    classification=Classification.EXEMPT,
    paragraph=Paragraph.THREE,
    reason="It says what sites are worth before they are offered.",
)
SUPPLIERS = Classed(
    classification=Classification.EXEMPT,
    paragraph=Paragraph.THREE,
    reason="Suppliers would see where the council needs them, and for how long it can wait.",
)
CONTRACTS = Classed(
    classification=Classification.EXEMPT,
    paragraph=Paragraph.THREE,
    reason="Suppliers would see which contracts end, and what is left to spend on them.",
)
COUNSEL = Classed(
    classification=Classification.EXEMPT,
    paragraph=Paragraph.FIVE,
    reason="It rests on counsel’s advice in cases that are not settled.",
)
STAFF = Classed(
    classification=Classification.OFFICIAL_SENSITIVE,
    reason="Staff are told first which savings fall short.",
)
EXPECTED = Classed(
    classification=Classification.OFFICIAL_SENSITIVE,
    reason="It is what officers expect before Finance has validated the quarter.",
)
CHECKED = Classed(
    classification=Classification.OFFICIAL_SENSITIVE,
    reason="It says what CPMO looks for in returns that are not in yet.",
)


def classify_items(council: Council, *, at: datetime) -> None:
    """Classify an item of each sort, as far as there is one: delivery, results, board, pack."""
    there = {(item.kind, item.ref) for item in classifiable()}
    for kind, ref, classed in (*_of_delivery(), *_of_boards()):
        if (kind, ref) in there:
            classify_item(kind, ref, classed, version=0, by=council.cast.head, at=at)


def _of_delivery() -> Iterator[tuple[ItemKind, str, Classed]]:
    """Yield a saving, a sale, the KPIs that add them up, what programmes said, and judgements."""
    yield ItemKind.SAVING, "SAV-S22", BIDS
    yield ItemKind.INDICATOR, "KPI-1-05", SUMS
    yield ItemKind.INDICATOR, "KPI-1-02", SUMS
    yield ItemKind.RETURN, "AST", COMMENTS
    yield ItemKind.JUDGEMENT, "PO1-T1-4", TALKS
    yield ItemKind.CPMO_VIEW, "PO4-T1-2", COUNSEL
    yield ItemKind.RESPONSE, "PO3-C3", STAFF
    yield ItemKind.DEPENDENCY, "D-103", SITES
    if lot := Lot.objects.order_by("-ref").first():
        yield ItemKind.LOT, lot.ref, SALE
    if risk := Risk.objects.filter(programme__isnull=False).order_by("ref").first():
        yield ItemKind.RISK, risk.ref, SALES


def _of_boards() -> Iterator[tuple[ItemKind, str, Classed]]:
    """Yield a text for a pack, what an SAO asked of the TIB, a decision and an action of it."""
    for forum in Forum:  # one risk is named to both boards
        yield ItemKind.TEXT, text_ref(forum, WRITTEN_FOR, TextKind.WORRY, 2), EXPECTED
    met = AgendaItem.objects.filter(meeting__forum=Forum.TIB, ends__isnull=False)
    newest = met.select_related("meeting__cycle").order_by("-meeting__cycle__month", "number")
    for item in newest.filter(point__isnull=False)[:1]:
        yield ItemKind.ITEM, item_ref(Forum.TIB, item.meeting.cycle.month, item.number), SUPPLIERS
    for item in newest.filter(point__isnull=True)[:1]:
        month = item.meeting.cycle.month
        yield ItemKind.DECISION, decision_ref(Forum.TIB, month, item.number), CHECKED
    for action in BoardAction.objects.filter(words=LATE[0]):
        yield ItemKind.ACTION, action.ref, CONTRACTS
