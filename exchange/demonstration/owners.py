"""Who leads, acts, drafts and signs jointly in the last months (Rules 15 and 17)."""

from datetime import date, datetime

from exchange.demonstration.council import Council
from exchange.demonstration.months import FIRST
from exchange.demonstration.people import DOMAIN, REASON
from exchange.demonstration.stories import Story
from irp.actions import Successor, hand_over
from irp.history import record
from irp.models import Post, PostHolding, User
from irp.rules.calendar import london_day
from irp.words import Capacity, PostKind
from programmes.actions.owners import change_signing, name_leads, name_preparers
from programmes.rules.owners import CHIEF_EXECUTIVE

JOINT = ("PPR", ("Chief Operating Officer", "Director of Finance and Section 151 Officer"))
ACTING = "STR"  # its delivery lead acts as the SAO, so that the Chief Executive signs
HELPED = "HOU"
OWNED_FROM = date(2026, 10, 1)  # the first month that they report
OFFICERS = (
    ("preparer.hou", "Programme Support Officer, Housing"),
    ("lead.repairs", "Head of Housing Repairs"),
    ("lead.tenancy", "Head of Tenancy Services"),
)


def name_owners(council: Council, *, ends_on: date, by: str, at: datetime) -> None:
    """Name the Chief Executive, a joint SAO, an acting one, a preparer and row leads."""
    stories = {story.programme.ref: story for story in council.stories}
    chief = _post("chief.executive", CHIEF_EXECUTIVE, PostKind.SAO, council,
                  by=by, at=at)  # fmt: skip
    officers = [
        _post(address, title, PostKind.OFFICER, council, by=by, at=at)
        for address, title in OFFICERS
    ]
    _join(stories[JOINT[0]], council, at=at)
    _act_up(stories[ACTING], council, council.cast.by_post[chief.pk], ends_on=ends_on, by=by, at=at)
    _name(stories[HELPED], officers, at=at)


def _post(
    address: str,
    title: str,
    kind: PostKind,
    council: Council,
    *,
    by: str,
    at: datetime,
) -> Post:
    """Add a post with its holder, whose password is everybody's."""
    post = record(Post(title=title, kind=kind.value), by=by, at=at, reason=REASON)
    user = User(email=f"{address}@{DOMAIN}", name=title, password=council.cast.head.password)
    record(user, by=by, at=at, reason=REASON)
    record(PostHolding(user=user, post=post, starts_on=FIRST), by=by, at=at, reason=REASON)
    council.cast.by_address[address] = council.cast.by_post[post.pk] = user
    council.cast.titles[user.pk] = title
    return post


def _join(story: Story, council: Council, *, at: datetime) -> None:
    posts = {post.title: post for post in Post.objects.filter(title__in=JOINT[1])}
    parts = [posts[title] for title in JOINT[1]]
    changed = change_signing(
        story.programme, parts, signs_alone=None, reserve=None, version=story.programme.version,
        by=council.cast.by_address["administrator"], at=at,
    )  # fmt: skip
    story.programme.sao, story.programme.version = changed.sao, changed.version
    story.signers = [(council.cast.by_post[post.pk], post) for post in parts]


def _act_up(
    story: Story, council: Council, chief: User, *, ends_on: date, by: str, at: datetime
) -> None:
    sao, lead = story.programme.sao, story.delivery_lead
    holding = PostHolding.objects.get(post=sao)
    hand_over(
        holding,
        Successor(user=lead, starts_on=london_day(at), ends_on=ends_on, capacity=Capacity.ACTING),
        reason="The Strategic Director has left; the post is advertised.",
        version=holding.version,
        by=by,
        at=at,
    )
    lead = User.objects.get(pk=lead.pk)  # who reads the posts held anew
    council.cast.by_address[f"rdl.{story.programme.ref.lower()}"] = lead
    for post in filter(None, (story.programme.rdl, sao)):
        council.cast.by_post[post.pk] = lead
    story.delivery_lead = story.officer = lead
    story.signers = [(chief, sao)]


def _name(story: Story, officers: list[Post], *, at: datetime) -> None:
    preparer, repairs, tenancy = officers
    by = User.objects.get(pk=story.delivery_lead.pk)
    name_preparers(story.programme, [preparer], version=0, by=by, at=at)
    row = next(
        row for row in reversed(story.milestones) if story.baselines[row.ref].latest is not None
    )
    name_leads(row, [repairs, tenancy], accountable=repairs, version=0, by=by, at=at)
