"""Who leaves, who stays and who comes when a programme's delivery lead changes (Rule 31)."""

from dataclasses import dataclass
from datetime import date

from irp.models import Post, PostHolding, User
from programmes.models import Programme


@dataclass(frozen=True, kw_only=True)
class Handover:
    """A change of a programme's delivery lead, before it is made.

    `leaving` hold the post that the programme leaves, or are succeeded in the one it keeps;
    `staying` prepare its return afterwards as before; `coming` is who takes up the post, if known.
    """

    post_before: str  # "" where the programme had none
    post_after: str
    leaving: tuple[str, ...]
    staying: tuple[str, ...]
    coming: str
    starts_on: date | None


def handover(
    programme: Programme,
    *,
    title: str,
    user: User | None,
    starts_on: date | None,
    succeeds: bool,
    on: date,
) -> Handover:
    """Return what naming a post, and perhaps its next holder, does to who leads (three statements).

    `succeeds`: the present holders leave the day before the next one starts.
    """
    before, day = programme.rdl, starts_on or on
    after = Post.objects.filter(title__iexact=" ".join(title.split())).first()
    is_same = before is not None and before == after
    now = holders_on(before, on=day, but=user)
    then = now if is_same else holders_on(after, on=day, but=user)
    succeeded = then if user and succeeds else ()
    return Handover(
        post_before=str(before) if before else "",
        post_after=str(after) if after else " ".join(title.split()),
        leaving=succeeded if is_same else tuple(dict.fromkeys((*now, *succeeded))),
        staying=() if succeeded else then,
        coming=str(user) if user else "",
        starts_on=starts_on,
    )


def holdings_to_end(post: Post, *, starts_on: date, but: User) -> list[PostHolding]:
    """Return the holdings of a post that a successor ends: those in force when they start."""
    held = PostHolding.objects.held(on=starts_on).filter(post=post).exclude(user=but)
    return list(held.select_related("user", "post").order_by("pk"))


def holders_on(post: Post | None, *, on: date, but: User | None = None) -> tuple[str, ...]:
    """Return who holds a post on a day, by name, one person left out."""
    if post is None:
        return ()
    held = PostHolding.objects.held(on=on).filter(post=post, user__is_active=True)
    return tuple(held.exclude(user=but).order_by("user__name").values_list("user__name", flat=True))
