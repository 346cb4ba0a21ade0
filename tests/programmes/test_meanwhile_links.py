"""A row is retired or moves while something is tied to it, and a file is loaded by two at once."""

import pytest

from irp.history import record
from programmes.models import Benefit, Dependency, DependencyConfirmation, Lot, Saving
from tests.irp.test_sent import BENEFITS, LOTS, SAVINGS
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


@pytest.mark.parametrize(
    ("page", "file_text", "model"),
    [
        ("/receipts/load", LOTS, Lot),
        ("/benefits/load", BENEFITS, Benefit),
        ("/savings/load", SAVINGS, Saving),
    ],
)
def test_4a10_a_file_that_another_loads_meanwhile_adds_nothing_twice(
    sign_in, meanwhile, page, file_text, model
):
    sent = {"confirmed": "yes", "file_text": file_text}
    other = sign_in("cpmo2")
    meanwhile(lambda: other.post(page, sent))
    answer = sign_in("cpmo").post(page, sent)
    assert answer.status_code == 422 and "of this name" in answer.content.decode()
    assert model.objects.count() == 1
