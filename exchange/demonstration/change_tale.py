"""The tale of the change requests: four months, each row in its own story."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from programmes.words import ChangeForum, ChangeKind, ChangeReason

AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (8, 9, 10, 11))
WITHDRAW = "withdraw"


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What a request asks of another row, by another kind."""

    ref: str
    kind: ChangeKind
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One request of the tale: of which row, from which month on, and what each forum does when.

    `parts` are the rows that are proposed, each with its date and, in a split, its words; `beside`
    is what it asks for together with them. In `then`, a forum agrees where no reason is given, and
    refuses for it.
    """

    ref: str
    month: date
    parts: tuple[tuple[str, str], ...]
    why: str
    code: ChangeReason
    kind: ChangeKind = ChangeKind.DATE
    beside: tuple[Beside, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)
    overtakes: bool = False
    costs: bool = False
    then: tuple[tuple[date, ChangeForum | str, str], ...] = ()

    @property
    def programme(self) -> str:
        """Return the reference of the row's programme."""
        return self.ref.partition("-")[0]


SAO, CPMO, TIB, CABINET = (
    ChangeForum.SAO, ChangeForum.CPMO, ChangeForum.TIB, ChangeForum.CABINET
)  # fmt: skip
SPLIT = Told(
    ref="HOU-14",
    month=OCTOBER,
    kind=ChangeKind.SPLIT,
    parts=(
        ("Dec 2031", "Phase 5a: all council flats meet the Decent Homes Standard"),
        ("Dec 2032", "Phase 5b: all council houses meet the Decent Homes Standard"),
    ),
    code=ChangeReason.SEQUENCE,
    why="Flats can be done a year earlier, block by block. Apart, each half can be followed.",
    then=((OCTOBER, SAO, ""), (OCTOBER, CPMO, "")),
)
PAPER = Told(
    ref="CHI-09",
    month=OCTOBER,
    parts=(("Mar 2027", ""),),
    beside=(
        Beside(
            ref="CHI-06",
            kind=ChangeKind.WORDING,
            title="Implement SEND improvement priorities as agreed in the SEND and Alternative "
            "Provision Improvement Plan",
        ),
        Beside(ref="CHI-02", kind=ChangeKind.PAUSE),
    ),
    code=ChangeReason.SEQUENCE,
    why="One paper of the improvement board. The report follows the visits of February, what is "
    "handed over to everyday work waits for it, and the plan is named in full.",
    more={"effect_requirements": "None: no date of the Assurance Plan rests on the report."},
    then=((OCTOBER, SAO, ""), (OCTOBER, CPMO, "")),
)
HELD = (SPLIT, PAPER)  # what TIB decides in the month that is open
TALE: Sequence[Told] = (
    SPLIT,
    Told(
        ref="ORA-05",
        month=AUGUST,
        parts=(("30 October 2026", ""),),
        code=ChangeReason.SUPPLIER,
        why="The last round of user testing found faults in the interfaces to payroll. The "
        "supplier needs four more weeks to mend them.",
        then=((AUGUST, SAO, ""), (AUGUST, CPMO, "")),
    ),
    Told(
        ref="CHI-09",
        month=AUGUST,
        parts=(("Jan 2027", ""),),
        code=ChangeReason.SEQUENCE,
        why="The plan left the date to be confirmed. The report follows the autumn visits.",
        then=((AUGUST, SAO, ""), (SEPTEMBER, CPMO, "")),
    ),
    Told(
        ref="ORA-05",
        month=SEPTEMBER,
        parts=(("31 December 2026", ""),),
        code=ChangeReason.SUPPLIER,
        why="The mended interfaces failed their second test. The programme has agreed with the "
        "supplier to go live between two month ends, in December.",
        more={
            "effect_money": "Two more months of running the present system beside the new one.",
            "effect_dependencies": "Contract management reporting waits for the new ledger.",
        },
        then=((SEPTEMBER, SAO, ""), (SEPTEMBER, CPMO, ""), (OCTOBER, TIB, "")),
    ),
    Told(
        ref="JOB-07",
        month=SEPTEMBER,
        parts=(("Mar 2027", ""),),
        code=ChangeReason.PEOPLE,
        why="Moderators are drawn from directorates that are also preparing budgets.",
        then=(
            (SEPTEMBER, SAO, ""),
            (SEPTEMBER, CPMO, ""),
            (OCTOBER, TIB, "The board wants to see moderators named before the date moves. Late "
             "rows stay late until then."),
        ),
    ),
    Told(
        ref="CUS-05",
        month=SEPTEMBER,
        parts=(("Dec 2026", ""),),
        code=ChangeReason.LARGER,
        why="More services asked for workshops of their own.",
        then=(
            (SEPTEMBER, SAO, ""),
            (NOVEMBER, WITHDRAW, "December cannot be held either. A new date follows once the "
             "workshops are booked."),
        ),
    ),
    Told(
        ref="HOU-06",
        month=OCTOBER,
        parts=(("February 2027", ""),),
        code=ChangeReason.DEPENDENCY,
        why="The figures for 2024/5 depend on the housing system's new reports, which are not "
        "tested yet.",
        more={"effect_requirements": "The evidence of supply comes later than was planned."},
        then=((OCTOBER, SAO, ""), (NOVEMBER, CPMO, "")),
    ),
    Told(
        ref="SAV-09",
        month=NOVEMBER,
        parts=(("Feb 2027", ""),),
        code=ChangeReason.MONEY,
        why="Partners were promised the present uplifts until the year's end.",
        costs=True,
        more={"effect_money": "The saving of this year is not made."},
        then=((NOVEMBER, SAO, ""),),
    ),
    Told(
        ref="PPR-01",
        month=NOVEMBER,
        parts=(("Feb 2027", ""),),
        code=ChangeReason.PEOPLE,
        why="Finance colleagues are closing the budget until January.",
        overtakes=True,
        more={
            "requirements": ("PO5-T1-2",),
            "effect_requirements": "Spending is reported by programme only after the date by which "
            "the ledger was to be complete.",
        },
    ),
    PAPER,
)  # fmt: skip
