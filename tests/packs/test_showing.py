"""What a published edition shows is not withheld as if nobody had seen it (Rules 24e and 29)."""

from datetime import timedelta

import pytest

from assurance.actions.evidence import change_evidence
from assurance.forms.evidence import ABOUT
from assurance.words.classification import Classification
from irp.words import Oversight
from packs.models import Pack, PackStep
from packs.rules.classification import reason_ref
from packs.snapshot.along import PLACES, records
from packs.snapshot.codec import values_of
from packs.snapshot.extract import for_committee, is_of_extract
from packs.snapshot.held import speaks_of
from packs.snapshot.showing import editions_showing, now_withheld
from packs.words import Audience, Forum, ItemKind
from packs.words.publication import PublicationStep
from tests.assurance import evidence_steps, shelf
from tests.packs.meeting_steps import seek
from tests.packs.publication_steps import received, step
from tests.packs.test_classification import classify
from tests.packs.test_edition import write
from tests.packs.test_extracts import of, whole
from tests.packs.test_results_published import publish
from tests.programmes.committee_steps import takes
from tests.world import NOW

ROW = (ItemKind.MILESTONE, "HOU-01")


def names(kind, ref) -> list[str]:
    return [edition.name for edition in editions_showing(kind, ref)]


@pytest.mark.django_db
class TestEditions:
    def test_one_that_is_published_is_named_with_its_day_until_it_is_taken_down(self, world):
        assert editions_showing(*ROW) == []
        edition = publish(world)
        (found,) = editions_showing(*ROW)
        assert (found.key, found.name, found.on) == (edition.pk, str(edition), NOW.date())
        step(world, edition, PublicationStep.TAKEN_DOWN, words="It named a bidder")
        assert editions_showing(*ROW) == []

    def test_what_it_withheld_and_what_it_never_had_it_does_not_show(self, world):
        classify(world)
        publish(world)
        assert names(*ROW) == [] and names(ItemKind.MILESTONE, "HOU-99") == []
        assert len(names(ItemKind.MILESTONE, "HOU-02")) == 1

    def test_one_that_is_not_published_and_a_boards_own_show_nothing_to_everybody(self, world):
        whole = shelf.pack(world, shelf.freeze(world, drafts=False), standing="final", forum="irb")
        received(world, whole)
        assert names(*ROW) == []

    def test_a_result_is_none_of_them(self, world):
        """One that was published is never withheld (Rule 24e)."""
        publish(world)
        assert names(ItemKind.RESULT, "PO8-T1-1") == []

    def test_a_text_and_an_item_are_shown_by_the_packs_of_their_board(self, world):
        write(world, forum=Forum.IRB)
        seek(world, forum=Forum.IRB)
        publish(world)
        for kind, end in ((ItemKind.TEXT, "HEADLINE"), (ItemKind.ITEM, "I1")):
            assert len(names(kind, f"IRB-2026-10-{end}")) == 1
            assert names(kind, f"TIB-2026-10-{end}") == []
        assert names(ItemKind.TEXT, reason_ref(Forum.IRB, world.period.month)) == []

    def test_evidence_is_shown_where_it_was_public_when_its_month_was_frozen(self, world):
        before = NOW - timedelta(days=1)
        open_one = evidence_steps.add(world, at=before, classification="public")
        closed = evidence_steps.add(world, at=before, classification="confidential")
        edition = publish(world)
        assert len(names(None, open_one.ref)) == 1 and names(None, closed.ref) == []
        about = {name: getattr(open_one, name) for name in ABOUT} | {
            "classification": Classification.CONFIDENTIAL.value
        }
        change_evidence(open_one, about, version=open_one.version, reason="A court",
                        by=world.user("cpmo"), at=NOW)  # fmt: skip
        assert now_withheld(edition) == [(None, open_one.ref)]

    def test_what_an_edition_shows_and_is_withheld_since_is_told_on_it(self, world):
        edition = publish(world)
        assert now_withheld(edition) == []
        classify(world)
        classify(world, kind=ItemKind.RETURN, ref="HOU")
        assert set(now_withheld(edition)) >= {ROW}
        step(world, edition, PublicationStep.TAKEN_DOWN, words="It named a bidder")
        assert now_withheld(Pack.objects.get(pk=edition.pk)) == []

    def test_statements_do_not_grow_with_what_is_published(self, world, django_assert_num_queries):
        publish(world)
        with django_assert_num_queries(3):
            assert len(names(*ROW)) == 1
        takes(world)
        edition = publish(world, Pack.objects.get(audience="whole", standing="final"),
                          extract=of("HOU"), audience=Audience.EXTRACT)  # fmt: skip
        assert PackStep.objects.filter(pack=edition, step="published").exists()
        with django_assert_num_queries(3):
            assert len(names(*ROW)) == 2


OVERSEEN = [
    of("HOU"),
    of("JOB", "SAV"),
    of(oversight=Oversight.AUDIT),
    of(oversight=Oversight.WHOLE),
]


@pytest.mark.parametrize(
    "extract", OVERSEEN, ids=lambda extract: f"{extract.oversight}-{sorted(extract.refs)}"
)
def test_an_extract_is_asked_of_one_item_as_its_facts_are_cut_down(extract):
    """Twin: what `for_committee` leaves of every item, asked item by item."""
    plan = whole()
    cut = for_committee(plan, extract)
    facts, cut_facts = values_of(plan)["plan"], values_of(cut)["plan"]
    rows, left = records(facts), records(cut_facts)
    is_audit = extract.oversight is Oversight.AUDIT
    counted = 0
    for kind in set(PLACES.values()):
        for ref in [row_ref for of_kind, row_ref in rows if of_kind is kind]:
            found = is_of_extract(plan, extract, kind, ref, rows[kind, ref])
            prints = kind in {ItemKind.RISK, ItemKind.DEPENDENCY} if is_audit else (
                kind is not ItemKind.ACTION
            )  # fmt: skip
            assert found is (prints and (kind, ref) in left), (kind, ref)
            counted += found
    for row in plan.requirements:
        kind = ItemKind.JUDGEMENT
        found = is_of_extract(plan, extract, kind, row.ref, ())
        theirs = row.ref in {requirement.ref for requirement in cut.requirements}
        assert found is (theirs and not is_audit), row.ref
    for programme in plan.programmes:
        found = is_of_extract(plan, extract, ItemKind.RETURN, programme.ref, ())
        assert found is (not is_audit and speaks_of([cut_facts], ItemKind.RETURN, programme.ref)), (
            programme.ref
        )
    for piece in plan.evidence:
        found = is_of_extract(plan, extract, None, piece.ref, ())
        theirs = piece in (cut.evidence or ())
        assert found is (theirs and not is_audit), piece.ref
    assert counted
