"""The council's responses to a few of commissioners' concerns, with owner, trend and day."""

from datetime import date, datetime

from assurance.actions.concerns import respond_to_concern
from assurance.models import Concern
from assurance.words.concerns import Trend
from exchange.demonstration.people import Cast
from programmes.models import Programme

# By month: concern, the programme whose SAO answers for it, trend, what is done, by when.
RESPONSES = {
    date(2026, 6, 1): (
        ("PO8-C1", "HOU", Trend.SAME, "Surveys of the stock are two thirds done. Works follow the "
         "order of need.", date(2027, 3, 31)),
        ("PO8-C2", "HOU", Trend.BETTER, "Fewer families stay beyond six weeks than in spring. A "
         "team moves them on each week.", date(2026, 12, 31)),
    ),
    date(2026, 9, 1): (
        ("PO3-C3", "SAV", Trend.WORSE, "Three savings will not yield in full this year. Owners "
         "bring replacements to the TIB.", date(2027, 1, 29)),
        ("PO4-C3", "JOB", Trend.SAME, "Payments run in batches, each checked twice before it is "
         "made.", date(2027, 6, 30)),
        ("PO8-C1", "HOU", Trend.BETTER, "Surveys are done. The first works are let and begin in "
         "January.", date(2027, 3, 31)),
    ),
}  # fmt: skip


def respond(month: date, *, cast: Cast, at: datetime) -> None:
    """Let the CPMO record what the council answered in a month."""
    for ref, programme, trend, words, due_on in RESPONSES.get(month, ()):
        concern = Concern.objects.get(ref=ref)
        respond_to_concern(
            concern,
            words=words,
            trend=trend,
            owner=Programme.objects.select_related("sao").get(ref=programme).sao,
            due_on=due_on,
            version=concern.responses.count(),
            by=cast.head,
            at=at,
        )
