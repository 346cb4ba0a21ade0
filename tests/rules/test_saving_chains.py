"""Rule 26: replacements counted once, the shortfall of a chain, the test over 90%."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.rules.saving_chains import (
    Chain,
    Promise,
    Replaces,
    chains,
    ninety_test,
    replacement_faults,
    share_words,
)
from programmes.words.savings import Basis, Recurrence

M = Decimal(1_000_000)


def promise(ref, target=None, delivered=0, validated=0, recurrence=Recurrence.RECURRENT):
    return Promise(
        ref=ref,
        target=None if target is None else target * M,
        delivered=delivered * M,
        validated=validated * M,
        recurrence=recurrence,
    )


def test_rule_26_a_replaced_saving_counts_its_target_once():
    """A £5m yields £1m, replaced by B £2m and C £1m: target £5m, delivered £4m, shortfall £1m."""
    savings = [promise("A", 5, 1), promise("B", 2, 2), promise("C", None, 1)]
    links = [Replaces(replaced="A", by="B"), Replaces(replaced="A", by="C")]
    (only,) = chains(savings, links)
    assert (only.root, only.members) == ("A", ("A", "B", "C"))
    assert (only.target, only.own, only.delivered, only.shortfall) == (5 * M, M, 4 * M, M)


def test_rule_26_a_replacement_that_is_replaced_in_turn_is_of_the_same_chain():
    savings = [promise("A", 5, 1), promise("B", 2, 1), promise("C", None, 2)]
    links = [Replaces(replaced="A", by="B"), Replaces(replaced="B", by="C")]
    (only,) = chains(savings, links)
    assert (only.members, only.delivered, only.shortfall) == (("A", "B", "C"), 4 * M, M)


def test_rule_26_more_than_was_promised_offsets_nothing_elsewhere():
    """Without a replacement entered A lacks £1m, whatever D has beyond its own target."""
    short, over = chains([promise("A", 5, 4, 4), promise("D", 2, 3, 3)], [])
    assert (short.shortfall, over.shortfall) == (M, 0)
    assert (over.validated, over.counted) == (3 * M, 2 * M)


def test_rule_26_more_than_was_promised_offsets_as_an_entered_replacement():
    """D keeps its target of £2m; the £1m beyond it makes A good, and no pound counts twice."""
    savings = [promise("A", 5, 4, 4), promise("D", 2, 3, 3)]
    links = [Replaces(replaced="A", by="D", basis=Basis.SURPLUS)]
    short, lender = chains(savings, links)
    assert (short.target, short.delivered, short.shortfall) == (5 * M, 5 * M, 0)
    assert (lender.target, lender.delivered, lender.shortfall) == (2 * M, 2 * M, 0)
    assert (short.counted, lender.counted) == (5 * M, 2 * M)


LINKS = [Replaces(replaced="A", by="B"), Replaces(replaced="B", by="C")]


@pytest.mark.parametrize(
    ("replaced", "by", "says"),
    [
        ("A", "A", "A cannot replace itself"),
        ("C", "A", "a circle: A → B → C → A"),
        ("B", "A", "a circle: A → B → A"),
        ("D", "B", "B replaces A in this year. A saving replaces one other at most"),
        ("A", "B", "B replaces A already"),
        ("A", "D", ""),
        ("C", "D", ""),
    ],
)
def test_rule_26_a_chain_does_not_bite_its_tail(replaced, by, says):
    faults = replacement_faults(LINKS, replaced=replaced, by=by)
    assert set(faults) == ({"by_ref"} if says else set())
    assert says in faults.get("by_ref", "")


def year_of(counted, *, one_off=0, target=40, unsaid=0):
    """Return the test of a year with one saving of each kind."""
    kinds = {
        Recurrence.RECURRENT: counted - one_off - unsaid, Recurrence.ONE_OFF: one_off, None: unsaid
    }  # fmt: skip
    savings = [
        Promise(ref=str(kind), validated=amount * M, delivered=amount * M, recurrence=kind)
        for kind, amount in kinds.items()
    ]
    return ninety_test(target * M, chains(savings, []))


def test_rule_26_exactly_90_percent_is_not_over_90_percent():
    """£36.0m of £40.0m is not met."""
    test = year_of(Decimal(36))
    assert (test.counted, test.target, test.share) == (36 * M, 40 * M, "90.0%")
    assert not test.is_met


def test_rule_26_37_of_40_is_met_and_its_recurrent_share_stands_beside():
    """£37.0m with £2.0m one-off is met at 92.5%, "recurrent 87.5%"."""
    test = year_of(Decimal(37), one_off=Decimal(2))
    assert test.is_met
    assert (test.share, test.recurrent_share, test.one_off) == ("92.5%", "87.5%", 2 * M)


def test_rule_26_what_is_not_said_to_be_recurrent_is_not_counted_as_recurrent():
    test = year_of(Decimal(37), unsaid=Decimal(3))
    assert (test.share, test.recurrent_share, test.one_off) == ("92.5%", "85.0%", 0)


def test_rule_26_a_year_without_a_target_has_no_test():
    assert ninety_test(None, []) is None and ninety_test(Decimal(0), []) is None


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        ("36000000", "90.0%"),
        ("36000000.01", "just over 90%"),
        ("36004000", "90.01%"),
        ("35999999.99", "89.9%"),
        ("37000000", "92.5%"),
        ("40000000", "100.0%"),
    ],
)
def test_rule_26_a_share_is_rounded_down(amount, printed):
    assert share_words(Decimal(amount), of=40 * M) == printed


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)


@given(
    st.lists(
        st.tuples(st.none() | AMOUNTS, AMOUNTS, AMOUNTS, st.sampled_from([*Recurrence, None])),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from(list(Basis)))),
)
def test_rule_26_no_pound_is_counted_twice_and_none_is_lost(rows, wanted):
    savings = [
        Promise(ref=str(place), target=target, delivered=max(done, checked),
                validated=min(done, checked), recurrence=kind)
        for place, (target, done, checked, kind) in enumerate(rows)
    ]  # fmt: skip
    links: list[Replaces] = []
    for replaced, by, basis in wanted:
        ends = {"replaced": str(replaced), "by": str(by)}
        if max(replaced, by) < len(rows) and not replacement_faults(links, **ends):
            links.append(Replaces(**ends, basis=basis))
    found: tuple[Chain, ...] = chains(savings, links)
    assert sum(chain.delivered for chain in found) == sum(saving.delivered for saving in savings)
    assert sum(chain.validated for chain in found) == sum(saving.validated for saving in savings)
    for chain in found:
        assert chain.counted_recurrent + chain.counted_one_off <= chain.counted <= chain.validated
