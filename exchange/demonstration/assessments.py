"""The three voices on the 90 requirements, from the Assurance Plan's first quarter on (Rule 19)."""

from datetime import date, datetime, timedelta

from assurance.actions import assess_requirement
from assurance.models import (
    Assessment,
    Gate,
    GateAct,
    OwnerNaming,
    Requirement,
)
from assurance.words import Judgement, Purpose, Speaker
from assurance.words.gates import Ruling
from exchange.demonstration.assessment_words import _considered, _words, assessment_columns
from exchange.demonstration.months import dice, index, london_moment
from exchange.demonstration.people import Cast
from exchange.demonstration.requirement_owners import (
    answer_some,
    name_requirement_owners,
    owners_of,
)
from irp.history import write_acts
from irp.models import ReportingPeriod, User

QUARTER_ENDS = {3, 6, 9, 12}
FIRST_ASSESSED = date(2026, 3, 1)  # the plan that names the requirements is of January 2026
LADDER = (Judgement.NOT_MET, Judgement.PARTLY, Judgement.MET)
# How many of the requirements each voice speaks on in a quarter, and how far it leans.
SPEAKERS = (
    (Speaker.COUNCIL, 0.75, 0.12),
    (Speaker.CPMO, 0.6, 0.0),
    (Speaker.COMMISSIONER, 0.3, -0.08),
)
DRAFTS = 0.1  # of the requirements that commissioners look at, by those still in draft


# How far each requirement has come by each voice: its step of the ladder.
Steps = dict[tuple[str, Speaker], int]


def let_voices_assess(
    requirements: list[Requirement],
    period: ReportingPeriod,
    *,
    cast: Cast,
    officers: list[User],
    steps: Steps,
) -> None:
    """Let the three voices assess in the last month of a quarter, before the period freezes.

    Some 150 assessments a quarter, written in bulk in the rows of `assess_requirement`.
    """
    if period.month < FIRST_ASSESSED or period.month.month not in QUARTER_ENDS:
        return
    if not OwnerNaming.objects.exists():
        name_requirement_owners(
            requirements, officers, cast=cast, at=london_moment(period.sign_off_on, 8)
        )
    owners = owners_of(officers, cast=cast)
    days = (period.sign_off_on, period.challenge_on, period.freeze_on)
    acts: list[Assessment] = []
    for (speaker, share, lean), day in zip(SPEAKERS, days, strict=True):
        for requirement in requirements:
            chance = dice("assessment", requirement.ref, speaker, period.month)
            if chance.random() > share:
                continue
            by = owners.get(requirement.pk) if speaker is Speaker.COUNCIL else None
            if speaker is Speaker.COUNCIL and by is None:
                continue  # nobody owns it, or its post is acted in: nobody speaks for the council
            by = by or _speaker(speaker, requirement, cast=cast)
            step = _step(requirement, speaker, steps, lean, period)
            acts.append(
                Assessment(
                    requirement=requirement,
                    speaker=speaker.value,
                    issued=True,
                    by=by,
                    by_name=by.name,
                    by_post=cast.titles[by.pk],
                    at=london_moment(day, 9) + timedelta(minutes=chance.randint(0, 360)),
                    **assessment_columns(requirement, LADDER[step], index(period.month), chance),
                )
            )
    write_acts(_settled_for(acts))
    write_acts(acts)
    answer_some(acts, owners, cast=cast)


def _settled_for(acts: list[Assessment]) -> list[GateAct]:
    """Return what commissioners say of each open date before they issue "met" (Rule 20)."""
    met = {
        act.requirement_id: act
        for act in acts
        if act.speaker == Speaker.COMMISSIONER and act.judgement == Judgement.MET
    }
    gates = Gate.objects.filter(requirement__in=met, acts=None).exclude(purpose=Purpose.BEGIN)
    return [_settled(gate, met[gate.requirement_id]) for gate in gates]


def _settled(gate: Gate, assessment: Assessment) -> GateAct:
    """Return what the commissioner who issues "met" says of a date a little before."""
    return GateAct(
        gate=gate,
        ruling=Ruling.SATISFIED.value,
        reason=f"What was looked for at this date was shown. {assessment.rationale}",
        evidence_cited=assessment.evidence_cited,
        by=assessment.by,
        by_name=assessment.by_name,
        by_post=assessment.by_post,
        at=assessment.at - timedelta(minutes=5),
    )


def begin_drafts(
    requirements: list[Requirement], *, cast: Cast, at: datetime, steps: Steps
) -> None:
    """Let commissioners begin drafts that nobody else may see (Rule 23)."""
    if not steps:  # nothing is assessed yet
        return
    for requirement in requirements:
        chance = dice("draft", requirement.ref)
        if chance.random() > DRAFTS:
            continue
        step = steps.get((requirement.ref, Speaker.COMMISSIONER), 0)
        judgement = LADDER[min(2, step + 1)]
        words = _words(requirement, judgement, index(at.date()) - 1, chance)
        assess_requirement(
            requirement,
            speaker=Speaker.COMMISSIONER,
            judgement=judgement,
            rationale=words["rationale"],
            evidence_cited=words["evidence_cited"],
            considered=_considered(requirement, judgement, words["month"]),
            issued=False,
            by=chance.choice(cast.commissioners),
            at=at,
        )


def _step(
    requirement: Requirement,
    speaker: Speaker,
    steps: Steps,
    lean: float,
    period: ReportingPeriod,
) -> int:
    """Return the step of the ladder: it rises slowly, and now and then falls back."""
    key = (requirement.ref, speaker)
    step = steps.get(key)
    shared = dice("requirement", requirement.ref).random()  # how ready it is, whoever looks
    if step is None:
        step = 0 if shared + lean < 0.45 else 1 if shared + lean < 0.93 else 2
    else:
        mood = dice("step", *key, period.month).random() - lean
        step = min(2, step + 1) if mood < 0.2 else max(0, step - 1) if mood > 0.97 else step
    steps[key] = step
    return step


def _speaker(speaker: Speaker, requirement: Requirement, *, cast: Cast) -> User:
    if speaker is Speaker.CPMO:
        return cast.assurer
    return dice("commissioner", requirement.outcome.number).choice(cast.commissioners)
