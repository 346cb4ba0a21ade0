"""Who has an account and a post, as administrators look after them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef

from irp.models import Post, PostHolding, User
from programmes.models import Programme


@dataclass(frozen=True, kw_only=True)
class AccountsRead:
    """How many accounts and posts there are, and the programmes whose RDL is in the post."""

    active: int  # accounts
    idle: int  # of these, in no post today
    vacant: int  # posts
    led: frozenset[str]  # references of programmes


def accounts_read(*, on: date) -> AccountsRead:
    """Return the accounts and the posts as they are on a day, in three statements."""
    held = PostHolding.objects.held(on=on).filter(user__is_active=True)
    users = User.objects.filter(is_active=True)
    has_post = Exists(held.filter(user=OuterRef("pk")))
    counted = users.aggregate(active=Count("pk"), idle=Count("pk", filter=~has_post))
    leads = Programme.objects.filter(Exists(held.filter(post=OuterRef("rdl"))))
    return AccountsRead(
        **counted,
        vacant=Post.objects.exclude(Exists(held.filter(post=OuterRef("pk")))).count(),
        led=frozenset(leads.values_list("ref", flat=True)),
    )
