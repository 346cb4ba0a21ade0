"""The demonstration's register: risks of several programmes and what became of them, made up.

Longer than most, as it is a text: each risk is read with its whole course.
"""

from dataclasses import dataclass, field

from programmes.words import Answer, Ladder, Proximity, Response

Cell = tuple[int, int]  # impact and likelihood


@dataclass(frozen=True)
class Scoring:
    """In which month of the tale, counted down to -1, a risk is scored so, and why."""

    month: int
    current: Cell
    reason: str


@dataclass(frozen=True)
class Move:
    """In which month a risk goes to a forum, why, and what the forum says in the next."""

    month: int
    forum: Ladder
    reason: str
    answer: Answer | None = None
    forum_says: str = ""


@dataclass(frozen=True)
class Threat:
    """A risk and its course; `ends` is the month in which it happens or is closed, and why."""

    programme: str
    title: str
    cause: str
    event: str
    effect: str
    controls: str
    inherent: Cell
    target: Cell
    scorings: tuple[Scoring, ...]
    moves: tuple[Move, ...] = ()
    response: Response = Response.TREAT
    proximity: Proximity = Proximity.QUARTER
    milestones: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    gate_at_risk: bool = False
    review_days: int = 80  # from the day it is raised; a review in the past shows as overdue
    happens: str = ""  # why, in month 0
    closes: str = ""
    actions: tuple[tuple[str, int, str], ...] = field(default=())  # what, due in days, evidence


THREATS = (
    Threat(
        programme="HOU",
        title="Fire doors cannot be replaced in time",
        cause="One supplier makes the doors that the towers need.",
        event="The supplier delivers later than the programme of works.",
        effect="Residents of eleven towers live longer with doors below standard.",
        controls="Weekly call with the supplier; waking watch in three towers.",
        inherent=(5, 5),
        target=(5, 1),
        scorings=(
            Scoring(2, (5, 3), "One supplier, and its factory has moved."),
            Scoring(0, (5, 4), "The last delivery came with half of the doors."),
        ),
        moves=(
            Move(2, Ladder.TIB, "In the top band: TIB is told.", Answer.ACCEPTED,
                 "The board asked for a second supplier by December."),
            Move(0, Ladder.IRB, "Still top at the freeze, and an assurance date is at risk.",
                 Answer.ACCEPTED, "Commissioners ask to see the second supplier’s dates."),
        ),
        milestones=("HOU-05",),
        requirements=("PO8-T1-1",),
        gate_at_risk=True,
        actions=(
            ("Appoint a second supplier of fire doors", 100, ""),
            ("Tell residents of the new dates, tower by tower", 80, ""),
            ("Extend the waking watch to three more towers", 45, "Order 4471, wardens on site."),
        ),
    ),
    Threat(
        programme="HOU",
        title="Repairs contractor hands back the contract",
        cause="Prices were agreed before wages rose.",
        event="The contractor gives notice in the south of the city.",
        effect="Repairs wait for up to six months.",
        controls="Open-book review each quarter; two neighbours’ contracts could be joined.",
        inherent=(4, 4),
        target=(3, 2),
        scorings=(
            Scoring(2, (4, 4), "Notice was hinted at in the last contract meeting."),
            Scoring(1, (4, 3), "The open-book review closed half of the gap."),
            Scoring(-1, (3, 3), "A neighbour has agreed to stand in for the south."),
        ),
        moves=(
            Move(2, Ladder.TIB, "In the top band: TIB is told.", Answer.RETURNED,
                 "For the Directorate Board while talks go on."),
        ),
        milestones=("HOU-12",),
    ),
    Threat(
        programme="HOU",
        title="Decent Homes surveys find more than was budgeted",
        cause="A third of the homes have not been surveyed for ten years.",
        event="Surveys find more failures than the estimate.",
        effect="The 2027/28 capital programme is short by several million pounds.",
        controls="Surveys are sampled by estate before the whole estate is entered.",
        inherent=(4, 4),
        target=(3, 3),
        scorings=(Scoring(1, (3, 4), "Two of five sampled estates are above the estimate."),),
        proximity=Proximity.YEAR,
        review_days=20,
    ),
    Threat(
        programme="ORA",
        title="Payroll parallel runs do not match",
        cause="Old pay elements were never written down.",
        event="The third parallel run still differs for schools.",
        effect="Go-live moves past the financial year end.",
        controls="A reconciliation team of six; daily list of differences.",
        inherent=(5, 5),
        target=(4, 1),
        scorings=(
            Scoring(2, (5, 4), "Two runs failed."),
            Scoring(1, (5, 3), "The second run was within 2 %."),
            Scoring(0, (5, 2), "The third run differs for 41 people only."),
        ),
        moves=(
            Move(2, Ladder.TIB, "In the top band: TIB is told.", Answer.TAKEN,
                 "The board decides on go-live itself."),
        ),
        milestones=("ORA-05",),
        actions=(("Agree the pay elements of the last nine schools", 90, ""),),
    ),
    Threat(
        programme="SAV",
        title="Savings slip into next year",
        cause="Four services have vacancies in the teams that deliver.",
        event="Savings planned for this year are delivered in April.",
        effect="The budget gap of this year opens again.",
        controls="Fortnightly savings board; spending control on agency staff.",
        inherent=(5, 5),
        target=(4, 2),
        scorings=(
            Scoring(2, (4, 3), "Two of twelve savings are behind."),
            Scoring(0, (5, 3), "A third saving slipped and no replacement is entered."),
        ),
        moves=(Move(2, Ladder.DIRECTORATE, "In the high band.", Answer.ACCEPTED,
                    "Watched each fortnight."),),
        milestones=("SAV-02", "SAV-09"),
        actions=(("Find a replacement for the saving that slipped", 40, ""),),
    ),
    Threat(
        programme="JOB",
        title="Appeals take longer than planned",
        cause="More people than expected ask for a review of their grade.",
        event="The panels cannot sit often enough.",
        effect="Pay is settled later, and the liability grows.",
        controls="Two more panels; templates for the ten commonest cases.",
        inherent=(4, 4),
        target=(3, 2),
        scorings=(
            Scoring(1, (4, 3), "1,240 appeals against the 800 planned for."),
            Scoring(-1, (4, 4), "The second panel has lost its chair."),
        ),
        milestones=("JOB-07",),
    ),
    Threat(
        programme="AST",
        title="Two large sites do not sell this year",
        cause="Interest rates and a slow market.",
        event="Bids stay below the valuation.",
        effect="The receipts milestone is missed.",
        controls="Sales are phased; a reserve list of twelve smaller sites.",
        inherent=(4, 4),
        target=(3, 2),
        scorings=(Scoring(1, (4, 3), "One bidder withdrew."),),
        happens="Both auctions ended without a bid at the reserve.",
        milestones=("AST-03",),
    ),
    Threat(
        programme="STR",
        title="Depots are not ready for the new rounds",
        cause="Charging points need a stronger connection.",
        event="The network operator connects the depot late.",
        effect="New rounds begin with hired vehicles.",
        controls="Hired vehicles are priced; two depots go first.",
        inherent=(3, 4),
        target=(2, 2),
        scorings=(Scoring(2, (3, 3), "The operator gave no date."),),
        closes="The operator has connected the last depot.",
    ),
    Threat(
        programme="GOV",
        title="Committee reports come too late to be read",
        cause="Reports wait for three sign-offs in the same week.",
        event="Papers are published after the statutory five clear days.",
        effect="Decisions are put off or can be challenged.",
        controls="A forward plan of six months; a named clearer in each directorate.",
        inherent=(3, 4),
        target=(2, 2),
        scorings=(Scoring(-1, (3, 3), "Two of nine reports were late last month."),),
    ),
    Threat(
        programme="CHI",
        title="Social workers leave faster than they are hired",
        cause="Neighbours pay more.",
        event="A fifth of posts are held by agency staff.",
        effect="Children change their social worker too often.",
        controls="Retention payment; a class of 24 newly qualified workers.",
        inherent=(4, 5),
        target=(3, 2),
        scorings=(Scoring(2, (4, 3), "Agency share 22 %."), Scoring(0, (4, 2), "Now 17 %.")),
        moves=(Move(1, Ladder.DIRECTORATE, "In the high band.", Answer.ACCEPTED,
                    "Pay benchmark due in January."),),
        milestones=("CHI-02",),
        review_days=50,
    ),
)  # fmt: skip

# Of month 0: programme, what is assumed, and what if it is wrong.
ASSUMPTIONS = (
    ("HOU", "The regulator accepts the tower programme in phases",
     "All eleven towers would have to be done in the same year."),
    ("ORA", "Schools can enter their own absences from January",
     "A central team of eight would stay for another year."),
)  # fmt: skip
# Of month 1: programme, what, why, forum, who, minute.
DECISIONS = (
    ("ORA", "Go-live of payroll is decided by TIB after the third parallel run",
     "Two runs failed; the date is second to the quality.", "TIB", "Chair of TIB", "4.2"),
    ("HOU", "A second supplier of fire doors is sought outside the framework",
     "The framework has one maker.", "Directorate Board, City Housing",
     "Strategic Director of City Housing", "3.1"),
)  # fmt: skip
# The plan's own risk that CPMO has scored; the other seven are not scored yet.
PLAN_SCORED = ("R-02", (4, 4), (3, 2), "Half of the programmes have named vacancies in delivery.")
