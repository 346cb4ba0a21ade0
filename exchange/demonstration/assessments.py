"""The three voices on the 90 requirements, from the Assurance Plan's first quarter on (Rule 19)."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from assurance.actions import assess_requirement, name_owners
from assurance.models import (
    Assessment,
    AssessmentWithdrawal,
    Gate,
    GateAct,
    OwnerAnswer,
    OwnerNaming,
    Requirement,
)
from assurance.rules import Considered
from assurance.rules.considered import ASKED_OF, kept_of, places_of
from assurance.words import Judgement, Purpose, Speaker
from assurance.words.gates import Ruling
from assurance.words.owners import Answer
from exchange.demonstration.months import dice, index, london_moment
from exchange.demonstration.people import Cast
from exchange.demonstration.sentences import lowered, month_name, short
from irp.history import write_acts
from irp.models import Post, ReportingPeriod, User

QUARTER_ENDS = {3, 6, 9, 12}
FIRST_ASSESSED = date(2026, 3, 1)  # the plan that names the requirements is of January 2026
LADDER = (Judgement.NOT_MET, Judgement.PARTLY, Judgement.MET)
# How many of the requirements each voice speaks on in a quarter, and how far it leans.
SPEAKERS = (
    (Speaker.COUNCIL, 0.75, 0.12),
    (Speaker.CPMO, 0.6, 0.0),
    (Speaker.COMMISSIONER, 0.3, -0.08),
)
UNOWNED = 10  # the outcome whose requirements nobody has been named to own
# What the title of the post that owns an outcome's requirements says.
OWNED_BY = {
    1: "Chief Operating",
    2: "Solicitor",
    3: "Finance",
    4: "People Services",
    5: "Strategy, Equality",
    6: "Children",
    7: "Adult Social Care",
    8: "Housing",
    9: "City Operations",
}
ANSWERED = 0.3  # of the judgements that are not met
ANSWERS = (
    (Answer.ACCEPT, "Accepted. The way back is set out in the next return."),
    (Answer.IN_PART, "The gap is accepted. The part that works was in use before the sample."),
    (Answer.DISAGREE, "The papers of the Directorate Board show it in use since the spring."),
)
WITHDRAWS = date(2026, 7, 1)  # the month in which commissioners withdraw a judgement
DRAFTS = 0.1  # of the requirements that commissioners look at, by those still in draft
WORDS = {
    Judgement.MET: (
        "‘{title}’ is in place and works as described; what was seen bears it out.",
        "In place since before {month}: ‘{title}’. No gap was found in what was checked.",
    ),
    Judgement.PARTLY: (
        "‘{title}’ is agreed and in part in use. Still to show: {point}.",
        "The design is sound. Evidence over several months is thin on one point: {point}.",
        "Most of ‘{title}’ is in place. What is missing has an owner and a date: {point}.",
    ),
    Judgement.NOT_MET: (
        "Work on ‘{title}’ has begun but nothing is in use yet.",
        "Plans were put forward for ‘{title}’, not working practice. Nothing shows: {point}.",
    ),
}
EVIDENCE = (
    "Paper to the TIB of {month}",
    "Return of {month} with its milestone table",
    "Sample of ten cases checked in {month}",
    "Internal audit follow-up, {month}",
    "Minutes of the Directorate Board, {month}",
)


MISSING = (  # under one of the considerations, where it is not met
    "Nothing was seen of it in {month}",
    "It is agreed and not yet in use",
    "Records of three months on end are awaited",
    "Shown in two directorates, not yet in the others",
)
EACH_JUDGED = 0.4  # of the assessments, those that give single considerations a result

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
        _name_owners(requirements, officers, cast=cast, at=london_moment(period.sign_off_on, 8))
    owners = _owners(officers, cast=cast)
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
                    **_columns(requirement, LADDER[step], index(period.month), chance),
                )
            )
    write_acts(_settled_for(acts))
    write_acts(acts)
    _answer_some(acts, owners, cast=cast)


def _name_owners(
    requirements: list[Requirement], officers: list[User], *, cast: Cast, at: datetime
) -> None:
    """Name an owner of each outcome's requirements but one's, which nobody has taken yet (24a)."""
    posts = {post.title: post for post in Post.objects.filter(kind="sao")}
    titles = sorted(cast.titles[officer.pk] for officer in officers)
    titles = [title for title in titles if title in posts]
    of_post: dict[str, list[Requirement]] = defaultdict(list)
    for row in requirements:
        if row.outcome.number != UNOWNED:
            whose = OWNED_BY.get(row.outcome.number, "")
            fitting = [title for title in titles if whose and whose in title]
            of_post[(fitting or titles)[0]].append(row)
    for title, rows in of_post.items():
        name_owners(
            rows,
            post=posts[title],
            starts_on=at.date(),
            reason="Agreed by the Corporate Leadership Team when the Assurance Plan was published.",
            by=cast.head,
            at=at,
        )


def _owners(officers: list[User], *, cast: Cast) -> dict[int, User]:
    """Return who holds the post that owns each requirement, by its key."""
    by_title = {cast.titles[officer.pk]: officer for officer in officers}
    named = OwnerNaming.objects.values_list("requirement_id", "post_title")
    return {key: by_title[title] for key, title in named if title in by_title}


def _answer_some(acts: list[Assessment], owners: dict[int, User], *, cast: Cast) -> None:
    """Let owners answer some judgements that are not met, and commissioners withdraw one."""
    judged = [act for act in acts if act.speaker == Speaker.COMMISSIONER]
    doubted = [act for act in judged if act.judgement == Judgement.NOT_MET]
    answers = []
    for given in doubted:
        by = owners.get(given.requirement_id)
        chance = dice("answer", given.requirement.ref)
        if by is None or chance.random() > ANSWERED:
            continue
        answer, reasons = chance.choice(ANSWERS)
        answers.append(
            OwnerAnswer(
                assessment=given, answer=answer.value, reasons=reasons, by=by, by_name=by.name,
                by_post=cast.titles[by.pk], at=given.at + timedelta(days=1),
            )
        )  # fmt: skip
    write_acts(answers)
    if judged and WITHDRAWS.month == judged[0].at.month and WITHDRAWS.year == judged[0].at.year:
        gone = judged[0]
        write_acts(
            [
                AssessmentWithdrawal(
                    assessment=gone, by=gone.by, by_name=gone.by_name, by_post=gone.by_post,
                    at=gone.at + timedelta(days=2),
                    reason="The sample that it rests on was of another directorate.",
                )
            ]
        )  # fmt: skip


def _settled_for(acts: list[Assessment]) -> list[GateAct]:
    """Return what commissioners say of each open date before they issue "met" (Rule 20)."""
    met = {
        act.requirement_id: act
        for act in acts
        if act.speaker == Speaker.COMMISSIONER and act.judgement == Judgement.MET
    }
    gates = Gate.objects.filter(requirement__in=met, acts=None).exclude(purpose=Purpose.BEGIN)
    return [_settled(gate, met[gate.requirement_id]) for gate in gates]


def _settled(gate: Gate, said: Assessment) -> GateAct:
    """Return what the commissioner who issues "met" says of a date a little before."""
    return GateAct(
        gate=gate,
        ruling=Ruling.SATISFIED.value,
        reason=f"What was looked for at this date was shown. {said.rationale}",
        evidence_cited=said.evidence_cited,
        by=said.by,
        by_name=said.by_name,
        by_post=said.by_post,
        at=said.at - timedelta(minutes=5),
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


def _words(
    requirement: Requirement, judgement: Judgement, month: int, chance: Random
) -> dict[str, str]:
    """Return why it is judged so, on what evidence, and the month that was looked at."""
    seen = month_name(month - chance.randint(0, 1))
    title = short(requirement.title)
    point = short(chance.choice(requirement.considerations or [requirement.title]))
    said = {"title": title, "month": seen, "point": lowered(point)}
    rationale = chance.choice(WORDS[judgement]).format(**said)
    cited = "; ".join(text.format(month=seen) for text in chance.sample(EVIDENCE, 2))
    return {"rationale": rationale, "evidence_cited": cited, "month": seen}


def _columns(
    requirement: Requirement, judgement: Judgement, month: int, chance: Random
) -> dict[str, Any]:
    """Return the columns that say what is judged, why, on what evidence, and what is missing."""
    words = _words(requirement, judgement, month, chance)
    said = _considered(requirement, judgement, words.pop("month"))
    kept = kept_of(said, requirement.considerations)
    return {"judgement": judgement.value, "considered": kept, **words}


def _considered(
    requirement: Requirement, judgement: Judgement, month: str
) -> dict[int, Considered]:
    """Return what is missing under one or two considerations, and the results of some (24a)."""
    chance = dice("considered", requirement.ref, judgement, month)
    numbers = [number for number, _ in places_of(requirement.considerations)]
    lacking: set[int] = set()
    if judgement in ASKED_OF:
        lacking = set(chance.sample(numbers, min(len(numbers), chance.randint(1, 2))))
    judges = numbers != [0] and chance.random() < EACH_JUDGED
    return {
        number: Considered(
            missing=chance.choice(MISSING).format(month=month) if number in lacking else "",
            result=(judgement if number in lacking else Judgement.MET) if judges else None,
        )
        for number in numbers
    }
