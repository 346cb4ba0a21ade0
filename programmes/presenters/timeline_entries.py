"""What the events of a programme's timeline say: what happened, what changed from what to what."""

import json

from irp.fields import label_of
from irp.presenters import Change, Entry, changed
from irp.rules.date_spans import printed_month
from irp.rules.plan_dates import UNDATED, PlanDate, QuarterConvention, printed
from programmes.models import Baseline, Confidence, MilestoneReport, Return
from programmes.rules.returns import return_step_words
from programmes.words import Delivery, Rating, Restructure, ReturnState


def words_of_date(day: PlanDate, quarters: str) -> str:
    """Return a stored date for reading, months beside a quarter; "" where there is none (Rule 11).

    Its days are those its author meant, however the plan's quarters are read today.
    """
    return "" if day == UNDATED else printed(day, quarters=QuarterConvention(quarters))


def timeline_entry(event: dict, quarters: str) -> Entry:
    """Return an event as people read it, from its columns by name."""
    what, changes = _told(event, quarters)
    return Entry(
        at=event["moment"],
        who=event["who"],
        post=event["held"],
        what=what,
        changes=changes,
        why=event["why"] or "",
    )


def _told(event: dict, quarters: str) -> tuple[str, tuple[Change, ...]]:
    """Return what happened, and what changed from what to what."""
    ref, was, now = event["which"], event["was"], event["now"]
    match event["source"]:
        case "step":
            states = changed(
                label_of(Return, "state"), ReturnState(was).label, ReturnState(now).label
            )
            words = return_step_words(from_state=was, to_state=now, back_by=ref)
            return f"{_month(event)} return: {words}", states
        case "rating":
            before = Rating(was).label if was else ""
            rating = changed(label_of(Confidence, "rating"), before, Rating(now).label)
            return f"{_month(event)}: {ref.upper()} rated {Rating(now).label}", rating
        case "baseline":
            return f"{ref} was re-baselined", (
                Change(label_of(Baseline, "end"), "", _words(event["now2"], quarters)),
            )
        case "deed":
            return Restructure(ref).label, ()
        case "left":
            return f"{ref} moved to {now}", ()
        case "naming":
            return f"{ref}: {now}" if ref else now, ()
        case "report":
            before = Delivery(was).label if was else ""
            dates = (_words(event[name], quarters) for name in ("was2", "now2"))
            changes = changed(label_of(MilestoneReport, "delivery"), before, Delivery(now).label)
            return f"{ref} reported for {_month(event)}", changes + changed(
                label_of(MilestoneReport, "forecast"), *dates
            )
    return f"The plan’s entry of {ref} was changed", ()


def _words(day: str, quarters: str) -> str:
    """Return a date of the timeline, kept as text, for reading; "" where there was none before."""
    return words_of_date(PlanDate.from_json(json.loads(day)), quarters) if day else ""


def _month(event: dict) -> str:
    return printed_month(event["month"])
