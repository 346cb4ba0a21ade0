"""The council names owners of requirements, and an owner answers a judgement (Rule 24a)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from assurance.models import OwnerAnswer, OwnerNaming, Requirement
from assurance.permissions import Voice
from assurance.readings.given import issued_by
from assurance.readings.owners import owner_post
from assurance.rules.owners import answer_faults
from assurance.words import Speaker
from assurance.words.owners import Answer
from irp.actions import Faulty, Refused
from irp.history import act, enact, write_acts
from irp.models import Conflict, Post, User
from irp.permissions import require
from irp.readings import Now

NOTHING_TO_ANSWER = "Commissioners have issued nothing here that is in force and not answered yet."


def name_owners(
    requirements: Sequence[Requirement],
    *,
    post: Post | None,
    starts_on: date,
    ends_on: date | None = None,
    reason: str,
    by: User,
    at: datetime,
) -> list[OwnerNaming]:
    """Name one post as the owner of some requirements from a day on, or nobody (Rule 24a).

    A commissioner's post owns none. Raises `Refused` without requirements or a reason.
    """
    require(by, "assurance.name_owners", at=at)
    if post is not None and post.kind == "commissioner":
        raise Faulty({"post": "Choose a post of the council: commissioners own no requirement."})
    if not requirements:
        raise Faulty({"requirements": "Choose at least one requirement."})
    if not reason.strip():
        raise Faulty({"reason": "Enter who decided it and when."})
    with transaction.atomic():
        keys = [row.pk for row in requirements]
        locked = list(Requirement.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        columns = {"post": post, "post_title": post.title if post else "", "reason": reason.strip()}
        days = {"starts_on": starts_on, "ends_on": ends_on}
        return write_acts(
            [act(OwnerNaming, by=by, at=at, requirement=row, **columns, **days) for row in locked]
        )


def answer_judgement(
    requirement: Requirement,
    *,
    answer: Answer,
    reasons: str,
    evidence_cited: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> OwnerAnswer:
    """Record the owner's one answer to what commissioners issued last; it alters nothing (24a).

    `version` is how many they had issued when the form was opened: raises `Conflict` with the
    newest where there are others.
    """
    owner = owner_post(requirement.ref, source=Now(at))
    require(by, "assurance.issue", Voice(Speaker.COUNCIL, owner), at=at)
    if faults := answer_faults(reasons=reasons):
        raise Faulty(faults)
    with transaction.atomic():
        given = issued_by(
            Speaker.COMMISSIONER, Requirement.objects.select_for_update().get(pk=requirement.pk)
        )
        if version is not None and given and version != len(given):
            raise Conflict(given[-1])
        newest = given[-1] if given else None
        if newest is None or hasattr(newest, "withdrawal") or hasattr(newest, "answer"):
            raise Refused(NOTHING_TO_ANSWER)
        return enact(
            OwnerAnswer,
            by=by,
            at=at,
            assessment=newest,
            answer=answer.value,
            reasons=reasons.strip(),
            evidence_cited=evidence_cited.strip(),
        )
