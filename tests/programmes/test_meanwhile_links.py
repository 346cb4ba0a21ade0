"""A row that is retired or moves while something is tied to it (Rules 18d, 24 and 28)."""

import pytest

from irp.history import record
from programmes.models import Dependency, DependencyConfirmation
from tests.programmes.structure import move
from tests.programmes.test_meanwhile import retire
from tests.world import LOADER, NOW

ADD = "/dependencies/add"
TYPED = {
    "giver_ref": "HOU-01", "taker_ref": "JOB-01", "title": "List of tenants",
    "give_by": "31/3/2027", "need_by": "31/5/2027", "version": "0",
}  # fmt: skip


@pytest.mark.parametrize("ref", ["HOU-01", "JOB-01"])
def test_rule_28_nothing_depends_on_a_row_that_is_retired_meanwhile(world, sign_in, meanwhile, ref):
    meanwhile(lambda: retire(ref))
    answer = sign_in("cpmo").post(ADD, TYPED)
    assert answer.status_code == 422
    assert f"{ref} is retired. Enter a milestone that is in force" in answer.content.decode()
    assert not Dependency.objects.exists()


def test_rule_28_who_adds_it_confirms_it_for_the_programme_that_the_row_has_now(
    world, sign_in, meanwhile
):
    """The taker's programme is another's by then: who adds it is of the giver's side alone."""
    other = world.programmes["JOB"]
    other.sao, other.rdl = world.posts["other_sao"], None
    record(other, by=LOADER, at=NOW)
    meanwhile(lambda: move(world, ["HOU-02"]))
    assert sign_in("rdl").post(ADD, TYPED | {"taker_ref": "HOU-02"}).status_code == 302
    assert [given.side for given in DependencyConfirmation.objects.all()] == ["giver"]
