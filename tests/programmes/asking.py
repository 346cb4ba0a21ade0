"""Changes asked for of the small council: rows as a request proposes them."""

from irp.rules.plan_dates import UNDATED
from programmes.actions.changes import AskedRow, Case
from programmes.models import Milestone
from programmes.rules.changes import Proposed
from programmes.words import ChangeForum, ChangeKind, ChangeReason
from tests.world import when

WHY = Case(reason_code=ChangeReason.SUPPLIER, reason="The supplier withdrew.")
SAO, CPMO, TIB, CABINET = (
    ChangeForum.SAO, ChangeForum.CPMO, ChangeForum.TIB, ChangeForum.CABINET
)  # fmt: skip
WHO = {SAO: "sao", CPMO: "cpmo", TIB: "cpmo", CABINET: "cpmo"}


def wanted(row, number=1, new="", start="", kind=ChangeKind.DATE, **entered):
    """Return a row that is asked for, of a milestone or its reference; None for new work."""
    row = Milestone.objects.get(ref=row) if isinstance(row, str) else row
    days = {"new": when(new) if new else UNDATED, "start": when(start) if start else UNDATED}
    proposed = Proposed(number=number, kind=kind, **days, **entered)
    return AskedRow(proposed=proposed, milestone=row)


def parts_of(ref, *dates, number=1, part=1):
    """Return the rows of a split of a milestone, one for each date."""
    row = Milestone.objects.get(ref=ref)
    return [
        wanted(row, number + place, kind=ChangeKind.SPLIT, part=part, new=new,
               title=f"{row.title}, part {place + 1}")
        for place, new in enumerate(dates)
    ]  # fmt: skip
