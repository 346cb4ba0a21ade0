"""A second edition of the plan, made up for the demonstration: the published one runs out of dates.

It carries every open milestone with its dates and adds a handful, all of programmes whose return
of the month is still with its delivery lead (Rule 18b).
"""

from datetime import date, datetime

from exchange.demonstration.council import Council
from irp.readings import plan_settings
from irp.rules.calendar import london_day
from programmes.actions.editions import Approval, renew_plan
from programmes.models import Return
from programmes.readings.editions import before_edition, next_edition_number
from programmes.rules.editions import preview_mark, read_edition_file

NOVEMBER = date(2026, 11, 1)
APPROVAL = Approval(
    name="Plan of 2027 (demonstration)",
    approver="Cabinet",
    approved_on=date(2026, 11, 17),
    minute="7.1",
    note="Made up for the demonstration, as a yearly review might decide. It is no edition of the "
    "council’s plan. The published plan has hardly any dates left: this one says what comes next.",
)
NEW = (
    ("HOU", "Review of the first year of landlord compliance", "Sep 2027"),
    ("HOU", "Tenants’ survey of repairs and safety held again", "Mar 2028"),
    ("CHI", "Peer review of children’s services after the improvement plan", "Jul 2027"),
    ("CUS", "Customer standards measured in every service", "Jun 2027"),
    ("JOB", "First yearly review of the new pay and grading scheme", "Oct 2027"),
    ("PPR", "Programme office reviewed by internal audit", "May 2027"),
    ("CON", "Contract register complete and reviewed", "Apr 2027"),
    ("ORA", "Benefits of the new ledger reviewed", "Dec 2027"),
)
HEADS = "Ref,Programme,Milestone,Fate,New date"


def renew(council: Council, month: date, *, at: datetime) -> None:
    """Put the edition into effect in its month, once Cabinet has met."""
    if month != NOVEMBER or london_day(at) <= APPROVAL.approved_on:
        return
    waiting = Return.objects.filter(period__month=month, state__in=["not_started", "draft"])
    with_lead = set(waiting.values_list("programme__ref", flat=True))
    before = before_edition(plan_settings(), on=london_day(at))
    carried = [f"{ref},,,carried," for ref in before.open_rows]
    new = [
        f"NEW-{number},{programme},{title},new,{due}"
        for number, (programme, title, due) in enumerate(NEW, start=1)
        if programme in with_lead
    ]
    content = "\n".join([HEADS, *carried, *new]).encode()
    seen = preview_mark(next_edition_number(), read_edition_file(content, before)[0])
    renew_plan(content, APPROVAL, seen=seen, by=council.cast.head, at=at)
