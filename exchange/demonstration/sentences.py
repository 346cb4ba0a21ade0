"""What a delivery lead writes of one milestone in one month, from its own title and state. Pure.

The banks hold what officers write of such work; nothing in them says anything of a real person.
"""

import re
from random import Random

from exchange.demonstration.courses import State
from exchange.demonstration.months import first_day
from programmes.words import Delivery

# Kinds of work, by the words a title holds; the first that fits is taken.
WORK = (
    ("money", r"receipts|saving|spend|contract sum|uplift|grant max|tax collection|headcount"),
    ("watching", r"monitor|report bi|governance board|boards? \("),
    ("people", r"training|development (?:offer|programme|support)|engagement|consult|survey|brief"),
    ("finding out", r"review|assess|baseline|scop|appraisal|diagnos|map |check|analysis|validate"),
    ("building", r"implement|deliver|roll-out|launch|restructur|vacation|go-live|mobilis|phase"),
    ("writing", r""),
)
PROGRESS = {
    "money": (
        (
            "Delivery plans are agreed with budget holders and the profile by month is set.",
            "The figures are reconciled with Finance and the first tranche is being worked up.",
        ),
        (
            "Delivery is tracked weekly; what is secured to date is with Finance for validation.",
            "Two thirds of the lines behind this have a named budget holder and a dated plan.",
            "The pipeline was reviewed line by line and weaker lines were replaced.",
        ),
        (
            "The remaining lines are small and each has a date.",
            "Final evidence is being gathered for Finance to validate.",
        ),
    ),
    "watching": (
        ("Terms of reference are agreed and the first papers went out on time.",),
        (
            "The board met, took the exception report and set three actions with dates.",
            "This month's report went to the board on time; one action is carried over.",
            "Members of the board asked for a shorter paper with the trend beside each figure.",
            "The meeting was held as planned and its actions are recorded.",
        ),
        (
            "Reporting is now routine and the paper is shorter than it was.",
            "All actions from the last meeting were closed before this one.",
        ),
    ),
    "people": (
        (
            "The audience and the dates are agreed and invitations are out.",
            "A working group has drafted the material with the teams concerned.",
        ),
        (
            "Three sessions were held; attendance was four in five of those invited.",
            "Feedback from the first sessions was used to shorten the material.",
            "Responses are coming in steadily and a reminder goes out next week.",
        ),
        (
            "The last sessions are booked and the summary of what was heard is in draft.",
            "What was heard has been written up and shared with those who took part.",
        ),
    ),
    "finding out": (
        (
            "The scope is agreed and the first evidence has been asked for.",
            "Interviews with the service leads have begun.",
        ),
        (
            "The evidence is in from most services and early findings were shared with leads.",
            "Findings were tested with the services; two points need more work.",
            "Comparison with other councils is under way and gaps in the figures are listed.",
        ),
        (
            "The draft report is with the Senior Accountable Officer for comment.",
            "Recommendations are drafted and costed and go to the Directorate Board next.",
        ),
    ),
    "building": (
        (
            "The delivery plan is agreed and the team is in place.",
            "Roles are filled and the first work package has started.",
        ),
        (
            "The second work package is under way and testing of the first has begun.",
            "The work is on plan; risks were reviewed and one was closed.",
            "Two of the three work packages are finished.",
        ),
        (
            "Only the final work package is left and its readiness check is booked.",
            "Handover to the service is being prepared and the checklist is agreed.",
        ),
    ),
    "writing": (
        (
            "An outline is agreed and drafting has begun.",
            "The owner of each chapter is named and the first drafts are due next month.",
        ),
        (
            "A full draft was shared with directorates and comments are being worked through.",
            "The draft was tested with a group of managers and is shorter for it.",
            "Legal and Finance comments are in and have been taken up.",
        ),
        (
            "The final draft is on its way through approval.",
            "The last comments are closed and the papers for decision are ready.",
        ),
    ),
}
CAUSES = (
    "procurement took longer than planned",
    "specialist capacity was not available when it was needed",
    "the evidence from two services came in late and had to be checked again",
    "the decision that this waits for moved to a later meeting",
    "consultation brought up points that need another round",
    "it depends on work in another programme which has itself moved",
    "the quality of the underlying figures was worse than expected",
    "the approach was changed after challenge and part of the work was done again",
)
REMEDIES = (
    "Weekly check-ins are in place until it is back on track",
    "Two officers were moved to this work for three months",
    "The remaining steps were re-planned and each has an owner",
    "The Directorate Board looks at it every fortnight",
    "The open decision was brought forward to the next meeting",
)
ENDINGS = (
    "Completed on {day}. The closing note and the evidence are filed with the programme office.",
    "Completed on {day} and handed over to the service that runs it from now on.",
    "Completed on {day}; the lessons were noted for the rows that follow.",
)


def month_name(month: int) -> str:
    """Return a month given as a number in words: "June 2026"."""
    return f"{first_day(month):%B %Y}"


def short(title: str) -> str:
    """Return the core of a title, for use within a sentence."""
    text = re.sub(r"^Phase \d+: ", "", title)
    text = re.split(r" \(|, to |; | – |\. |, which |, with |, through |, due ", text)[0].rstrip(
        ":.,"
    )
    if len(text) > 80:
        text = text[:80].rsplit(" ", 1)[0] + " …"
    return text


def work_of(title: str) -> str:
    """Return what kind of work a title speaks of."""
    return next(kind for kind, words in WORK if re.search(words, title.casefold()))


def _done_so_far(state: State, title: str, details: list[str], chance: Random) -> str:
    stages = PROGRESS[work_of(title)]
    stage = stages[min(len(stages) - 1, int(state.share * 3))]
    text = chance.choice(stage)
    if details and chance.random() < 0.6:
        detail = details[min(len(details) - 1, int(state.share * len(details)))]
        text += f" The step in hand is: {short(detail)}."
    return text


def narrative(
    state: State, *, title: str, details: list[str], last: Delivery | None, chance: Random
) -> str:
    """Return what happened this month."""
    match state.delivery:
        case Delivery.COMPLETE:
            assert state.ended_on is not None
            day = f"{state.ended_on.day} {state.ended_on:%B %Y}"
            return chance.choice(ENDINGS).format(day=day)
        case Delivery.DESCOPED:
            return "Taken out of scope. What is still needed of it is covered by other activities."
        case Delivery.PAUSED:
            return "Paused. No work was done this month and none is planned until it resumes."
        case Delivery.NOT_STARTED:
            return chance.choice(
                (
                    "Not due to start yet; preparation is in the forward plan.",
                    "Not started, as planned. The team that will do it is named.",
                    "Work begins when the activities before it are done.",
                )
            )
    text = _done_so_far(state, title, details, chance)
    if last is Delivery.NOT_STARTED:
        return f"Work on ‘{short(title)}’ began this month. {text}"
    if state.moved > 0 and state.forecast is not None:
        moved = f"The forecast moves to {month_name(state.forecast)}"
        return f"{moved} because {chance.choice(CAUSES)}. {text}"
    if state.moved < 0 and state.forecast is not None:
        return (
            f"{text} Ground was made up: the forecast comes back to {month_name(state.forecast)}."
        )
    if state.delivery in {Delivery.AMBER, Delivery.RED}:
        return f"{text} {chance.choice(REMEDIES)}."
    return text


def reason(state: State, *, last: Delivery | None, chance: Random) -> str:
    """Return the reason for the status, empty where none is asked for (Rule 5)."""
    changed = last is not None and last is not state.delivery
    match state.delivery:
        case Delivery.RED:
            return f"Not achievable as it stands: {chance.choice(CAUSES)}."
        case Delivery.AMBER:
            if last is Delivery.RED:
                return f"Feasible again: {chance.choice(REMEDIES).lower()}."
            return f"Feasible, but {chance.choice(CAUSES)}."
        case Delivery.PAUSED:
            return "Paused by agreement at the TIB so that the team can work on a more urgent row."
        case Delivery.DESCOPED:
            return "Descoped with the agreement of the TIB: other activities now cover the need."
    if not changed:
        return ""
    if state.delivery is Delivery.COMPLETE:
        return "All that the row asks for is done."
    if last is Delivery.NOT_STARTED:
        return "Work began."
    if last is Delivery.PAUSED:
        return "Work resumed with the team back in place."
    return f"Back on track: {chance.choice(REMEDIES).lower()}."
