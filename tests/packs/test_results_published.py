"""A result is withheld before it is published and never after (Rule 24e)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from assurance.words import Judgement
from assurance.words.cells import Said
from assurance.words.classification import Classification
from irp.actions import Refused
from irp.words import Oversight
from packs.actions.extracts import beside_extract, request_extract
from packs.build import context_of
from packs.facts.edition import ExtractFacts
from packs.facts.publication import PublishedFacts
from packs.models import Pack, PlanSnapshot
from packs.rules.results import that_print
from packs.snapshot import codec
from packs.snapshot.beside import words_mark
from packs.snapshot.pinning import pinned
from packs.snapshot.published import published_results, to_withhold
from packs.words import Forum, ItemKind
from packs.words.publication import PublicationStep
from tests.assurance import shelf
from tests.packs.publication_steps import ask_public, issued, public, published, received, step
from tests.packs.test_classification import classify
from tests.programmes.committee_steps import committee
from tests.world import NOW

REF = "PO8-T1-1"
TEST = "PO8-T1"
RESULT = (ItemKind.RESULT, REF)
EARLIER, LATER = NOW - timedelta(days=1), NOW + timedelta(days=1)


def edition(frozen: int, told: int = 0, *withheld) -> PublishedFacts:
    """Return an edition by the days of November on which it was frozen and asked for."""
    return PublishedFacts(
        key=1,
        name="IRB pack",
        on=date(2026, 12, 1),
        frozen_at=NOW.replace(day=frozen),
        told_until=NOW.replace(day=told or frozen),
        withheld=frozenset(withheld),
        extract=None,
    )


class TestTheRule:
    @pytest.mark.parametrize(
        ("days", "found", "until", "prints"),
        [
            ([], edition(10), 30, False),  # nobody said anything: there is no result
            ([5], edition(10), 30, True),
            ([11], edition(10), 30, False),  # said after it
            ([11], edition(10, 12), 30, True),  # told there, under "Since the cut-off"
            ([5, 11], edition(10), 30, False),  # the first was published, the newest was not
            ([5, 11], edition(10), 10, True),  # as it stood then it was
            ([5, 11], edition(20), 10, False),  # that edition has another result
            ([5], edition(10, 0, RESULT), 30, False),  # it was withheld from it
            ([5], edition(10, 0, (ItemKind.CPMO_VIEW, REF)), 30, True),  # another's was
        ],
    )
    def test_rule_24e_a_result_was_published_where_an_edition_prints_it(
        self, days, found, until, prints
    ):
        moments = [NOW.replace(day=day) for day in days]
        told = that_print(*RESULT, moments, [found], until=NOW.replace(day=until))
        assert told == ([found] if prints else [])

    def test_rule_24e_a_test_was_not_published_where_a_result_under_it_was_withheld(self):
        for withheld, prints in ((RESULT, False), ((ItemKind.RESULT, "PO8-T10-1"), True)):
            found = that_print(
                ItemKind.TEST, TEST, [EARLIER], [edition(20, 0, withheld)], until=LATER
            )
            assert bool(found) == prints


@pytest.mark.django_db
class TestTheAct:
    def test_rule_24e_a_result_that_is_not_published_is_withheld(self, world):
        shelf.judge(world, Judgement.MET, at=EARLIER)
        public(world)  # it has it and was not published
        assert classify(world, kind=ItemKind.RESULT, ref=REF).number == 1
        assert {item.kind for item in to_withhold(at=LATER)[0]} == {ItemKind.RESULT}

    def test_rule_24e_commissioners_alone_withhold_their_result(self, world):
        shelf.judge(world, Judgement.MET, at=EARLIER)
        for kind, ref in ((ItemKind.RESULT, REF), (ItemKind.TEST, TEST)):
            for name in ("cpmo", "administrator", "sao"):
                with pytest.raises(PermissionDenied, match="Only commissioners withhold"):
                    classify(world, kind=kind, ref=ref, by=name)
        with pytest.raises(PermissionDenied, match="Only CPMO can classify"):
            classify(world, kind=ItemKind.CPMO_VIEW, ref=REF, by="commissioner")

    def test_rule_24e_a_published_result_is_not_even_after_it_was_taken_down(self, world):
        shelf.judge(world, Judgement.MET, at=EARLIER)
        found = publish(world)
        step(world, found, PublicationStep.TAKEN_DOWN)
        with pytest.raises(Refused, match=f"result of {REF} that is in force was published on 9 N"):
            classify(world, kind=ItemKind.RESULT, ref=REF, at=LATER)
        classify(world, kind=ItemKind.JUDGEMENT, ref=REF)  # its reasons are

    def test_rule_24e_each_speaker_s_result_is_one_and_a_newer_one_is_another(self, world):
        shelf.judge(world, Judgement.MET, at=EARLIER)
        publish(world)
        for kind in (ItemKind.CPMO_VIEW, ItemKind.OWN_VIEW, ItemKind.TEST):
            ref = TEST if kind is ItemKind.TEST else REF
            classify(world, kind=kind, ref=ref, at=LATER)
        shelf.withdraw(world, at=LATER)
        classify(world, kind=ItemKind.RESULT, ref=REF, at=LATER)

    def test_rule_24e_an_edition_of_a_month_prints_what_was_published_of_it(self, world):
        """What is withheld is the newer result: an edition made again withholds no older one."""
        shelf.judge(world, Judgement.NOT_MET, at=EARLIER)
        found = publish(world)
        whole = found.made_from
        shelf.judge(world, Judgement.MET, at=LATER)
        classify(world, kind=ItemKind.RESULT, ref=REF, at=LATER)
        again = ask_public(world, whole, at=LATER)
        assert codec.pinned_in(again.pinned).classes == ()
        assert [item.ref for item in to_withhold(at=LATER)[0]] == [REF]
        step(world, found, PublicationStep.TAKEN_DOWN)
        published(world, found)  # and it is published again

    def test_rule_24e_what_commissioners_say_of_a_test_is_withheld_until_it_is_published(
        self, world
    ):
        shelf.judge(world, Judgement.MET, at=EARLIER)
        shelf.agreed(world, Said.MET, at=EARLIER)
        classify(world, kind=ItemKind.TEST, ref=TEST)
        publish(world)  # without it
        assert not published_results([(ItemKind.TEST, TEST)], until=LATER)
        classify(world, Classification.PUBLIC, kind=ItemKind.TEST, ref=TEST, seen=1)
        step(world, Pack.objects.get(audience="public"), PublicationStep.TAKEN_DOWN)
        publish(world, Pack.objects.get(audience="whole"), part=2)
        with pytest.raises(Refused, match=f"The result of {TEST}"):
            classify(world, kind=ItemKind.TEST, ref=TEST, seen=2, at=LATER)

    @pytest.mark.parametrize("oversight", Oversight)
    def test_rule_24e_an_extract_publishes_what_it_speaks_of(self, world, oversight):
        """The Audit Committee's prints no judgement; another's of the outcomes it serves."""
        shelf.judge(world, Judgement.MET, at=EARLIER)
        extract = ExtractFacts(
            committee="Homes OSC", oversight=oversight, meets_on=LATER.date(), programmes=()
        )
        publish(world, audience="member", extract=extract)
        found = published_results([RESULT], until=LATER)
        assert bool(found) == (oversight is Oversight.WHOLE)

    def test_rule_24e_an_edition_that_prints_a_result_withheld_since_is_not_published(self, world):
        shelf.judge(world, Judgement.MET, at=EARLIER)
        found = public(world, whole := issued(world, pinned=kept(world)))
        received(world, whole)
        classify(world, kind=ItemKind.RESULT, ref=REF)
        with pytest.raises(Refused, match=f"Not public any more since .*: {REF}. Create it again"):
            published(world, found)
        published(world, public(world, whole, part=2))

    def test_rule_24e_a_pack_is_drawn_of_what_was_pinned_with_it(self, world):
        """The board's own edition has the result, and says how many are not public."""
        shelf.judge(world, Judgement.MET, at=EARLIER)
        classify(world, kind=ItemKind.RESULT, ref=REF)
        whole = issued(world, pinned=kept(world))
        found = context_of(ask_public(world, whole, at=LATER))
        [words] = [
            line.commissioners.words for page in found.outcomes for line in page.requirements
        ]
        assert (words, found.withheld.words) == ("Not shown", "1 exempt")
        found = context_of(whole)
        [words] = [
            line.commissioners.words for page in found.outcomes for line in page.requirements
        ]
        assert (words, found.held.words) == ("Met", "1 exempt")

    def test_rules_24e_and_29_an_extract_withholds_it_and_its_exempt_part_says_it(self, world):
        shelf.judge(world, Judgement.MET, at=EARLIER)
        shelf.agreed(world, Said.MET, at=EARLIER)
        for kind, ref in (RESULT, (ItemKind.TEST, TEST), (ItemKind.CPMO_VIEW, REF)):
            classify(world, kind=kind, ref=ref)
        whole = issued(world, pinned=kept(world))
        entered = {"meets_on": whole.snapshot.period.irb_on, "by": world.user("cpmo"), "at": LATER}
        board = committee(oversight="whole")
        seen = words_mark(beside_extract(whole, board, meets_on=entered["meets_on"], at=LATER))
        request_extract(whole, board, seen=seen, **entered)
        extract = context_of(Pack.objects.get(audience="member"))
        exempt = context_of(Pack.objects.get(audience="exempt")).exempt
        [line] = [line for page in extract.outcomes for line in page.requirements]
        assert [assessment.words for assessment in line.assessments] == [
            "Not shown",
            "Not shown",
            "Not assessed",
        ]
        passages = {item.kind: dict(item.passages) for item in exempt.items}
        assert passages[ItemKind.RESULT.label]["Result"].startswith("Met, 8 Nov 2026, Person comm")
        assert passages[ItemKind.CPMO_VIEW.label] == {"Result": "Not assessed"}
        assert next(iter(passages[ItemKind.TEST.label])) == "Declared met"

    def test_what_is_no_test_of_the_plan_is_not_there_to_classify(self, world):
        with pytest.raises(Refused, match="There is no PO8-T3 to classify"):
            classify(world, kind=ItemKind.TEST, ref="PO8-T3")


def kept(world) -> str:
    """Return what stands beside the frozen month, as a pack keeps it."""
    snapshot = PlanSnapshot.objects.first() or shelf.freeze(world, drafts=False)
    return codec.text_of(pinned(snapshot, Forum.IRB, at=NOW))


def publish(world, whole=None, *, extract: ExtractFacts | None = None, **changes) -> Pack:
    """Publish the public edition of an issued one, or a committee's extract of it."""
    whole = whole or issued(world, pinned=kept(world))
    if extract:
        beside = replace(codec.pinned_in(kept(world)), extract=extract)
        changes |= {"pinned": codec.text_of(beside), "committee": committee(extract.committee)}
        changes |= {"meets_on": extract.meets_on}
    found = public(world, whole, **changes)
    if not whole.steps.exists():
        received(world, whole)
    published(world, found)
    return found
