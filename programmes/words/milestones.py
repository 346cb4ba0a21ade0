"""The choices of milestones: their dates, their delivery, where they are, how they are counted."""

from irp.words import Word, plain
from programmes.words.completion import UNCONFIRMED


class MilestoneKind(Word):
    """What kind of date a milestone has (Rule 8)."""

    DATED = "dated"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    TBC = "tbc"
    RELATIVE = "relative"
    REVIEW = "review"
    UNDATED = "undated"

    @property
    def label(self) -> str:
        """Return the kind in the words of every page and pack."""
        return {
            MilestoneKind.TBC: MilestoneStatus.TO_BE_CONFIRMED.label,
            MilestoneKind.UNDATED: "No date",
        }.get(self, plain(self.value))


class Delivery(Word):
    """Delivery status of a milestone; a type of its own, not the programme's DCA (Rule 3)."""

    NOT_STARTED = "not_started"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    COMPLETE = "complete"
    PAUSED = "paused"
    DESCOPED = "descoped"

    @property
    def is_open(self) -> bool:
        """Tell whether work is still to come, so that a forecast is owed (Rule 9)."""
        return self not in {Delivery.COMPLETE, Delivery.DESCOPED}

    @property
    def needs_reason(self) -> bool:
        """Tell whether it always needs a written reason (Rule 5)."""
        return self in {Delivery.AMBER, Delivery.RED, Delivery.PAUSED, Delivery.DESCOPED}


CLOSED = frozenset(delivery for delivery in Delivery if not delivery.is_open)


class MilestoneStatus(Word):
    """Where a milestone is against its current baseline; each row has one status."""

    DONE = "done"
    LATE = "late"
    DUE = "due"
    LATER = "later"
    TO_BE_CONFIRMED = "to_be_confirmed"
    NO_DUE_DATE = "no_due_date"
    DESCOPED = "descoped"

    @property
    def label(self) -> str:
        """Return the status in the words of every page and pack."""
        return {
            MilestoneStatus.DUE: "Due in 90 days",
            MilestoneStatus.LATER: "Due later",
            MilestoneStatus.TO_BE_CONFIRMED: "Date to be confirmed",
        }.get(self, plain(self.value))


NOT_KEPT = "Not recorded"  # said of what an older snapshot kept nothing of


class MilestoneGroup(Word):
    """Milestones that are counted together, and that a list shows together."""

    EVERY = "every"
    OPEN = "open"
    LATE = "late"
    LATE_B0 = "late_b0"
    DUE_30 = "due_30"
    DUE_60 = "due_60"
    DUE = "due"
    MOVED = "moved"
    PAST_FORECAST = "past_forecast"
    OWED = "owed"
    REPORTED = "reported"
    UNREPORTED = "unreported"
    UNBASELINED = "unbaselined"
    REBASELINED = "rebaselined"
    DONE = "done"
    DONE_LATE = "done_late"
    DESCOPED_LATE = "descoped_late"
    UNCONFIRMED = "unconfirmed"

    @property
    def label(self) -> str:
        """Return the group in the words of every page and file."""
        return {
            MilestoneGroup.EVERY: "Milestones",
            MilestoneGroup.LATE_B0: "Late against original dates",
            MilestoneGroup.DUE_30: "Due in 30 days",
            MilestoneGroup.DUE_60: "Due in 60 days",
            MilestoneGroup.DUE: MilestoneStatus.DUE.label,
            MilestoneGroup.MOVED: "Forecast moved",
            MilestoneGroup.OWED: "Reports due this month",
            MilestoneGroup.REPORTED: "Reported this month",
            MilestoneGroup.UNREPORTED: "Not reported this month",
            MilestoneGroup.UNBASELINED: MilestoneStatus.TO_BE_CONFIRMED.label,
            MilestoneGroup.REBASELINED: "Re-baselined",
            MilestoneGroup.DESCOPED_LATE: "Descoped while late",
            MilestoneGroup.UNCONFIRMED: UNCONFIRMED,
        }.get(self, plain(self.value))
