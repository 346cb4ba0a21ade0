"""The demonstration's users, each named by the post held; no real person appears (issue part C)."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.hashers import make_password

from exchange.demonstration.months import FIRST
from irp.actions import confirm_holding
from irp.history import record, record_all
from irp.models import Board, Post, PostHolding, User
from irp.rules.calendar import london_day
from irp.words import PostKind
from programmes.models import Programme

PASSWORD = "demonstration-only"  # printed with the sign-ins; the users exist in demonstrations only
DOMAIN = "demo.example"  # reserved by RFC 2606: no mail can reach it
REASON = "Demonstration"
# The posts that the documents do not name: address, title and kind. Who holds one is named as it.
OWN_POSTS = (
    ("administrator", "Administrator", PostKind.ADMINISTRATOR),
    ("cpmo", "Head of the Corporate Portfolio Management Office", PostKind.CPMO),
    ("cpmo.assurance", "CPMO Assurance Lead", PostKind.CPMO),
    ("commissioner", "Lead Commissioner", PostKind.COMMISSIONER),
    ("commissioner.two", "Commissioner", PostKind.COMMISSIONER),
    ("committee", "Audit Committee reader", PostKind.COMMITTEE),
    ("internal.audit", "Head of Internal Audit", PostKind.INTERNAL_AUDIT),
    ("auditor", "External auditor", PostKind.EXTERNAL_AUDITOR),
    ("finance", "Finance validator", PostKind.FINANCE_VALIDATOR),
)
SITS_ON = {"Audit Committee reader": "Audit Committee"}
SHOWN = "HOU"  # the programme whose people the printed sign-ins are
SIGN_INS = (
    ("Administrator", "administrator"),
    ("CPMO", "cpmo"),
    ("Senior Accountable Officer", "sao.city-housing"),
    ("Responsible Delivery Lead", "rdl.hou"),
    ("Lead member", "member"),
    ("Commissioner", "commissioner"),
    ("Committee", "committee"),
    ("Internal audit", "internal.audit"),
    ("External auditor", "auditor"),
    ("Finance validator", "finance"),
)


@dataclass
class Cast:
    """Who acts: users by the local part of their address, and by the post they hold."""

    by_address: dict[str, User] = field(default_factory=dict)
    by_post: dict[int, User] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)  # of the one post each user holds

    @property
    def head(self) -> User:
        """Return the CPMO's head, who runs the cycle."""
        return self.by_address["cpmo"]

    @property
    def assurer(self) -> User:
        """Return the CPMO's assurance lead, who rates and challenges."""
        return self.by_address["cpmo.assurance"]

    @property
    def commissioners(self) -> list[User]:
        """Return the commissioners."""
        return [self.by_address["commissioner"], self.by_address["commissioner.two"]]


def sign_ins() -> list[tuple[str, str]]:
    """Return one sign-in for each role: the role in words and the e-mail address."""
    return [(role, f"{address}@{DOMAIN}") for role, address in SIGN_INS]


def appoint_cast(programmes: list[Programme], *, by: str, at: datetime) -> Cast:
    """Create the users, the posts that the plan does not name, and who holds which.

    Written in bulk with one hash for the one password that all share: hashing it again for each
    of some thirty users would take longer than the rest of the seed.
    """
    known = {post.title: post for post in Post.objects.all()}
    delivery = {
        programme.ref: f"Responsible Delivery Lead, {programme.name}" for programme in programmes
    }
    wanted = {title: kind for _, title, kind in OWN_POSTS}
    wanted |= {
        delivery[programme.ref]: PostKind.RDL for programme in programmes if programme.rdl is None
    }
    boards = {board.name: board for board in Board.objects.filter(name__in=SITS_ON.values())}
    made = [
        Post(title=title, kind=kind.value, committee=boards.get(SITS_ON.get(title, "")))
        for title, kind in wanted.items()
        if title not in known
    ]
    known |= {post.title: post for post in record_all(made, by=by, at=at, reason=REASON)}
    entries = [(address, known[title]) for address, title, _ in OWN_POSTS]
    for programme in programmes:
        if programme.rdl is None:
            programme.rdl = known[delivery[programme.ref]]
            record(programme, by=by, at=at, reason=REASON)
        entries.append((f"rdl.{programme.ref.lower()}", programme.rdl))
        if programme.ref == SHOWN and programme.lead_member is not None:
            entries.append(("member", programme.lead_member))
    for post in sorted(known.values(), key=str):
        if post.kind == PostKind.SAO and not post.part_titles:
            entries.append((f"sao.{_local(area_of(post.title))}", post))
    return _cast(entries, by=by, at=at)


def _cast(entries: list[tuple[str, Post]], *, by: str, at: datetime) -> Cast:
    hashed = make_password(PASSWORD)
    users = [
        User(email=f"{address}@{DOMAIN}", name=post.title, password=hashed)
        for address, post in entries
    ]
    record_all(users, by=by, at=at, reason=REASON)
    holdings = [
        PostHolding(
            user=user, post=post, starts_on=FIRST, awaits=post.kind == PostKind.COMMISSIONER
        )
        for user, (_, post) in zip(users, entries, strict=True)
    ]
    record_all(holdings, by=by, at=at, reason=REASON)
    _confirm([held for held in holdings if held.awaits], by=by, at=at)
    return Cast(
        by_address={entry[0]: user for entry, user in zip(entries, users, strict=True)},
        by_post={entry[1].pk: user for entry, user in zip(entries, users, strict=True)},
        titles={user.pk: entry[1].title for entry, user in zip(entries, users, strict=True)},
    )


def _confirm(held: list[PostHolding], *, by: str, at: datetime) -> None:
    """Let the first commissioner be confirmed by a letter, and confirm the others (Rule 24b)."""
    lead, *others = held
    letter, written_on = "Demonstration 1", london_day(at)
    confirm_holding(lead, letter=letter, letter_on=written_on, version=1, by=by, at=at)
    for holding in others:
        confirm_holding(holding, version=1, by=lead.user, at=at)


def area_of(title: str) -> str:
    """Return what a post's title is about: "Strategic Director of City Housing" is City Housing."""
    return re.sub(
        r"^(?:Strategic Director|Director|Cabinet Member) (?:of|for) ", "", title
    ).replace(" and Section 151 Officer", "")


def _local(area: str) -> str:
    words = re.findall(r"[a-z]+", area.casefold())
    return "-".join(word for word in words if word != "and")
