"""Who agrees what a commissioner drafted, by the setting (Rule 24b)."""

import pytest

from irp.rules.agreement import BY_AUTHOR, BY_LEAD, agreement_faults, is_lead
from irp.words import Agrees

SECOND, LEAD = Agrees.SECOND, Agrees.LEAD


@pytest.mark.parametrize(
    ("agrees", "drafted_by", "agreed_by", "leads", "faults"),
    [
        (SECOND, 1, 1, {1}, [BY_AUTHOR]),
        (SECOND, 1, 2, {3}, []),
        (LEAD, 1, 3, {3}, []),
        (LEAD, 1, 2, {3}, [BY_LEAD]),
        (LEAD, 1, 1, {3}, [BY_AUTHOR]),
        (LEAD, 3, 3, {3}, [BY_AUTHOR]),  # the lead's own: author and agreer differ always
        (LEAD, 3, 2, {3}, []),  # so another commissioner agrees it
        (LEAD, 3, 2, {3, 4}, []),
        (LEAD, 1, 2, set(), []),  # nobody leads, or may judge there
    ],
)
def test_rule_24b_a_second_or_the_lead_agrees(agrees, drafted_by, agreed_by, leads, faults):
    found = agreement_faults(agrees, drafted_by=drafted_by, agreed_by=agreed_by, leads=leads)
    assert found == faults


@pytest.mark.parametrize(
    ("title", "leads"),
    [
        ("Lead Commissioner", True),
        ("Commissioner (Lead)", True),
        ("Commissioner", False),
        ("Commissioner for Leadership", False),
        ("Commissioner, misleading", False),
    ],
)
def test_rule_24b_the_lead_is_whose_title_has_the_word(title, leads):
    assert is_lead(title) is leads
