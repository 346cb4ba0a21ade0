"""Acts on people: accounts, which are deactivated and never deleted (Rule 31)."""

from datetime import date, datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction

from irp.actions.posts import (
    add_post,
    administrators_besides,
    appoint,
    lock_administrator_posts,
)
from irp.actions.refusals import Faulty, Refused, is_taken, require_administrator
from irp.history import record
from irp.models import Conflict, Post, PostHolding, User
from irp.rules.administration import LAST_ADMINISTRATOR, administrator_remains
from irp.rules.calendar import london_day
from irp.rules.names import address_fault, name_fault
from irp.rules.texts import is_seen
from irp.words import PostKind


def create_user(*, email: str, name: str, password: str, by: User | str, at: datetime) -> User:
    """Create a user; the password is checked by whoever asked for it.

    Refused for an address that has an account, in whatever letters it is typed.
    """
    require_administrator(by, at=at)
    _refuse_blank(password)
    _refuse_look_alikes(email=email, name=name)
    _refuse_taken(email, but=None)
    user = User(email=email.strip().lower(), name=name.strip(), password=make_password(password))
    try:
        return record(user, by=by, at=at, reason="Account created")
    except IntegrityError as error:
        if not is_taken(error):
            raise
        raise Refused(_taken(email)) from error  # taken between the look and the write


def has_administrator(*, on: date) -> bool:
    """Tell whether anybody active holds an administrator post on that day."""
    held = PostHolding.objects.held(on=on)
    return held.filter(post__kind=PostKind.ADMINISTRATOR, user__is_active=True).exists()


def appoint_first_administrator(*, email: str, name: str, password: str, at: datetime) -> User:
    """Create the account that lets everybody else in, in an administrator post (ADR 0005).

    Refused once there is an administrator: people appoint the next one.
    """
    on = london_day(at)
    by = "First administrator"
    with transaction.atomic():
        lock_administrator_posts()
        if has_administrator(on=on):
            raise Refused("There is already an administrator, who can add other people.")
        kind = PostKind.ADMINISTRATOR
        post = Post.objects.filter(kind=kind).first()
        post = post or add_post(title=kind.label, kind=kind.value, by=by, at=at)
        user = create_user(email=email, name=name, password=password, by=by, at=at)
        appoint(user, post, starts_on=on, by=by, at=at)
    return user


def change_user(
    user: User, *, name: str, email: str, version: int, by: User | str, at: datetime
) -> User:
    """Write a person's name and address. Names in the record stay as they were (Rule 31)."""
    require_administrator(by, at=at)
    with transaction.atomic():
        locked = _as_seen(user, version)
        _refuse_look_alikes(email=email, name=name)
        _refuse_taken(email, but=locked)
        locked.name, locked.email = name.strip(), email.strip().lower()
        try:
            return record(locked, by=by, at=at, reason="Name or email address changed")
        except IntegrityError as error:
            if not is_taken(error):
                raise
            raise Refused(_taken(email)) from error


def deactivate_user(user: User, *, reason: str, version: int, by: User | str, at: datetime) -> User:
    """Close an account: the person can no longer sign in, and what they did stays (Rule 31).

    Their sessions end for good: a later reactivation opens none of them again.
    Refused for the last administrator. Their posts are kept as held: end them on the day they end.
    """
    require_administrator(by, at=at)
    with transaction.atomic():
        lock_administrator_posts()
        locked = _as_seen(user, version)
        if not locked.is_active:
            raise Refused(f"{locked} is already deactivated.")
        on = london_day(at)
        holds_it = locked.holdings.filter(post__kind=PostKind.ADMINISTRATOR)
        if holds_it.not_over(on=on).exists() and not administrator_remains(
            others=administrators_besides(user=locked), on=on
        ):
            raise Refused(f"{locked} cannot be deactivated. {LAST_ADMINISTRATOR}")
        locked.is_active = False
        locked.sessions_ended += 1
        return record(locked, by=by, at=at, reason=reason.strip() or "Account deactivated")


def reactivate_user(user: User, *, version: int, by: User | str, at: datetime) -> User:
    """Open a closed account again, with the posts it still holds."""
    require_administrator(by, at=at)
    with transaction.atomic():
        locked = _as_seen(user, version)
        if locked.is_active:
            raise Refused(f"{locked} is already active.")
        locked.is_active = True
        return record(locked, by=by, at=at, reason="Account reactivated")


def set_temporary_password(
    user: User, *, password: str, version: int, by: User | str, at: datetime
) -> User:
    """Give a person a password to sign in with and change; it ends their other sessions."""
    require_administrator(by, at=at)
    why = "Temporary password set"
    return _set_password(user, password, version=version, reason=why, by=by, at=at)


def change_own_password(user: User, *, password: str, at: datetime) -> User:
    """Write the password that a signed-in person chose for themselves.

    `user` is the account as it was read when the present password was checked.
    """
    why = "Own password changed"
    return _set_password(user, password, version=user.version, reason=why, by=user, at=at)


def _set_password(
    user: User, password: str, *, version: int, reason: str, by: User | str, at: datetime
) -> User:
    """Write a password; one that was set meanwhile and is the same is not written again."""
    _refuse_blank(password)
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        if locked.version != version:
            if check_password(password, locked.password):
                return locked
            raise Conflict(locked)
        locked.password = make_password(password)
        return record(locked, by=by, at=at, reason=reason)


def _as_seen(user: User, version: int) -> User:
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.version != version:
        raise Conflict(locked)
    return locked


def _refuse_blank(password: str) -> None:
    if not is_seen(password):
        raise Refused("Enter a password that is more than spaces.")


def _refuse_look_alikes(*, email: str, name: str) -> None:
    faults = {"email": address_fault(email.strip()), "name": name_fault(name.strip())}
    if found := {field: fault for field, fault in faults.items() if fault}:
        raise Faulty(found)


def _taken(email: str) -> str:
    return f"{email.strip().lower()} already has an account. Enter another address."


def _refuse_taken(email: str, *, but: User | None) -> None:
    others = User.objects.filter(email=email.strip().lower())
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise Refused(_taken(email))
