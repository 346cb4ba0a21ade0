"""Links from delivery: proposed by one, confirmed by another, ended; what the database holds."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from assurance.actions.links import confirm_links, end_link
from assurance.models import DeliveryLink
from assurance.presenters.links import coverage
from assurance.readings.links import links
from assurance.words.links import LinkState
from irp.actions import Faulty, Refused
from irp.history import record
from irp.models import Conflict
from irp.readings import AsAt, Now
from tests.assurance import shelf
from tests.assurance.link_steps import confirm, propose
from tests.world import NOW

LATER = NOW + timedelta(days=3)


def test_rule_28_one_proposes_and_another_confirms(world):
    made = propose(world, "HOU", "HOU-01")
    assert [row.ref for row in made] == ["L-001", "L-002"]
    with pytest.raises(Refused, match="L-001: You proposed it"):
        confirm(world, *made, by="cpmo")
    assert {row.state for row in confirm(world, *made)} == {LinkState.CONFIRMED}
    recorded = DeliveryLink.objects.get(number=1)
    assert (recorded.proposed_name, recorded.confirmed_name) == ("Person cpmo", "Person sao")
    with pytest.raises(Refused, match="confirmed already"):
        confirm(world, recorded, by="cpmo2")


def test_rule_24a_whoever_owns_a_requirement_proposes_and_confirms_for_it_but_never_both(world):
    """The owner is an officer here, who may do neither for what they do not own."""
    with pytest.raises(PermissionDenied):
        propose(world, "HOU-01", by="officer")
    shelf.own(world, post="officer")
    [own] = propose(world, "HOU-01", by="officer", at=LATER)
    assert own.proposed_name == "Person officer"
    with pytest.raises(Refused, match="You proposed it"):
        confirm(world, own, by="officer", at=LATER)
    confirm(world, own, by="sao", at=LATER)
    [other] = propose(world, "HOU", by="cpmo", at=LATER)
    assert confirm(world, other, by="officer", at=LATER)[0].confirmed_name == "Person officer"
    with pytest.raises(PermissionDenied):
        end_link(other, reason="No.", version=2, by=world.user("officer"), at=LATER)


@pytest.mark.parametrize("name", ["administrator", "commissioner", "committee", "officer", "rdl"])
def test_only_the_cpmo_and_saos_propose_and_confirm(world, name):
    with pytest.raises(PermissionDenied):
        propose(world, "HOU", by=name)
    [made] = propose(world, "HOU")
    with pytest.raises(PermissionDenied):
        confirm(world, made, by=name)
    with pytest.raises(PermissionDenied):
        end_link(made, reason="No.", version=made.version, by=world.user(name), at=NOW)


def test_a_link_is_there_once_and_may_come_again_after_its_end(world):
    [made] = propose(world, "HOU-01")
    with pytest.raises(Refused, match="HOU-01 is linked to PO8-T1-1"):
        propose(world, "HOU-01", by="sao")
    with pytest.raises(Faulty):
        end_link(made, reason=" ", version=1, by=world.user("sao"), at=NOW)
    with pytest.raises(Conflict):
        end_link(made, reason="It moved.", version=9, by=world.user("sao"), at=NOW)
    ended = end_link(made, reason="It moved.", version=1, by=world.user("sao"), at=LATER)
    assert (ended.state, ended.ended_name) == (LinkState.ENDED, "Person sao")
    assert propose(world, "HOU-01", by="sao")[0].number == 2


def test_rule_24_what_is_retired_is_not_linked(world):
    world.requirement.refresh_from_db()
    world.requirement.retired_on = NOW.date()
    record(world.requirement, by="test", at=NOW)
    with pytest.raises(Refused, match="PO8-T1-1 is retired"):
        propose(world, "HOU-01")


def test_a_change_meanwhile_is_a_conflict(world):
    [made] = propose(world, "HOU-01")
    end_link(made, reason="It moved.", version=1, by=world.user("sao"), at=NOW)
    with pytest.raises(Conflict):
        confirm_links([(1, 1)], by=world.user("sao"), at=NOW)


def test_as_at_a_past_day_shows_what_was_linked_then(world):
    [made] = propose(world, "HOU-01")
    confirm(world, made, at=LATER)
    assert links(AsAt(NOW - timedelta(days=1))) == ()
    assert [link.state for link in links(AsAt(NOW))] == [LinkState.PROPOSED]
    assert links(AsAt(LATER)) == links(Now(LATER))
    assert coverage(AsAt(LATER)) == coverage(Now(LATER))


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "programme"},  # it names a milestone
        {"kind": "other"},
        {"state": "confirmed"},  # by nobody
        {"state": "ended"},  # without a reason
        {"reason": ""},
        {"proposed_name": ""},
    ],
)
def test_the_database_refuses_what_the_rules_do(world, changes):
    [made] = propose(world, "HOU-01")
    with pytest.raises(IntegrityError), transaction.atomic():
        DeliveryLink.objects.filter(pk=made.pk).update(**changes)


def test_the_database_refuses_a_confirmation_by_the_proposer(world):
    [made] = propose(world, "HOU-01")
    values = {"state": "confirmed", "confirmed_name": "x", "confirmed_at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        rows = DeliveryLink.objects.filter(pk=made.pk)
        rows.update(confirmed_by=world.users["cpmo"], **values)
