"""What CPMO of the demonstration withholds from public editions; every reason is made up."""

from datetime import datetime

from assurance.words.classification import Classification, Paragraph
from exchange.demonstration.council import Council
from packs.actions.classification import Classed, classify_item
from packs.words import ItemKind
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


def classify_items(council: Council, *, at: datetime) -> None:
    """Classify an item of five kinds: a saving, a sale, a risk, a return’s words, reasons."""
    items = [
        (ItemKind.SAVING, "SAV-S02", BIDS),
        (ItemKind.RETURN, "AST", COMMENTS),
        (ItemKind.JUDGEMENT, "PO1-T1-4", TALKS),
    ]
    if lot := Lot.objects.order_by("-ref").first():
        items.append((ItemKind.LOT, lot.ref, SALE))
    if risk := Risk.objects.filter(programme__isnull=False).order_by("ref").first():
        items.append((ItemKind.RISK, risk.ref, SALES))
    for kind, ref, said in items:
        classify_item(kind, ref, said, version=0, by=council.cast.head, at=at)
