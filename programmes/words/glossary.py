"""What the words of delivery mean: its chapters of the glossary."""

from irp.words import Term, Terms, defined
from programmes.words.choices import (
    DEFINITIONS,
    Dimension,
    Divergence,
    ReturnState,
    Silence,
)
from programmes.words.milestones import (
    Delivery,
    MilestoneGroup,
    MilestoneKind,
    MilestoneStatus,
)

GLOSSARY = (
    Terms(
        "confidence",
        "Delivery confidence of a programme",
        (
            *defined(DEFINITIONS),
            *defined(
                {
                    Silence.NOT_REPORTED: "No signed return was received before the month was "
                    "frozen. It comes before every colour and cannot be changed for that month.",
                    Silence.NOT_RATED: "The return was signed, but CPMO gave no rating before the "
                    "month was frozen.",
                    Silence.AWAITED: "The month is open and the rating has not been given.",
                    Silence.WITHHELD: "The SAO has given a rating. CPMO sees it once it has saved "
                    "a first rating of its own.",
                    Silence.NOT_OPENED: "No reporting month had been opened, so nothing was owed.",
                }
            ),
        ),
        about="A person’s judgement: one by the SAO, one by CPMO. It is never computed and never "
        "averaged.",
    ),
    Terms(
        "dimensions",
        "What an SAO judges beside the overall rating",
        defined(
            {
                Dimension.TIME: "Whether the milestones will be met by their dates.",
                Dimension.COST: "Whether it will keep to its approved budget.",
                Dimension.SCOPE: "Whether it will deliver all that the plan says, to quality.",
                Dimension.PEOPLE: "Whether it has the people and skills that it needs.",
                Dimension.BENEFITS: "Whether what it delivers will bring what it is for.",
            }
        ),
        about="Five judgements of their own, with the definitions of Green, Amber and Red. They "
        "are never added up, and set no overall rating.",
    ),
    Terms(
        "divergence",
        "CPMO’s rating beside the SAO’s",
        defined(
            {
                Divergence.AGREE: "Both gave the same rating.",
                Divergence.LOWER: "CPMO is the more cautious.",
                Divergence.HIGHER: "CPMO is the more confident.",
                Divergence.NO_COMPARISON: "One of the two has given no rating.",
            }
        ),
    ),
    Terms(
        "delivery",
        "Delivery status of a milestone",
        defined(
            {
                Delivery.NOT_STARTED: "Work has not begun. Left out of any count by colour.",
                Delivery.GREEN: "Open, not late, and the programme judges it on track.",
                Delivery.AMBER: "Open, with significant issues. A reason is given.",
                Delivery.RED: "Open, and at present it looks unachievable. A reason is given.",
                Delivery.COMPLETE: "Done, with the day it was completed. Left out of any count by "
                "colour.",
                Delivery.PAUSED: "Stopped for now by a decision. It keeps its dates.",
                Delivery.DESCOPED: "No longer to be done, by a decision.",
            }
        ),
        about="What the programme reports of a milestone. It is not its delivery confidence.",
    ),
    Terms(
        "status",
        "Status of a milestone against its dates",
        defined(
            {
                MilestoneStatus.DONE: "Reported complete.",
                MilestoneStatus.LATE: "Open, and its current baseline has passed. A later forecast "
                "does not change that.",
                MilestoneStatus.DUE: "Open, with a current baseline in the next 90 days.",
                MilestoneStatus.LATER: "Open, with a current baseline after that.",
                MilestoneStatus.TO_BE_CONFIRMED: "Open without a date. Neither late nor on track.",
                MilestoneStatus.NO_DUE_DATE: "Ongoing, recurring and reviewed rows.",
                MilestoneStatus.DESCOPED: "No longer to be done.",
            }
        ),
        about="Each milestone has one status, judged at the end of the last day of its current "
        "baseline in London.",
    ),
    Terms(
        "dates",
        "Dates of a milestone",
        (
            Term("b0", "Original date (B0)", "The date as first published. It is never changed."),
            Term(
                "baseline",
                "Current baseline",
                "The date now in force: B0, or a later one made by an approved change.",
            ),
            Term(
                "rebaselined",
                "Re-baselined",
                "Its date was changed by an approved change. How "
                "late it is against B0 still shows.",
            ),
            Term("forecast", "Forecast", "When the programme now expects to complete it."),
            Term("actual_on", "Date completed", "The day it was completed."),
            Term(
                "days_late",
                "Days late",
                "From the last day of the baseline to the date "
                "completed, or to the day shown while it is open.",
            ),
            Term("slip", "Slip", "Days from the current baseline to the forecast."),
        ),
    ),
    Terms(
        "counts",
        "Counts of milestones",
        defined(
            {
                MilestoneGroup.EVERY: "Those in force.",
                MilestoneGroup.OPEN: "Neither completed nor descoped.",
                MilestoneGroup.DUE_30: "Open, with a current baseline in the next 30 days.",
                MilestoneGroup.DUE_60: "Open, with a current baseline in the next 60 days.",
                MilestoneGroup.DONE_LATE: "Completed after the current baseline.",
                MilestoneGroup.LATE_B0: "Open and past B0.",
                MilestoneGroup.PAST_FORECAST: "Open, and the forecast has passed.",
                MilestoneGroup.MOVED: "Open, and the newest report gives another last day than "
                "the report before it.",
                MilestoneGroup.OWED: "Milestones open when the month began.",
                MilestoneGroup.REPORTED: "Those of them with a report of the month.",
                MilestoneGroup.UNREPORTED: "Open, without a report of the month. Counted beside "
                "the status.",
            }
        ),
        about="Counts only: no percentages are worked out.",
    ),
    Terms(
        "kind",
        "Kinds of milestone date",
        defined(
            {
                MilestoneKind.DATED: "A day, month, quarter or year. Only these can be late.",
                MilestoneKind.RECURRING: "Happens again and again.",
                MilestoneKind.ONGOING: "Goes on without an end.",
                MilestoneKind.TBC: "The plan says that its date is still to be agreed.",
                MilestoneKind.RELATIVE: "Its date depends on something else.",
                MilestoneKind.REVIEW: "Will be looked at again on a date.",
                MilestoneKind.UNDATED: "The plan gives none.",
            }
        ),
    ),
    Terms(
        "return_state",
        "Where a return is",
        defined(
            {
                ReturnState.NOT_STARTED: "With the RDL.",
                ReturnState.DRAFT: "With the RDL, who has begun it.",
                ReturnState.SUBMITTED: "With the SAO, who signs it.",
                ReturnState.SIGNED: "With CPMO, who gives its rating. The programme has reported.",
                ReturnState.ASSURED: "CPMO has given its rating.",
                ReturnState.NOT_REPORTED: "Not signed before the month was frozen.",
            }
        ),
    ),
    Terms(
        "delivery_figures",
        "How delivery figures are worked out",
        (
            Term(
                "ratings",
                "Ratings",
                "Each rating is a person’s judgement and is shown as given. "
                "The SAO’s counts once the return is signed, CPMO’s once it is assured; a change "
                "after signing cancels it. Until this month’s is given, last month’s is shown and "
                "says so. A return that no SAO signed before the freeze is not reported, which "
                "comes before every colour.",
            ),
            Term(
                "milestones",
                "Milestone counts",
                "Each milestone in force has one status, judged "
                "at the end of the last day of its current baseline in London. A later forecast "
                "does not change that it is late.",
            ),
            Term(
                "days_late",
                "Days late",
                "Days late count from the last day of the baseline to "
                "the date completed, or to the day shown while the milestone is open. A later "
                "forecast or baseline does not change how late it is against B0. Slip is the "
                "forecast’s distance from the current baseline. Occurrences are counted from the "
                "last day of the start.",
            ),
            Term(
                "returns",
                "Returns signed and past their deadline",
                "A return is signed once "
                "its SAO has signed it. Before, it is with its RDL until it is submitted, then "
                "with the SAO; after, with CPMO until it is assured. It is past its deadline when "
                "the day of whoever has it has gone by: returns due for the RDL, sign-off for the "
                "SAO, challenge for CPMO.",
            ),
            Term(
                "signatures",
                "Signatures",
                "A signature stores everything that was signed: the "
                "words, every milestone’s report, the rating and its reason. The hash is the "
                "SHA-256 of that text. It matches when the text fits its hash and this page.",
            ),
        ),
    ),
)
