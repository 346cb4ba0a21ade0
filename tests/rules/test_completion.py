"""What a completion rests on: evidence or the reason there is none; the service that runs it."""

import pytest

from programmes.rules.completion import NOTHING_SAID, Completion, completion_faults
from programmes.words import Delivery

GREEN, COMPLETE = Delivery.GREEN, Delivery.COMPLETE


def faults(delivery=COMPLETE, was=GREEN, **entered):
    return completion_faults(Completion(**entered), delivery=delivery, was=was)


def test_what_becomes_complete_has_evidence_or_the_reason_why_there_is_none():
    assert list(faults()) == ["evidence"]
    assert list(faults(evidence="  ", no_evidence="\n")) == ["evidence"]
    assert faults(evidence="Minute 12") == faults(no_evidence="No minute was kept") == {}
    assert list(faults(evidence="Minute 12", no_evidence="None was kept")) == ["no_evidence"]


def test_what_was_complete_before_evidence_was_asked_for_may_go_on_without():
    assert faults(was=COMPLETE) == {}
    assert list(faults(was=None)) == ["evidence"]


def test_a_service_may_be_named_beside_either():
    assert faults(evidence="Minute 12", handed_to="Housing Repairs") == {}
    assert list(faults(handed_to="Housing Repairs")) == ["evidence"]


@pytest.mark.parametrize("name", ["evidence", "no_evidence", "handed_to"])
def test_only_what_is_complete_says_any_of_it(name):
    found = faults(GREEN, **{name: "Something"})
    assert list(found) == [name] and "choose Complete" in found[name]
    assert faults(GREEN, **{name: " "}) == {}


def test_what_the_form_refused_already_is_judged_no_further():
    assert faults(evidence=None) == faults(no_evidence=None) == {}
    assert completion_faults(NOTHING_SAID, delivery=GREEN, was=COMPLETE) == {}
