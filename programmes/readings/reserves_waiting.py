"""Which submitted returns a person signs as the reserve, read in one statement (Rule 17)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple, cast

from django.db.models import DateTimeField, IntegerField, JSONField, QuerySet, Value
from django.db.models.functions import Cast

from irp.models import Post, PostHolding, User
from irp.readings import rows_of
from irp.readings.statements import together
from programmes.models import Milestone, MilestoneReport, ReturnStep, Signature
from programmes.readings.reserves import may_wait_for_reserve, posts_in_reserve
from programmes.rules.owners import needs_reserve, posts_that_sign
from programmes.rules.returns import ReturnActor, submitted_at, who_acted
from programmes.words import Signatories

RETURN, STEP, SIGNATURE, REPORT, OWN, POST, HOLDING = range(7)


class _Row(NamedTuple):
    """One row of the answer: `place` says of what, and so what its columns hold."""

    place: int
    of: int  # a return, a programme or a post
    by: int | None  # an account, or the programme of a return
    post: int | None
    other: int | None  # the post that signs for all of a programme, or a step's key
    at: datetime | None
    first: str  # a reference, a title, or the state that a step came from
    second: str  # who signs, or the state that a step led to
    parts: list[str] | None  # titles of the posts that a joint SAO's joins


def refs_in_reserve(user: User, *, may_wait: bool = True) -> frozenset[str]:
    """Return the programmes whose submitted return a person signs as the reserve on the day.

    In one statement for an SAO, in none for who is no SAO or where it is known that none may wait;
    read once a day.
    """
    on = user.acting_on
    posts, is_chief = posts_in_reserve(user)
    if on is None or not posts:
        return frozenset()
    known: tuple[date, frozenset[str]] | None = getattr(user, "known_reserve", None)
    if known and known[0] == on:
        return known[1]
    rows = rows_of(_known, is_chief, posts=posts, on=on) if may_wait else []
    refs = frozenset(_in_reserve(map(_Row._make, rows)))
    cast(Any, user).known_reserve = (on, refs)
    return refs


def _in_reserve(rows: Iterable[_Row]) -> Iterable[str]:
    """Yield the references of programmes for one of whose posts the reserve signs."""
    found: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.place].append(row)
    titles = {row.of: row.first for row in found[POST]}
    keys = {title: key for key, title in titles.items()}
    holders = _by(found[HOLDING], "by")
    own, reporters = _by(found[OWN], "post"), _by(found[REPORT], "by")
    steps, signed = _acts(found[STEP]), _acts(found[SIGNATURE])
    for ret in found[RETURN]:
        all_sign = ret.second == Signatories.ALL
        lead = titles[cast(int, ret.post)]
        needed: Collection[str] = (lead,)
        if all_sign or ret.parts:
            needed = posts_that_sign(
                all_sign=all_sign,
                lead=lead,
                own=[titles[key] for key in own[cast(int, ret.by)]],
                parts=[title for title in ret.parts or () if title in keys],
                named=titles.get(cast(int, ret.other)),
            )
        submitted = submitted_at(cast(Any, actor) for _, actor in steps[ret.of])
        acted = [actor for _, actor in (*steps[ret.of], *signed[ret.of])]
        people = who_acted(acted, reporters=reporters[ret.of], submitted=submitted)
        in_force = {
            post for post, signature in signed[ret.of] if submitted and signature.at >= submitted
        }
        due = [keys[post] for post in needed if len(needed) == 1 or keys[post] not in in_force]
        preparers = people.preparers
        if any(needs_reserve(holders=holders[post], preparers=preparers) for post in due):
            yield ret.first


def _by(rows: Iterable[_Row], name: str) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        found[row.of].add(getattr(row, name))
    return found


def _acts(rows: Iterable[_Row]) -> dict[int, list[tuple[int | None, ReturnActor]]]:
    """Return who took steps of returns or signed them in which post, oldest first, by return."""
    found = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.at, row.other or 0)):
        actor = ReturnActor(row.by, cast(datetime, row.at), row.first, row.second)
        found[row.of].append((row.post, actor))
    return found


def _known(is_chief: bool, *, posts: Collection[int], on: date) -> QuerySet[ReturnStep, Any]:
    """Return the returns, what was done on them, who signs, and who holds which post on a day."""
    waiting = may_wait_for_reserve(is_chief, posts=posts)
    returns, programmes = waiting.values("pk"), waiting.values("programme")
    none, blank = Cast(Value(None), IntegerField()), Value("")
    never, alone = Cast(Value(None), DateTimeField()), Cast(Value(None), JSONField())
    steps = ReturnStep.objects.filter(ret__in=returns)
    signatures = Signature.objects.filter(ret__in=returns)
    reports = MilestoneReport.objects.filter(ret__in=returns)
    own = Milestone.objects.in_force(on=on).filter(programme__in=programmes)
    held = PostHolding.objects.held(on=on).filter(user__is_active=True)
    of_return = ("pk", "programme_id", "programme__sao_id", "programme__signing_lead_id")
    who_signs = ("programme__ref", "programme__signatories", "programme__sao__part_titles")
    parts: tuple[tuple[Any, ...], ...] = (
        (waiting, RETURN, *of_return, never, *who_signs),
        (steps, STEP, "ret_id", "by_id", none, "pk", "at", "from_state", "to_state", alone),
        (signatures, SIGNATURE, "ret_id", "by_id", "post_id", none, "at", blank, blank, alone),
        (reports, REPORT, "ret_id", "reported_by_id", none, none, never, blank, blank, alone),
        (own.filter(own_sao__isnull=False), OWN, "programme_id", none, "own_sao_id", none, never,
         blank, blank, alone),
        (Post.objects.all(), POST, "pk", none, none, none, never, "title", blank, alone),
        (held, HOLDING, "post_id", "user_id", none, none, never, blank, blank, alone),
    )  # fmt: skip
    return together(
        rows.order_by().annotate(place=Value(place)).values_list("place", *columns)
        for rows, place, *columns in parts
    )
