"""Which acts a programme's page offers a person; none where it shows a past moment."""

from typing import Any

from irp.models import User
from programmes.figures.holding import unsigned
from programmes.models import Programme
from programmes.presenters.next_acts import Movable, NextAct, acts_offered, updates_offered
from programmes.presenters.programme import ProgrammePage
from programmes.words import ReturnState


def acts_on_page(user: User, programme: Programme, page: ProgrammePage) -> list[NextAct]:
    """Return the acts on the month's return that this person may take now."""
    titled = {post.title: post for post in page.read.posts.values()}
    programme.known_signers = [titled[title] for title in page.read.signing_posts]
    if page.ret is None:
        return []
    needed: list[Any] = [titled[title] for title in unsigned(page.ret, page.read.signing_posts)]
    return acts_offered(
        user,
        Movable(
            programme=programme,
            state=ReturnState(page.ret.state),
            is_open=page.is_open,
            people=lambda: page.read.people,
            unsigned=lambda: needed,
        ),
    )


def rights_on_page(user: User, programme: Programme, page: ProgrammePage | None) -> dict[str, Any]:
    """Return what a person may do on the page, by "may_" and the act; `page` as it is now.

    Nothing is added to a programme that is closed (Rule 18d). "updatable" are the milestones that
    a person may report where it is not all of them.
    """
    updates = updates_offered(user, programme, is_open=page is not None and page.is_open)
    acts = acts_on_page(user, programme, page) if page else []
    grows = page is not None and programme.closed_on is None
    keeps = grows and user.has_perm("programmes.keep_raid", programme)  # after signers are known
    return {
        "acts": acts,
        "may_update": updates.may,
        "updatable": updates.only,
        "may_ask": grows and user.has_perm("programmes.ask_change", programme),
        "may_keep": keeps,
        "may_add": keeps,
        "may_restructure": grows and user.has_perm("programmes.restructure"),
    }
