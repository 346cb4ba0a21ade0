"""The steps of a return after its submission, each a kept event (Rules 15 to 17)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from irp.actions import Refused
from irp.history import enact, record, record_all
from irp.models import Post, ReportingPeriod, User
from irp.permissions import require
from irp.rules.calendar import london_day
from programmes.actions.points import Ask, raise_ask
from programmes.actions.steps import begin_step, move, note, withdraw_asks
from programmes.facts.dimensions import NOT_JUDGED, Dimensions
from programmes.models import Confidence, Programme, Return, Signature
from programmes.readings.readers import reader_in
from programmes.readings.reserves import holders_of, in_reserve, reserve_of
from programmes.readings.signing import (
    first_rating,
    signed_content,
    still_to_sign,
)
from programmes.readings.watch import signals_of
from programmes.readings.watched import months_before
from programmes.rules import rating_faults
from programmes.rules.ratings import change_faults, dimension_faults
from programmes.rules.returns import canonical, fingerprint
from programmes.words import BackBy, Rating, ReturnState, Step, Voice

NOTHING_ASKED = Ask()


def open_returns(period: ReportingPeriod, *, by: User | str, at: datetime) -> list[Return]:
    """Give every programme its return for a period that has just been opened, not started.

    One that is closed owes none (Rule 18d).
    """
    returns = [
        Return(programme=programme, period=period, state_since=at)
        for programme in Programme.objects.filter(closed_on=None)
    ]
    return record_all(returns, by=by, at=at, reason="Period opened")


def sign_return(
    ret: Return,
    *,
    post: Post,
    rating: Rating | None,
    reason: str,
    by: User,
    at: datetime,
    version: int | None = None,
    ask: Ask = NOTHING_ASKED,
    dimensions: Dimensions = NOT_JUDGED,
) -> Return:
    """Sign the return in a post, with the lead SAO's own rating (Rules 1, 5, 7, 15, 17).

    `ask` is what the signer asks the boards for, if anything, of whom and by when. `dimensions`
    are what the lead SAO judges beside the rating (Rule 2).

    The signature stores what was signed and its hash. The return becomes signed when every post
    that must sign has signed. `version` is that of the return the person read: `Conflict` when it
    was changed and submitted again meanwhile. The rating is the lead SAO's; other signers give
    none.
    """
    require(by, "programmes.sign_return", ret.programme, at=at)
    with transaction.atomic():
        ret = begin_step(Step.SIGN, ret, by=by, version=version)
        others = _still_to_sign(ret, post, at=at)
        reserve = None if by.holds(post) else _as_reserve(ret, post, by=by, at=at)
        rates = ret.programme.signing_posts(on=london_day(at))[0]
        if post == rates:
            _rate(ret, Voice.SAO, rating, reason, by=by, at=at, dimensions=dimensions)
        elif rating is not None or dimensions.stored():
            raise Refused(f"Only {rates} gives the rating.")
        content = signed_content(
            ret,
            post=post,
            rating=rating,
            reason=reason,
            reserve=reserve,
            dimensions=dimensions.stored(),
        )
        signed = {"signed_text": canonical(content), "sha256": fingerprint(content)}
        place = {"ret": ret, "period": ret.period, "post": post, "reserve": reserve}
        enact(Signature, by=by, at=at, **place, **signed)
        raise_ask(ret, ask, by=by, at=at)
        if not others:
            move(ret, Step.SIGN, by=by, at=at)
    return ret


def _still_to_sign(ret: Return, post: Post, *, at: datetime) -> list[Post]:
    """Return the posts that must sign beside this one; `Refused` where it may not sign now."""
    on = london_day(at)
    if post not in ret.programme.signing_posts(on=on):
        raise Refused(f"{post} cannot sign this return.")
    waiting = still_to_sign(ret, on=on)
    if post not in waiting:
        raise Refused(f"{post} has already signed.")
    return [other for other in waiting if other != post]


def _as_reserve(ret: Return, post: Post, *, by: User, at: datetime) -> Post:
    """Return the post in which a person signs in place of another; `Refused` if they may not.

    The reserve signs where everybody who holds the post prepared the return, and nowhere else.
    """
    reserve = reserve_of(ret.programme)
    if reserve is None or not by.holds(reserve):
        raise Refused(f"You do not hold {post}, so you cannot sign as it.")
    if not in_reserve(ret, [post], on=london_day(at)):
        raise Refused(
            f"{reserve} signs in place of {post} only where everybody who holds that post has "
            "prepared the return."
        )
    return reserve


def rate_return(
    ret: Return,
    *,
    rating: Rating | None,
    reason: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Return:
    """Save CPMO's first rating of a signed return: only then does CPMO see the SAO's (Rule 2).

    It counts once the return is assured. Refused where there is one already.
    """
    require(by, "programmes.assure_return", ret.programme, at=at)
    with transaction.atomic():
        ret = begin_step(Step.ASSURE, ret, by=by, version=version)
        if first := first_rating(ret):
            raise Refused(
                f"{first.by_name} has already saved CPMO’s first rating. Open this page again."
            )
        _rate(ret, Voice.CPMO, rating, reason, by=by, at=at)
    return ret


def assure_return(
    ret: Return,
    *,
    by: User,
    at: datetime,
    rating: Rating | None = None,
    reason: str = "",
    version: int | None = None,
) -> Return:
    """Close CPMO's challenge with its first rating, or with another one and why (Rules 2 and 15).

    Refused without a first rating. A change of it needs a reason, and both are kept.
    """
    require(by, "programmes.assure_return", ret.programme, at=at)
    with transaction.atomic():
        ret = begin_step(Step.ASSURE, ret, by=by, version=version)
        first = first_rating(ret)
        if first is None:
            raise Refused("Save a first rating before you assure the return.")
        if rating is not None and rating != first.rating:
            if faults := change_faults(rating=rating, first=Rating(first.rating), reason=reason):
                raise Refused(*faults)
            _rate(ret, Voice.CPMO, rating, reason, by=by, at=at)
        return move(ret, Step.ASSURE, by=by, at=at, reason=reason)


def send_back_return(
    ret: Return, *, reason: str, by: User, at: datetime, version: int | None = None
) -> Return:
    """Return it to its preparer with a reason; any signature no longer stands (Rule 15)."""
    require(by, "programmes.send_back_return", ret.programme, at=at)
    with transaction.atomic():
        ret = begin_step(Step.SEND_BACK, ret, by=by, version=version, reason=reason)
        own = by.has_perm("programmes.sign_return", ret.programme)
        back_by = BackBy.SAO if own else BackBy.CPMO
        return move(ret, Step.SEND_BACK, by=by, at=at, reason=reason, back_by=back_by)


def take_back_return(
    ret: Return, *, reason: str, by: User, at: datetime, version: int | None = None
) -> Return:
    """Take a submitted return back to draft, as its preparer and with a reason (Rule 15).

    Where several SAOs sign, signatures given so far no longer stand.
    """
    require(by, "programmes.prepare_return", ret.programme, at=at)
    with transaction.atomic():
        ret = begin_step(Step.TAKE_BACK, ret, by=by, version=version, reason=reason)
        preparer = BackBy.PREPARER
        return move(ret, Step.TAKE_BACK, by=by, at=at, reason=reason, back_by=preparer)


def mark_not_reported(returns: Iterable[Return], *, by: User, at: datetime) -> None:
    """Record for ever that these returns were not received before the freeze (Rule 16).

    And which of the posts that had still to sign nobody held (Rule 17).
    """
    returns, on, why = list(returns), london_day(at), "Not signed before the freeze"
    missing = {ret.pk: still_to_sign(ret, on=on) for ret in returns}
    held = holders_of([post for posts in missing.values() for post in posts], on=on)
    for ret in returns:
        before = ret.state
        ret.state, ret.state_since = ReturnState.NOT_REPORTED.value, at
        record(ret, by=by, at=at, reason=why)
        vacant = [post.title for post in missing[ret.pk] if not held.get(post.pk)]
        note(ret, before, by=by, at=at, reason=why, vacant=vacant)
        withdraw_asks(ret, reason="The return was not reported.", by=by, at=at)


def _rate(
    ret: Return,
    voice: Voice,
    rating: Rating | None,
    reason: str,
    *,
    by: User,
    at: datetime,
    dimensions: Dimensions = NOT_JUDGED,
) -> None:
    if rating is None:
        raise Refused("Choose a rating: Green, Amber or Red.")
    reason = reason.strip()
    if faults := dimension_faults(given=dimensions.given, reason=dimensions.reason):
        raise Refused(*faults)
    if not reason and (faults := _unreasoned(ret, voice, rating, by=by, at=at)):
        raise Refused(*faults)
    enact(
        Confidence,
        by=by,
        at=at,
        ret=ret,
        period=ret.period,
        voice=voice.value,
        rating=rating.value,
        reason=reason,
        **dimensions.stored(),
    )


def _unreasoned(ret: Return, voice: Voice, rating: Rating, *, by: User, at: datetime) -> list[str]:
    """Return why a rating needs the reason that was not given (Rules 5 and 7).

    What stands beside the rating is read where nothing else asks for a reason already.
    """
    before = months_before(ret, voice)
    if faults := rating_faults(rating=rating, last=before.rating, reason=""):
        return faults
    reader = reader_in(by, ret.programme)
    found = signals_of(ret, rating=rating, at=at, reader=reader, before=before)
    words = tuple(signal.words for signal in found)
    return rating_faults(rating=rating, last=before.rating, reason="", signals=words)
