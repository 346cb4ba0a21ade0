"""When a test counts as met in an outcome, and when "confident of progress" does (20, 21)."""

from datetime import UTC, date, datetime

import pytest

from assurance.facts.cells import CellActFacts, CourseFacts, TurnFacts
from assurance.rules.cell_acts import (
    act_faults,
    has_confidence,
    said_faults,
)
from assurance.rules.cells import confidence, met_standing
from assurance.words import Judgement
from assurance.words.cells import Said, Subject

MET, PARTLY, NOT_MET = Judgement.MET, Judgement.PARTLY, Judgement.NOT_MET
OUT = Judgement.NOT_APPLICABLE


def day(month: int, number: int, year: int = 2028, hour: int = 12) -> datetime:
    return datetime(year, month, number, hour, tzinfo=UTC)


def course(number: int, *turns, added_on=None, retired_on=None) -> CourseFacts:
    return CourseFacts(
        ref=f"PO2-T1-{number}", outcome=2, test=1, title="Something", added_on=added_on,
        retired_on=retired_on,
        turns=tuple(TurnFacts(at=at, judgement=judgement) for at, judgement in turns),
    )  # fmt: skip


def act(verdict: Said, at: datetime) -> CellActFacts:
    of_progress = verdict in (Said.CONFIDENT, Said.NOT_CONFIDENT)
    return CellActFacts(
        outcome=2, test=1, subject=Subject.CONFIDENCE if of_progress else Subject.MET, said=verdict,
        reason="So it is.", evidence_cited="A report", drafted_by="Ada", drafted_in="Commissioner",
        by_name="Bea", by_post="Lead Commissioner", at=at,
    )  # fmt: skip


DECLARED = act(Said.MET, day(2, 10))
BEFORE = (day(1, 5), MET)


def standing(*courses, acts=(DECLARED,), at=None):
    return met_standing(acts, courses, at=at or day(6, 1))


class TestRule20MetCounts:
    def test_while_the_act_and_each_requirements_met_are_in_force(self):
        found = standing(course(1, BEFORE), course(2, BEFORE))
        assert found.counts and found.words == "Declared met 10 Feb 2028"
        assert found.regressions == ()

    def test_nothing_is_met_by_itself(self):
        found = standing(course(1, BEFORE), acts=())
        assert not found.counts and found.words == "Not declared met"

    @pytest.mark.parametrize(
        ("judgement", "what"),
        [(None, "withdrawn"), (PARTLY, "judged partly met"), (NOT_MET, "judged not met")],
    )
    def test_a_requirement_that_falls_breaks_it_from_that_day(self, judgement, what):
        fallen = course(3, BEFORE, (day(3, 4), judgement))
        assert standing(fallen, at=day(3, 3, hour=23)).counts
        found = standing(fallen, course(1, BEFORE), at=day(3, 4))
        assert not found.counts
        words = "declared met 10 Feb 2028; no longer supported since 4 Mar 2028: PO2-T1-3"
        assert found.words.lower() == f"{words.lower()} {what}"
        assert [row.words for row in found.regressions] == [f"{words} {what}"]

    def test_restoring_the_requirement_alone_does_not_bring_it_back(self):
        restored = course(3, BEFORE, (day(3, 4), None), (day(3, 20), MET))
        assert not standing(restored).counts
        again = standing(restored, acts=(DECLARED, act(Said.MET, day(4, 1))))
        assert again.counts and again.words == "Declared met 1 Apr 2028"
        assert [row.words for row in again.regressions] == [
            "declared met 10 Feb 2028; no longer supported since 4 Mar 2028: PO2-T1-3 withdrawn; "
            "declared met again 1 Apr 2028"
        ]

    def test_an_amendment_that_adds_a_requirement_breaks_it(self):
        added = course(4, added_on=date(2028, 3, 4))
        assert standing(course(1, BEFORE), added, at=day(3, 3)).counts
        found = standing(course(1, BEFORE), added, at=day(3, 4))
        assert not found.counts
        assert found.words.endswith("no longer supported since 4 Mar 2028: PO2-T1-4 added")
        # Met afterwards, it still needs the commissioners to declare it again.
        met = course(4, (day(3, 9), MET), added_on=date(2028, 3, 4))
        assert not standing(course(1, BEFORE), met).counts

    def test_a_requirement_that_was_met_before_it_was_added_breaks_nothing(self):
        ready = course(4, BEFORE, added_on=date(2028, 3, 4))
        assert standing(course(1, BEFORE), ready).counts

    def test_a_retired_requirement_breaks_it_no_more(self):
        retired = course(3, BEFORE, (day(3, 10), None), retired_on=date(2028, 3, 4))
        assert standing(course(1, BEFORE), retired).counts

    def test_rule_19_what_is_not_applicable_leaves_and_is_named(self):
        found = standing(course(1, BEFORE), course(2, (day(1, 9), OUT)))
        assert found.counts
        assert found.words == "Declared met 10 Feb 2028, without PO2-T1-2 (not applicable)"
        later = standing(course(1, BEFORE), course(2, BEFORE, (day(3, 4), OUT)))
        assert later.counts and later.excluded == ("PO2-T1-2",)

    def test_what_applies_again_and_is_not_met_breaks_it(self):
        back = course(2, (day(1, 9), OUT), (day(3, 4), PARTLY))
        found = standing(course(1, BEFORE), back)
        assert found.words.endswith("4 Mar 2028: PO2-T1-2 judged partly met")

    def test_no_requirement_that_applies_is_never_met_by_default(self):
        gone = course(1, (day(1, 9), OUT))
        assert not standing(gone, acts=()).counts
        assert standing(gone).counts  # by an act, with its reason
        last = standing(course(1, BEFORE, (day(3, 4), OUT)))
        assert not last.counts and "no requirement applies any more" in last.words

    def test_a_withdrawn_act_is_a_regression_and_stays_listed(self):
        acts = (DECLARED, act(Said.WITHDRAWN, day(3, 4)))
        assert standing(course(1, BEFORE), acts=acts, at=day(3, 3)).counts
        found = standing(course(1, BEFORE), acts=acts)
        assert not found.counts and found.is_withdrawn
        assert [row.words for row in found.regressions] == [
            "declared met 10 Feb 2028; withdrawn 4 Mar 2028"
        ]

    def test_what_broke_before_it_was_withdrawn_says_when_it_broke(self):
        acts = (DECLARED, act(Said.WITHDRAWN, day(5, 1)))
        found = standing(course(1, BEFORE, (day(3, 4), None)), acts=acts)
        assert [row.fall.at for row in found.regressions] == [day(3, 4)]


class TestRule21Confidence:
    MET = (course(1, BEFORE),)

    def asked(self, *acts, courses=MET, at=None):
        at = at or day(6, 1)
        return confidence(acts, met_standing(acts, courses, at=at), at=at)

    def test_it_may_be_said_over_unmet_requirements(self):
        found = self.asked(act(Said.CONFIDENT, day(2, 1)), courses=(course(1),))
        assert found.counts and found.words == "Confident, 1 Feb 2028"

    def test_not_confident_and_not_yet_judged_do_not_count(self):
        assert not self.asked(act(Said.NOT_CONFIDENT, day(2, 1))).counts
        assert self.asked().words == "Not yet judged" and not self.asked().counts

    def test_a_withdrawal_leaves_it_not_yet_judged(self):
        gone = CellActFacts(
            **{name: getattr(DECLARED, name) for name in DECLARED.__slots__}
            | {"subject": Subject.CONFIDENCE, "said": Said.WITHDRAWN, "at": day(3, 1)}
        )
        found = self.asked(act(Said.CONFIDENT, day(2, 1)), gone)
        assert not found.counts and found.words == "Not yet judged"

    def test_when_met_falls_an_older_confident_counts_only_once_repeated(self):
        older = act(Said.CONFIDENT, day(1, 20))
        fallen = (course(1, BEFORE, (day(3, 4), None)),)
        assert self.asked(older, DECLARED, courses=fallen, at=day(3, 3)).counts
        found = self.asked(older, DECLARED, courses=fallen)
        assert not found.counts
        assert "to be repeated, since “met” no longer counts from 4 Mar 2028" in found.words
        assert self.asked(older, DECLARED, act(Said.CONFIDENT, day(3, 5)), courses=fallen).counts

    def test_there_are_18_of_them(self):
        cells = [(outcome, test) for outcome in range(1, 11) for test in (1, 2, 3)]
        assert sum(has_confidence(outcome=o, test=t) for o, t in cells) == 18


class TestFaults:
    def faults(self, verdict, *courses, acts=(), outcome=2, test=1):
        at = day(6, 1)
        met = met_standing(acts, courses, at=at)
        progress = confidence(acts, met, at=at)
        return act_faults(verdict, courses, met, progress, outcome=outcome, test=test, at=at)

    def test_rule_20_met_is_offered_only_once_every_requirement_is_met(self):
        assert self.faults(Said.MET, course(1, BEFORE)) == []
        assert self.faults(
            Said.MET, course(1, BEFORE), course(2), course(3, (day(2, 1), PARTLY))
        ) == [
            "Issue “Met” first. 2 requirements are not yet met: PO2-T1-2 (not assessed), "
            "PO2-T1-3 (partly met)."
        ]

    def test_rule_20_what_counts_already_is_not_declared_twice(self):
        assert "already" in self.faults(Said.MET, course(1, BEFORE), acts=(DECLARED,))[0]

    def test_rule_20_what_is_no_longer_supported_is_declared_again(self):
        restored = course(1, BEFORE, (day(3, 4), None), (day(3, 9), MET))
        assert self.faults(Said.MET, restored, acts=(DECLARED,)) == []

    def test_rule_21_progress_is_judged_in_18_places(self):
        assert self.faults(Said.CONFIDENT, course(1), outcome=1, test=2)
        assert self.faults(Said.CONFIDENT, course(1), outcome=2, test=1)
        assert self.faults(Said.CONFIDENT, course(1), outcome=2, test=3) == []

    def test_rule_21_the_same_is_not_said_twice(self):
        acts = (act(Said.CONFIDENT, day(2, 1)),)
        assert "already" in self.faults(Said.CONFIDENT, course(1), acts=acts, test=2)[0]
        assert self.faults(Said.NOT_CONFIDENT, course(1), acts=acts, test=2) == []

    @pytest.mark.parametrize("verdict", [Said.MET, Said.CONFIDENT])
    def test_rule_22_what_supports_it_is_named(self, verdict):
        assert set(said_faults(verdict, reason=" ", evidence="")) == {"reason", "evidence_cited"}
        assert said_faults(Said.NOT_CONFIDENT, reason="So.", evidence="") == {}
