"""The glossary of RAID: bands, kinds of entry, scores, escalation (Rule 28)."""

from irp.words import Term, Terms, defined
from programmes.words.raid import NOBODY, NOT_SCORED, OVERARCHING, Band, RaidKind

RAID = (
    Terms(
        "band",
        "Bands of a risk",
        defined(
            {
                Band.TOP: "TIB is told within 5 working days. It goes to IRB if it is still top "
                "when a month is frozen, or puts an assurance date at risk.",
                Band.HIGH: "It goes to the Directorate Board.",
                Band.MODERATE: "The programme manages it.",
                Band.LOW: "The programme watches it.",
            }
        ),
        about="Impact and likelihood go from 1 to 5. Each cell of the matrix has its band: a "
        "severe but unlikely risk can come before a likely one with less impact. A risk that "
        "nobody has scored is not scored, never 1 × 1.",
    ),
    Terms(
        "raid",
        "Risks, issues, actions, assumptions and decisions",
        (
            *defined(
                {
                    RaidKind.RISK: "Something that may happen: its cause, the event, its effect.",
                    RaidKind.ISSUE: "Something that has happened and needs work. A risk that "
                    "happens becomes one and stays linked.",
                    RaidKind.ACTION: "Work that somebody has to do by a day. Closed with evidence.",
                    RaidKind.ASSUMPTION: "What is taken for granted until it is confirmed or "
                    "proved wrong.",
                    RaidKind.DECISION: "What a forum decided, who, when and where it is minuted.",
                }
            ),
            Term(
                "overarching",
                OVERARCHING,
                "It is over all programmes, as the plan’s own risks are.",
            ),
            Term("nobody", NOBODY, "No post answers for it so far."),
            Term("not_scored", NOT_SCORED, "No person has scored the risk."),
            Term("inherent", "Inherent score", "How serious a risk would be without any control."),
            Term("current", "Current score", "How serious it is with the controls of today."),
            Term("target", "Target score", "How serious it should be once the response is done."),
            Term("review", "Overdue review", "An open risk whose review day has gone by."),
            Term(
                "ladder",
                "Escalation",
                "From the programme to the Directorate Board, TIB and IRB. The forum accepts, "
                "takes or returns the risk with a reason. EMT is informed and does not decide.",
            ),
        ),
    ),
)
