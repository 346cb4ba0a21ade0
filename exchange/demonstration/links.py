"""The demonstration’s links: documents’ proposals confirmed or ended, and two that are new."""

from datetime import datetime, timedelta

from assurance.actions.links import Proposed, confirm_links, end_link, propose_links
from assurance.models import DeliveryLink, Requirement
from assurance.readings.links import links_with_rows, serving
from assurance.words.links import LinkState
from exchange.demonstration.council import Council

# By requirement: what the CPMO confirms of what the documents suggest.
CONFIRMED = {
    "PO8-T1-1": ("HOU-09", "HOU-12"),
    "PO8-T1-2": ("HOU",),
    "PO5-T1-1": ("ORA-03",),
    "PO5-T1-2": ("ORA", "ORA-05"),
    "PO2-T1-1": ("GOV-04",),
    "PO1-T1-2": ("PPR", "PPR-02"),
    "PO4-T1-1": ("JOB-11",),
}
ENDED = ("PO3-T2-1", "COL-03", "It is an estate strategy. The capital programme has its own.")
PROPOSED = (
    ("PO3-T3-2", "PPR-01", "PPR", "Its monthly report goes to finance scrutiny."),
    ("PO8-T2-2", "HOU-14", "HOU", "Its cost stands in the HRA business plan."),
)  # by requirement: what serves it, whose SAO says so, and how


def live_links(council: Council, *, at: datetime) -> None:
    """Confirm, end and propose links, once; the second of the new ones awaits confirmation."""
    head = council.cast.head
    if DeliveryLink.objects.exclude(state=LinkState.PROPOSED.value).exists():
        return
    there = {
        (row.requirement.ref, row.serving.ref): row
        for row in links_with_rows(requirement__ref__in=[*CONFIRMED, ENDED[0]])
    }
    seen = [
        there[ref, serves]
        for ref, some in CONFIRMED.items()
        for serves in some
        if (ref, serves) in there
    ]
    confirm_links([(row.number, row.version) for row in seen], by=head, at=at)
    if row := there.get(ENDED[:2]):
        end_link(row, reason=ENDED[2], version=row.version, by=head, at=at)
    stories = {story.programme.ref: story for story in council.stories}
    named = serving([ref for _, ref, *_ in PROPOSED])
    made = []
    for requirement, ref, programme, reason in PROPOSED:
        kind, serving_row = named[ref]
        row = Requirement.objects.get(ref=requirement)
        proposed = Proposed(requirement=row, kind=kind, row=serving_row, reason=reason)
        by = stories[programme].officer
        made += propose_links([proposed], by=by, at=at + timedelta(minutes=10))
    confirm_links([(made[0].number, made[0].version)], by=head, at=at + timedelta(minutes=20))
