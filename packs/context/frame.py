"""What stands on every page, and how a snapshot's dates are printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assurance.rules.quarters import two_quarters_on
from irp.facts import CommissionerFacts
from irp.rules.date_spans import printed_day, printed_month
from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED, PlanDate, QuarterConvention, printed
from irp.rules.texts import with_post
from packs.contents import FORUMS
from packs.facts import PlanFacts
from packs.facts.classification import WithheldCount
from packs.facts.edition import ExtractFacts
from packs.rules import version_said
from packs.words import Audience

OFFICIAL, SENSITIVE = "Official", "Official-sensitive"
QUARTERS_CONFIRMED = "settings.cap_confirmed_on"  # as a lift names what was not kept


@dataclass(frozen=True, kw_only=True)
class Edition:
    """Which pack of a snapshot this is: what the pack row says and the snapshot does not."""

    forum: str
    number: int
    standing: str
    label: str = ""  # "" of one that is called by its number
    supersedes: str = ""  # what the one is called that it replaces
    reason: str = ""
    audience: Audience = Audience.WHOLE
    part: int = 1  # which of the editions made from the same one
    made_from: str = ""  # the SHA-256 of its PDF, "" for what is made from none
    extract: ExtractFacts | None = None  # None of what is for a board or for everybody

    @property
    def version(self) -> str:
        """Return what it is called on every page."""
        return version_said(
            label=self.label, number=self.number, audience=self.audience, part=self.part
        )


@dataclass(frozen=True, kw_only=True)
class Control:
    """The control block: the same words on the cover and on every page (DOMAIN section 4)."""

    council: str
    forum: str
    abbreviation: str
    meeting_on: date
    month: date
    standing: str
    version: str
    supersedes: str
    reason: str
    as_at: datetime
    cut_off_on: date
    marking: str  # "Official-sensitive"
    demonstration: bool
    sha256: str
    audience: Audience
    part: int
    made_from: str

    @property
    def short_hash(self) -> str:
        """Return the first twelve characters of the snapshot's SHA-256."""
        return self.sha256[:12]

    @property
    def classification(self) -> str:
        """Return the marking; of the demonstration it says that it is one."""
        return f"{self.marking} – demonstration" if self.demonstration else self.marking

    @property
    def title(self) -> str:
        """Return the document's title."""
        return f"{self.abbreviation} pack, {printed_month(self.month)}, {self.version}"


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The day a pack's figures are measured by, and how each plan's dates print.

    A month is measured at the end of its last day, not when it was frozen (Rule 14); a quarter
    prints with its months (Rule 11).
    """

    measured: Measured
    irp: QuarterConvention
    cap: QuarterConvention
    cap_note: str = ""  # how its quarters are read, and who confirmed it; "" where none was kept

    @classmethod
    def of(cls, plan: PlanFacts) -> "Calendar":
        """Return the calendar of a frozen month."""
        return cls(
            measured=Measured.month_end(plan.period.month),
            irp=plan.settings.irp_quarters,
            cap=plan.settings.cap_quarters,
            cap_note="" if QUARTERS_CONFIRMED in plan.not_kept else plan.settings.cap_note,
        )

    def is_of_month(self, month: date | None) -> bool:
        """Tell whether a report is of the month measured: what was completed before is no news."""
        return month == self.measured.on.replace(day=1)

    def in_irp(self, day: PlanDate | None) -> str:
        """Return a date of the Improvement and Recovery Plan for reading, "" without words."""
        return "" if day is None or day == UNDATED else printed(day, quarters=self.irp)

    def in_cap(self, day: PlanDate) -> str:
        """Return a date of the Assurance Plan for reading, "" without words."""
        return "" if day == UNDATED else printed(day, quarters=self.cap)

    def two_quarters_on(self) -> date:
        """Return the last day of the second calendar quarter after the measured one."""
        return two_quarters_on(self.measured.on)


def control(
    plan: PlanFacts,
    edition: Edition,
    *,
    sha256: str,
    held: Sequence[WithheldCount] = (),
    marking: str = "",
) -> Control:
    """Return the control block of one edition; `held` is what of it is not public.

    The whole edition is classified by what it contains; the public one contains nothing of that.
    """
    demonstration = plan.settings.demonstration
    usual = SENSITIVE if held and edition.audience is Audience.WHOLE else OFFICIAL
    extract = edition.extract
    return Control(
        council=plan.settings.council,
        forum=extract.committee if extract else FORUMS[edition.forum],
        abbreviation=edition.forum.upper(),
        meeting_on=extract.meets_on if extract else _meets_on(plan, edition.forum),
        month=plan.period.month,
        standing=edition.standing.upper(),
        version=edition.version,
        supersedes=edition.supersedes,
        reason=edition.reason,
        as_at=plan.taken_at,
        cut_off_on=plan.period.freeze_on,
        marking=marking or usual,
        demonstration=demonstration,
        sha256=sha256,
        audience=edition.audience,
        part=edition.part,
        made_from=edition.made_from,
    )


def _meets_on(plan: PlanFacts, forum: str) -> date:
    return {"tib": plan.period.tib_on, "irb": plan.period.irb_on}[forum]


def commissioners_in_words(plan: PlanFacts) -> str | None:
    """Return "Ada Smith (Lead Commissioner), confirmed 3 Nov 2026 by Ben Jones" of each (24b).

    None where the snapshot kept nothing of them.
    """
    if plan.commissioners is None:
        return None
    return "; ".join(map(_commissioner, plan.commissioners)) or "None has been confirmed"


def _commissioner(commissioner: CommissionerFacts) -> str:
    words = with_post(commissioner.person, commissioner.post)
    if commissioner.confirmed_on is None:
        return words
    how = (
        f"by letter {commissioner.letter}"
        if commissioner.letter
        else f"by {commissioner.confirmed_by}"
    )
    return f"{words}, confirmed {printed_day(commissioner.confirmed_on)} {how}"
