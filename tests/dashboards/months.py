"""Steps of a month, as these tests need them: signed, assured, frozen, the next one opened."""

from datetime import date, timedelta

from packs.actions import freeze_period
from programmes.actions import assure_return, open_cycle, rate_return, sign_return, submit_return
from programmes.words import Rating
from tests.world import NOW


def sign(world, ref, rating=Rating.GREEN, reason="As planned", at=NOW):
    """Report, submit and sign a programme's return."""
    ret = world.report_all(ref)
    ret = submit_return(ret, by=world.user("rdl"), at=at)
    return sign_return(
        ret, post=world.posts["sao"], rating=rating, reason=reason, by=world.user("sao"), at=at
    )


def assure(world, ref, rating=Rating.GREEN, reason="Agreed", at=NOW):
    """Assure a signed return with CPMO's own rating."""
    ret, by = world.ret(ref), world.user("cpmo")
    rate_return(ret, rating=rating, reason=reason, by=by, at=at)
    return assure_return(ret, by=by, at=at)


def freeze(world):
    """Freeze the open month."""
    world.period.refresh_from_db()
    return freeze_period(
        world.period, version=world.period.version, reason="The board meets",
        by=world.user("cpmo"), at=NOW + timedelta(hours=1),
    )  # fmt: skip


def open_november(world):
    """Open the month after the world's."""
    world.period = open_cycle(
        date(2026, 11, 1), tib_on=date(2026, 12, 22), irb_on=date(2026, 12, 29),
        by=world.user("cpmo"), at=NOW + timedelta(hours=2),
    )  # fmt: skip
    return world.period
