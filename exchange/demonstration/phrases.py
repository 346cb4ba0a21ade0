"""What officers write of such work, to choose from. Pure.

Nothing in it says anything of a real person.
"""

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
# Why such work is late, and what is done about it: each milestone keeps its own until its forecast
# moves again, so that a reader can follow it from month to month.
CAUSES = {
    "money": (
        "two of the lines behind it turned out to be counted twice",
        "the service has less to give up than the business case assumed",
        "supplier prices rose by more than was set aside",
        "demand grew while the change was being made",
        "buyers asked for more time and the first offer was withdrawn",
    ),
    "watching": (
        "two meetings were cancelled and the papers were not taken",
        "the figures for the report come from a system that is being replaced",
        "the board asked for another form of report before it takes the next one",
    ),
    "people": (
        "those concerned asked for a second round of talks",
        "fewer managers than planned could be released to attend",
        "the provider was appointed three months after the planned day",
        "turnout was too low to draw conclusions and the survey is open again",
    ),
    "finding out": (
        "the evidence from two services came in late and had to be checked again",
        "the records needed for it are on paper and are being read in",
        "the external reviewers were not available when they were needed",
        "first findings were challenged and the sample has been widened",
    ),
    "building": (
        "procurement took longer than planned",
        "testing found faults that have to be mended before the next step",
        "it depends on work in another programme which has itself moved",
        "specialist posts were advertised twice before they were filled",
        "the supplier could not start until the contract was varied",
    ),
    "writing": (
        "the decision that this waits for moved to a later meeting",
        "legal advice called for a second draft",
        "consultation brought up points that need another round",
        "cabinet members asked for options that had been left out",
    ),
}
REMEDIES = (
    "Weekly check-ins with the SAO are in place until it is done",
    "Two officers were moved to this work for three months",
    "The remaining steps were re-planned and each has an owner",
    "The Directorate Board looks at it every fortnight",
    "The open decision was brought forward to the next meeting",
    "An interim lead has taken it over and reports to the SAO each week",
    "The scope of the first release was cut to what is needed now",
    "A fixed price was agreed with the supplier for the remaining steps",
)
PAUSES = (
    "Paused by agreement at the TIB so that the team can work on a more urgent row.",
    "Paused by agreement at the TIB until the inspection report is published.",
    "Paused by agreement at the TIB until the budget for it is confirmed.",
)
ASIDES = (
    "The risks of this row were gone through with its lead.",
    "The lead gave the Directorate Board a short update.",
    "Two questions of CPMO were answered with evidence.",
    "The finance business partner went through the cost of what is left.",
    "The tasks of the coming month were shared out in the team.",
    "Lessons of a neighbouring council were taken in.",
    "The lead member was briefed and asked for no change.",
)
ENDINGS = (
    "Completed on {day}. The closing note and the evidence are filed with the programme office.",
    "Completed on {day} and handed over to the service that runs it from now on.",
    "Completed on {day}; the lessons were noted for the rows that follow.",
)
