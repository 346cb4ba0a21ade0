"""The work of an administrator: people without a post, posts without people."""

from datetime import date

from django.db.models import Count, Exists, OuterRef

from dashboards.presenters.home.parts import CountShown, Part, Task
from dashboards.presenters.portfolio import Portfolio
from irp.addresses import address
from irp.models import Post, PostHolding, User
from programmes.models import Programme
from programmes.words import RDL_NOT_NAMED


def administrator_part(whole: Portfolio, *, on: date) -> Part:
    """Return what keeps people from doing their part: nobody named, nobody appointed."""
    held = PostHolding.objects.held(on=on).filter(user__is_active=True)
    users = User.objects.filter(is_active=True)
    has_post = Exists(held.filter(user=OuterRef("pk")))
    counted = users.aggregate(active=Count("pk"), idle=Count("pk", filter=~has_post))
    vacant = Post.objects.exclude(Exists(held.filter(post=OuterRef("pk")))).count()
    leads = Programme.objects.filter(Exists(held.filter(post=OuterRef("rdl"))))
    led = set(leads.values_list("ref", flat=True))
    open_ones = [row for row in whole.rows if not row.line.closed_on]
    no_rdl = [row for row in open_ones if row.line.ref not in led]
    posts = address("administration:posts")
    people, idle = address("administration:users"), counted["idle"]
    here = "#part-administrator"  # the programmes without an RDL are its tasks
    figures = (
        CountShown("Active users", counted["active"], "", f"{people}?show=active"),
        CountShown("Without a post", idle, "", f"{people}?show=idle"),
        CountShown("Vacant posts", vacant, "", f"{posts}?show=vacant"),
        CountShown("Programmes without an RDL", len(no_rdl), f"of {len(open_ones)}", here),
    )
    tasks = tuple(
        Task(
            f"Name the RDL of {row.line.name}",
            address("programmes:rdl_appoint", row.line.ref),
            "Nobody holds the post today" if row.line.rdl else RDL_NOT_NAMED,
        )
        for row in no_rdl
    )
    empty = "Every programme has an RDL. You can add users and posts below."
    more = (
        Task("Users", address("administration:users"), "accounts and the posts they hold"),
        Task("Posts", posts, "who holds each post, and when"),
        Task("Settings", address("assurance:assumptions"), "quarters, deadlines"),
    )
    return Part("administrator", "Users and posts", tasks, empty, figures, more, "Administration")
