"""Commissioners load official words, judge on them, complete them, and amend a requirement.

The words are those of the published document: CAP, Priority Outcome 10. Its other requirements
stay restated. The first version has what each requirement says, the second what is considered.
"""

from datetime import date, datetime, timedelta

from assurance.actions import assess_requirement
from assurance.actions.amendments import Agreed, Worded, reword
from assurance.actions.official import NewWords, load_words
from assurance.models import PriorityOutcome, Requirement
from assurance.rules import Considered
from assurance.rules.official import Official
from assurance.words import Judgement, Speaker
from exchange.demonstration.people import Cast

LOADED_IN = date(2026, 10, 1)
OUTCOME = 10
ACHIEVED = (
    "The Council’s approach to regeneration operates effectively with programmes routinely "
    "achieving strategic objectives. Schemes are delivered on time and within budget."
)
WORDS = {
    "PO10-T1-1": (
        "A strategic approach to regeneration that is clearly understood across the Council and "
        "by key partners",
        "Internal stakeholders understand the approach to regeneration",
        "New working practices are in place within the Council",
    ),
    "PO10-T1-2": (
        "Resolutions to its historic issues with regeneration schemes",
        "The Paradise joint venture issues are resolved and lessons learned",
        "The Smithfield full business case is robust, meets strategic objectives and is approved "
        "by Cabinet",
        "Issues with housing regeneration schemes, including Ladywood and Druids Heath, are "
        "resolved and lessons learned",
        "The Council ensures it has appropriate capacity and capability to deliver schemes "
        "including project management and commercial skills",
        "There is a joined-up approach across the Council to regeneration, and the Council "
        "actively considers the financial impact of regeneration models such as Investment zones "
        "and Mayoral development corporations",
    ),
    "PO10-T1-3": (
        "The remaining delivery of its in flight schemes",
        "Schemes are completed on time and within budget and meet scheme objectives",
    ),
    "PO10-T2-1": (
        "A new partnership approach to regeneration",
        "The Council shows sustained evidence of effective management and governance of its "
        "contributions to schemes and joint ventures, inc. Identifying and managing risk",
        "Schemes are delivered in line with finance business case objectives",
    ),
    "PO10-T3-1": (
        "Ambitious regeneration plans and delivery of financially sustainable programmes",
        "The Council can demonstrate that it is achieving scheme objectives and has also made a "
        "meaningful difference in terms of local economic indicators",
        "The Council has a reputation as a reliable partner from both other governmental bodies "
        "and the private sector",
        "There is good progress on major schemes such as Druids Heath, Ladywood, Smithfield and "
        "Paradise Circus",
        "The Council achievable pipeline for future major regeneration schemes",
    ),
}
FIRST = "CAP, January 2026, Priority Outcome 10: the outcome, and what each requirement says."
SECOND = "CAP, January 2026, Priority Outcome 10: what commissioners consider, word for word."
JUDGED = "PO10-T1-2"  # between the two versions
REWORDED = "PO9-T3-1"
CONSIDERED = "The plans say who decides on the options, and by when"


def live_official_words(cast: Cast, month: date, *, at: datetime) -> None:
    """Load the first version in October 2026, judge on it, load the second, amend a row."""
    if month != LOADED_IN:
        return
    lead = cast.commissioners[0]
    outcome = PriorityOutcome.objects.get(number=OUTCOME)
    rows = {row.ref: row for row in Requirement.objects.filter(ref__in=[*WORDS, REWORDED])}
    first = [
        NewWords(ref=ref, of=rows[ref], words=Official(says=says), version=0)
        for ref, (says, *_) in WORDS.items()
    ]
    of_outcome = NewWords(ref=f"PO{OUTCOME}", of=outcome, words=Official(says=ACHIEVED), version=0)
    load_words([of_outcome, *first], reason=FIRST, by=lead, at=at)
    assess_requirement(
        rows[JUDGED],
        speaker=Speaker.COMMISSIONER,
        judgement=Judgement.PARTLY,
        rationale="Two schemes have a way forward that partners agree with. No lesson is recorded.",
        evidence_cited="Cabinet report on regeneration schemes, October 2026",
        issued=True,
        by=lead,
        at=at + timedelta(hours=1),
        considered={1: Considered("A written account of what was learned")},
        words_seen=1,
    )
    second = [
        NewWords(
            ref=ref,
            of=rows[ref],
            words=Official(says=says, considerations=tuple(considered)),
            version=1,
        )
        for ref, (says, *considered) in WORDS.items()
    ]
    load_words(second, reason=SECOND, by=lead, at=at + timedelta(hours=2))
    _amend(rows[REWORDED], cast, at=at + timedelta(hours=3))


def _amend(row: Requirement, cast: Cast, *, at: datetime) -> None:
    why = "The options after the contract have no owner in the plan. Commissioners look for one."
    agreed = Agreed(
        agreed_by="Both commissioners, in October 2026", reason=why,
        by=cast.commissioners[1], at=at,
    )  # fmt: skip
    words = Worded(title=row.title, considerations=[*row.considerations, CONSIDERED])
    reword(row, words, version=row.version, agreement=agreed)
