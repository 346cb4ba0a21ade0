"""The work of an administrator: people without a post, posts without people."""

from datetime import date

from dashboards.presenters.home.parts import CountShown, Part, Task
from dashboards.presenters.portfolio import Portfolio
from dashboards.readings.accounts import accounts_read
from irp.addresses import address
from programmes.words import RDL_NOT_NAMED


def administrator_part(whole: Portfolio, *, on: date) -> Part:
    """Return what keeps people from doing their part: nobody named, nobody appointed."""
    read = accounts_read(on=on)
    open_ones = [row for row in whole.rows if not row.line.closed_on]
    no_rdl = [row for row in open_ones if row.line.ref not in read.led]
    posts = address("administration:posts")
    people = address("administration:users")
    here = "#part-administrator"  # the programmes without an RDL are its tasks
    figures = (
        CountShown("Active users", read.active, "", f"{people}?show=active"),
        CountShown("Without a post", read.idle, "", f"{people}?show=idle"),
        CountShown("Vacant posts", read.vacant, "", f"{posts}?show=vacant"),
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
