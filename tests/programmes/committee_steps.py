"""Committees of the small council, given programmes through the product's own acts."""

from datetime import date

from irp.actions import seat_post
from irp.history import record
from irp.models import Board, Post
from programmes.actions.committees import take_programme
from programmes.models import CommitteeRemit
from tests.world import LOADED_AT, LOADER, NOW, World

SINCE = date(2026, 9, 1)


def committee(name: str = "Homes OSC", *, oversight: str = "programmes") -> Board:
    """Return a committee, made where there is none of the name."""
    row = Board.objects.filter(name=name).first()
    new = Board(name=name, kind="committee", oversight=oversight)
    return row or record(new, by=LOADER, at=LOADED_AT)


def takes(world: World, ref: str = "HOU", *, name: str = "Homes OSC", at=NOW) -> CommitteeRemit:
    """Have a committee take a programme since September."""
    programme, remit = world.programmes[ref], {"from_on": SINCE, "reason": "Its work programme"}
    return take_programme(committee(name), programme, **remit, by=world.user("cpmo"), at=at)


def sits(world, name: str, board) -> Post:
    """Have an administrator say on which committee a member's post sits."""
    post = world.posts[name]
    post.refresh_from_db()
    act = {"reason": "Council, 20 May", "version": post.version, "at": NOW}
    seated = seat_post(post, committee=board, by=world.user("administrator"), **act)
    world.posts[name] = seated
    return seated
