"""Who owns the demonstration’s requirements, and what they answer to judgements (Rule 24a)."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from assurance.actions import name_owners
from assurance.models import (
    Assessment,
    AssessmentWithdrawal,
    OwnerAnswer,
    OwnerNaming,
    Requirement,
)
from assurance.words import Judgement, Speaker
from assurance.words.owners import Answer
from exchange.demonstration.months import dice
from exchange.demonstration.people import Cast
from irp.history import write_acts
from irp.models import Post, User

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


def name_requirement_owners(
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


def owners_of(officers: list[User], *, cast: Cast) -> dict[int, User]:
    """Return who holds the post that owns each requirement, by its key."""
    by_title = {cast.titles[officer.pk]: officer for officer in officers}
    named = OwnerNaming.objects.values_list("requirement_id", "post_title")
    return {key: by_title[title] for key, title in named if title in by_title}


def answer_some(acts: list[Assessment], owners: dict[int, User], *, cast: Cast) -> None:
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
