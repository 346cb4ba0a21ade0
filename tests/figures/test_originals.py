"""Rule 18a: the original plan always counts its rows, whatever was split or merged since."""

from datetime import UTC, datetime

from programmes.facts.changes import DescentFacts
from programmes.figures.originals import PlanSize, plan_size

AT = datetime(2026, 11, 9, tzinfo=UTC)
PUBLISHED = [f"HOU-{number:03}" for number in range(1, 188)]


def came(parent, *children):
    return [DescentFacts(parent=parent, child=child, at=AT) for child in children]


def size(done, *descents):
    gone = {descent.parent for descent in descents}
    rows = {*PUBLISHED, *(descent.child for descent in descents)} - gone
    return plan_size(PUBLISHED, {ref: ref in done for ref in rows}, descents)


def test_rule_18a_187_original_188_in_force():
    split = came("HOU-006", "HOU-188", "HOU-189")
    assert size({"HOU-001"}) == PlanSize(original=187, done=1, in_force=187)
    assert size({"HOU-001"}, *split) == PlanSize(original=187, done=1, in_force=188)


def test_rule_18a_a_parent_is_done_when_its_last_child_is():
    split = came("HOU-006", "HOU-188", "HOU-189")
    assert size({"HOU-188"}, *split).done == 0
    assert size({"HOU-188", "HOU-189"}, *split).done == 1
    again = [*split, *came("HOU-189", "HOU-190", "HOU-191")]  # a split of a split
    assert size({"HOU-188", "HOU-190"}, *again).done == 0
    assert size({"HOU-188", "HOU-190", "HOU-191"}, *again) == PlanSize(
        original=187, done=1, in_force=189
    )


def test_rule_18a_a_merged_row_finishes_all_its_parents():
    merged = [*came("HOU-001", "HOU-188"), *came("HOU-002", "HOU-188")]
    assert size({"HOU-188"}, *merged) == PlanSize(original=187, done=2, in_force=186)


def test_the_plan_was_published_with_the_milestones_that_are_not_shown_too():
    assert PlanSize(original=185, done=1, in_force=186).published(2) == 187
