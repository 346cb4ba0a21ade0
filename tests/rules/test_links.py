"""What links must be, and what the coverage matrix counts and finds."""

from datetime import UTC, datetime

from assurance.facts.links import CoveredFacts, LinkFacts
from assurance.figures.coverage import count_covers, count_links, cover_lines, finding
from assurance.rules.serving import confirm_faults, link_ending_faults
from assurance.words.coverage import Cover
from assurance.words.links import LinkKind, LinkState

AT = datetime(2026, 11, 9, tzinfo=UTC)


def link(number, requirement, kind, ref, state="proposed"):
    facts = dict.fromkeys(
        ("source", "proposed_in", "confirmed_by", "confirmed_in", "ended_by", "ended_in"), ""
    )
    return LinkFacts(
        number=number, requirement=requirement, kind=LinkKind(kind), ref=ref, title=ref,
        programme="", state=LinkState(state), reason="It does.", proposed_by="Ada", proposed_at=AT,
        confirmed_at=None, ended_at=None, ended_reason="", **facts,
    )  # fmt: skip


ROWS = [CoveredFacts(ref=f"PO{n}-T1-1", title="", outcome=n, test=1) for n in (6, 7, 10)]
LINKS = [
    link(1, "PO6-T1-1", "programme", "CHI", "confirmed"),
    link(2, "PO6-T1-1", "saving", "SAV-S02"),
    link(3, "PO7-T1-1", "saving", "SAV-S07"),
    link(4, "PO10-T1-1", "programme", "AST", "ended"),
]


def test_rule_28_nobody_confirms_what_they_proposed():
    assert confirm_faults(state=LinkState.PROPOSED, proposed_by=1, by=1)
    assert not confirm_faults(state=LinkState.PROPOSED, proposed_by=1, by=2)
    assert not confirm_faults(state=LinkState.PROPOSED, proposed_by=None, by=2)
    for state in (LinkState.CONFIRMED, LinkState.ENDED):
        assert confirm_faults(state=state, proposed_by=1, by=2)


def test_a_link_ends_with_its_reason_and_once():
    assert not link_ending_faults(state=LinkState.CONFIRMED, reason="It moved.")
    assert "reason" in link_ending_faults(state=LinkState.PROPOSED, reason=" ")
    assert "reason" in link_ending_faults(state=LinkState.ENDED, reason="Again.")


def test_rule_22_confirmed_proposed_and_nothing_are_counted_apart():
    """One with proposed links only is not served, and an ended link serves nothing."""
    lines = cover_lines(ROWS, LINKS)
    assert [line.cover for line in lines] == [Cover.CONFIRMED, Cover.PROPOSED, Cover.NONE]
    assert count_covers(lines) == {Cover.NONE: 1, Cover.PROPOSED: 1, Cover.CONFIRMED: 1}
    assert [saving.ref for saving in lines[0].of(LinkKind.SAVING)] == ["SAV-S02"]


def test_links_are_counted_by_how_far_they_have_come_a_state_without_any_too():
    counted = {LinkState.PROPOSED: 2, LinkState.CONFIRMED: 1, LinkState.ENDED: 1}
    assert count_links(LINKS) == counted
    assert count_links([]) == dict.fromkeys(LinkState, 0)


def test_the_finding_is_worked_out():
    found = finding(cover_lines(ROWS, LINKS))
    assert found.outcomes == (7, 10)
    assert found.words == (
        "No programme is dedicated to outcome 7 or 10.",
        "The Improvement and Recovery Plan is 22 months older than the Assurance Plan.",
        "Savings rows that bear on outcome 7: SAV-S07.",
        "Savings rows that bear on outcome 10: none.",
    )
    every = [link(9, row.ref, "programme", "HOU") for row in ROWS]
    assert finding(cover_lines(ROWS, every)).words[0].startswith("Every outcome has a programme")
