"""Acts: who drafts a return, who leads a row, who signs and in reserve (Rules 15 and 17)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.history import record, record_all
from irp.models import Conflict, Post, User
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.words import PostKind
from programmes.models import Milestone, Preparer, Programme, RowLead
from programmes.readings.owners import version_of
from programmes.rules.owners import NAMED_KINDS, lead_faults, signing_faults
from programmes.words import ReturnState

NAMES = "programmes.name_people"


def name_preparers(
    programme: Programme, posts: Collection[Post], *, version: int, by: User, at: datetime
) -> Programme:
    """Name the posts that draft a programme's return from today; the others are named no more.

    `version` is that of `version_of` as the person saw them: `Conflict` where it has moved on.
    Raises `Refused` for a programme that is closed.
    """
    require(by, NAMES, programme, at=at)
    with transaction.atomic():
        if Programme.objects.select_for_update(no_key=True).get(pk=programme.pk).closed_on:
            raise Refused(f"{programme} is closed. Nobody prepares a return of it.")
        _refuse_kinds(posts)
        now = _as_seen(programme.preparers, version)
        wanted = {post.pk: post for post in posts}
        named = {row.post_id for row in now}
        new = [
            Preparer(programme=programme, post=post, starts_on=london_day(at))
            for key, post in wanted.items()
            if key not in named
        ]
        _end([row for row in now if row.post_id not in wanted], by=by, at=at)
        record_all(new, by=by, at=at, reason=lambda row: f"Named to prepare the return: {row.post}")
    return programme


def name_leads(
    milestone: Milestone,
    posts: Collection[Post],
    *,
    accountable: Post | None,
    version: int,
    by: User,
    at: datetime,
) -> Milestone:
    """Name the posts that lead a row from today, and which of them answers for it.

    The others lead it no more. Raises `Faulty` by field, and `Conflict` as `name_preparers` does.
    """
    require(by, NAMES, milestone.programme, at=at)
    with transaction.atomic():
        locked = Milestone.objects.select_for_update(of=("self",), no_key=True)
        row = locked.select_related("programme__sao", "programme__rdl").get(pk=milestone.pk)
        require(by, NAMES, row.programme, at=at)  # it may have moved to another (Rule 18d)
        _refuse_kinds(posts)
        answers = accountable.pk if accountable else None
        if faults := lead_faults(leads={post.pk for post in posts}, accountable=answers):
            raise Faulty(faults)
        now = _as_seen(milestone.leads, version)
        wanted = {(post.pk, post.pk == answers): post for post in posts}
        staying = {(row.post_id, row.accountable) for row in now} & set(wanted)
        _end([row for row in now if (row.post_id, row.accountable) not in staying], by=by, at=at)
        new = [
            RowLead(
                milestone=milestone, post=post, accountable=answers_for, starts_on=london_day(at)
            )
            for (key, answers_for), post in wanted.items()
            if (key, answers_for) not in staying
        ]
        record_all(new, by=by, at=at, reason=_named_to_lead)
    return milestone


def _named_to_lead(row: RowLead) -> str:
    and_answers = " and answer for it" if row.accountable else ""
    return f"Named to lead the row{and_answers}: {row.post}"


def _refuse_kinds(posts: Iterable[Post]) -> None:
    for post in posts:
        if post.kind not in NAMED_KINDS:
            kinds = " or ".join(sorted(kind.label for kind in NAMED_KINDS))
            raise Faulty({"posts": f"{post} is a post of another kind. Choose a {kinds}"})


def _as_seen(namings: Any, version: int) -> list[Any]:
    """Return what is named now, its owner's row held; `Conflict` unless it is what was seen."""
    if version_of(namings) != version:
        last = namings.order_by("pk").last()
        if last is None:
            raise Refused("Nothing is named here yet. Open this page again.")
        raise Conflict(last)
    return list(namings.filter(ended_on=None).select_related("post"))


def _end(rows: Collection[Any], *, by: User, at: datetime) -> None:
    for row in rows:
        row.ended_on = london_day(at)
    record_all(rows, by=by, at=at, reason=lambda row: f"No longer named: {row.post}")


def change_signing(
    programme: Programme,
    saos: Sequence[Post],
    *,
    signs_alone: Post | None,
    reserve: Post | None,
    version: int,
    by: User,
    at: datetime,
) -> Programme:
    """Say who is the SAO of a programme, who of several signs, and who signs in reserve (Rule 17).

    Several SAOs make a joint post, named by its parts: all of them sign, or the one that
    `signs_alone`. Without a `reserve` it is the Chief Executive. Raises `Faulty` by field and
    `Conflict`; refused while the open month's return has been submitted.
    """
    require(by, "irp.administer", at=at)
    if faults := signing_faults(
        saos={post.pk: post.kind for post in saos},
        signs_alone=signs_alone.pk if signs_alone else None,
        reserve=reserve.kind if reserve else None,
    ):
        raise Faulty(faults)
    with transaction.atomic():
        locked = Programme.objects.select_for_update().get(pk=programme.pk)
        if locked.version != version:
            raise Conflict(locked)
        _refuse_while_signing(locked)
        locked.sao = saos[0] if len(saos) == 1 else _joint_post(saos, by=by, at=at)
        locked.signing_lead, locked.reserve = signs_alone, reserve
        return record(locked, by=by, at=at, reason=f"Senior Accountable Officer: {locked.sao}")


def _refuse_while_signing(programme: Programme) -> None:
    """Refuse to change who signs what has been submitted: a signature could be lost or missing."""
    being_signed = programme.returns.filter(
        period__opened_at__isnull=False,
        period__frozen_at=None,
        state=ReturnState.SUBMITTED.value,
    )
    if being_signed.exists():
        raise Refused(
            "This month’s return has been submitted and is being signed. Change who signs once it "
            "is signed, or ask its RDL to take it back first."
        )


def _joint_post(parts: Sequence[Post], *, by: User, at: datetime) -> Post:
    """Return the joint post of some posts, added where there is none yet."""
    titles = [post.title for post in parts]
    for post in Post.objects.filter(kind=PostKind.SAO).exclude(part_titles=[]):
        if post.part_titles == titles:
            return post
    title = " and ".join(titles)[:200]
    joint = Post(title=title, kind=PostKind.SAO.value, part_titles=titles)
    return record(joint, by=by, at=at, reason="Joint post added")
