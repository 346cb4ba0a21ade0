"""The people of the benchmarks: one in a post of every kind, one for each role."""

from datetime import UTC, date, datetime

from irp.actions import add_post, appoint, confirm_holding, create_user
from irp.history import record
from irp.models import Post, User
from irp.words import PostKind
from programmes.models import Programme

BY = "bench"
# The rows that are added and the people stand in the record when the first month is frozen.
KNOWN = datetime(2024, 3, 1, 10, tzinfo=UTC)
REPORTING = 3  # the number of the programme whose month the RDL reports


def people_of_all_posts() -> dict[str, User]:
    """Return a person in a post of every kind that a council has, and one for each role."""
    first = Programme.objects.get(number=1)
    posts = {first.sao}
    for kind in PostKind:
        found = Post.objects.filter(kind=kind).first()
        posts.add(found or add_post(title=kind.label, kind=kind.value, by=BY, at=KNOWN))
    one_of = {post.kind: post for post in posts}
    reporting = Programme.objects.get(number=REPORTING)
    reporting.rdl = one_of[PostKind.RDL]
    record(reporting, by=BY, at=KNOWN)
    held = {
        "bench": posts - {one_of[PostKind.COMMISSIONER]},
        "rdl": {reporting.rdl},
        "sao": {first.sao},
        "cpmo": {one_of[PostKind.CPMO]},
        "commissioner": {one_of[PostKind.COMMISSIONER]},
    }
    return {name: _appointed(name, posts) for name, posts in held.items()}


def people_of_before() -> dict[str, User]:
    """Return the people of a database that was filled before."""
    return {user.name: user for user in User.objects.all()}


def _appointed(name: str, posts: set[Post]) -> User:
    email = f"{name}@council.example"
    user = create_user(email=email, name=name, password="never used", by=BY, at=KNOWN)
    for post in posts:
        held = appoint(user, post, starts_on=date(2024, 1, 1), by=BY, at=KNOWN)
        if held.awaits:
            on = KNOWN.date()
            confirm_holding(held, letter=BY, letter_on=on, version=held.version, by=BY, at=KNOWN)
    return user
