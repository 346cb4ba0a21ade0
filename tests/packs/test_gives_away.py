"""What is published beside a withheld item may give it away: what is known goes too (Rule 29)."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from irp.history import record
from irp.models import Aim
from kpis.actions import compose
from kpis.models import Indicator
from kpis.words import Counted
from packs.build import context_of
from packs.facts.edition import CompositeFacts, PinnedFacts
from packs.models import Pack
from packs.rules.adding_up import may_add_up
from packs.snapshot.codec import body_of
from packs.snapshot.extract import withheld_from
from packs.snapshot.withhold import closed_since, public_plan
from packs.words import Forum, ItemKind
from tests.assurance import shelf
from tests.packs.publication_steps import ask_public, issued
from tests.packs.test_classification import classify
from tests.packs.test_extracts import of
from tests.packs.test_results_published import kept
from tests.packs.test_withhold import classed, plan
from tests.packs.views.test_packs import text
from tests.programmes import benefit_steps, lot_steps, saving_steps
from tests.world import LOADED_AT, LOADER, NOW

MEMBER, COMPOSITE = "KPI-1-02", "KPI-3-01"
LABEL = ItemKind.INDICATOR.label


def pinned(**changes) -> PinnedFacts:
    counts = (CompositeFacts(ref=COMPOSITE, members=(MEMBER,)),)
    found = PinnedFacts(at=NOW, texts=(), items=(), since=(), composites=counts)
    return replace(found, **changes)


class TestComposites:
    """Less the members that are shown, what a composite comes to is what the withheld one says."""

    def found(self, *classes):
        return public_plan(plan(), classes, pinned=pinned(), forum=Forum.IRB)

    def test_rule_27_and_29_a_composite_goes_with_a_kpi_that_it_counts(self):
        found = self.found(classed(ItemKind.INDICATOR, MEMBER))
        assert {kpi.ref for kpi in plan().indicators} >= {MEMBER, COMPOSITE}
        assert not {MEMBER, COMPOSITE} & {kpi.ref for kpi in found.plan.indicators}
        assert COMPOSITE not in body_of(found.plan)
        counts = [(row.what, row.count, row.along) for row in found.withheld if row.what == LABEL]
        assert counts == [(LABEL, 1, None), (LABEL, 1, ItemKind.INDICATOR)]
        assert found.pinned.composites == pinned().composites  # it is drawn again the same

    def test_whatever_the_composite_says_the_public_month_is_the_same(self):
        other = replace(plan(), indicators=tuple(
            replace(kpi, name="Zebra", readings=()) if kpi.ref == COMPOSITE else kpi
            for kpi in plan().indicators
        ))  # fmt: skip
        classes = [classed(ItemKind.INDICATOR, MEMBER)]
        editions = [
            public_plan(month, classes, pinned=pinned(), forum=Forum.TIB)
            for month in (plan(), other)
        ]
        assert body_of(editions[0].plan) == body_of(editions[1].plan)
        assert editions[0].withheld == editions[1].withheld

    def test_one_that_is_classified_itself_has_its_own_ground(self):
        found = self.found(
            classed(ItemKind.INDICATOR, MEMBER), classed(ItemKind.INDICATOR, COMPOSITE)
        )
        counts = [(row.count, row.along) for row in found.withheld if row.what == LABEL]
        assert counts == [(2, None)]

    def test_without_its_member_withheld_it_stays(self):
        assert COMPOSITE in {kpi.ref for kpi in self.found().plan.indicators}

    def test_an_extract_counts_it_and_a_publication_is_not_stopped_by_it(self):
        classes = (classed(ItemKind.INDICATOR, MEMBER),)
        own = pinned(
            classes=classes, extract=of(*[programme.ref for programme in plan().programmes])
        )
        rows = [(row.kind, row.along) for row in withheld_from(plan(), own)]
        assert (ItemKind.INDICATOR, ItemKind.INDICATOR) in rows
        now = [*classes, classed(ItemKind.INDICATOR, COMPOSITE)]
        assert closed_since(plan(), own, now, closed=(), forum=Forum.IRB) == ()


def indicator(number: int, name: str, unit: str = "percent", **more) -> Indicator:
    aim = Aim.objects.first() or record(
        Aim(number=1, name="Fit for purpose"), by=LOADER, at=LOADED_AT, reason="Loaded"
    )
    row = Indicator(ref=f"KPI-9-{number:02}", aim=aim, number=number, name=name, unit=unit,
                    polarity="higher", **more)  # fmt: skip
    return record(row, by=LOADER, at=LOADED_AT, reason="Loaded")


@pytest.mark.django_db
def test_rules_27_and_29_an_edition_pins_the_composites_of_what_it_withholds(world):
    """As they are made when it is asked for: one that is made anew later changes no edition."""
    member, other, made = (indicator(number, f"KPI {number}") for number in (1, 2, 3))
    with transaction.atomic():
        compose(made, [member, other], counts=Counted.ON_TARGET, reason="Agreed",
                by=world.user("cpmo"), at=NOW - timedelta(hours=2), seen=0)  # fmt: skip
    shelf.freeze(world, drafts=False)
    whole = issued(world, pinned=kept(world))
    first = context_of(ask_public(world, whole))
    assert not [count for count in first.held.counts if count.kind is ItemKind.INDICATOR]
    Pack.objects.filter(audience="public").update(state="failed")
    classify(world, kind=ItemKind.INDICATOR, ref=member.ref)
    found = context_of(ask_public(world, whole))
    counts = [
        (count.count, count.along)
        for count in found.held.counts
        if count.kind is ItemKind.INDICATOR
    ]
    assert counts == [(1, None), (1, ItemKind.INDICATOR)]


@pytest.mark.parametrize(
    ("kind", "unit", "words", "may"),
    [
        (ItemKind.SAVING, "pounds", "Spend on agency staff", True),
        (ItemKind.SAVING, "percent", "Savings achieved on time", True),
        (ItemKind.SAVING, "percent", "Rent collected", False),
        (ItemKind.SAVING, "pounds per head", "Spend a head", False),
        (ItemKind.LOT, "number", "Capital receipts completed", True),
        (ItemKind.LOT, "percent", "Savings achieved", False),
        (ItemKind.MILESTONE, "pounds", "Savings", False),
    ],
)
def test_which_kpis_may_add_up_an_amount(kind, unit, words, may):
    assert may_add_up(kind, unit=unit, words=words) is may


@pytest.mark.django_db
class TestForm:
    HERE = "/classification/{}/{}/classify"

    @pytest.fixture(autouse=True)
    def _now(self):
        with time_machine.travel(NOW, tick=False):
            yield

    def page(self, sign_in, kind, ref) -> str:
        return text(sign_in("cpmo").get(self.HERE.format(kind, ref)))

    def test_rule_29_of_a_saving_the_kpis_to_look_at_and_what_goes_and_stays(self, sign_in, world):
        indicator(1, "Savings achieved, on time")
        indicator(2, "Rent collected")
        row = saving_steps.save(world)
        bare = dict.fromkeys(("measure", "unit"), "")
        bare |= dict.fromkeys(("baseline", "target", "target_on"))
        benefit_steps.add(world, saving=row, **bare)
        page = self.page(sign_in, "saving", row.ref)
        assert "Nothing in the record says which KPI adds it up" in page
        assert "KPI-9-01 Savings achieved, on time: Public" in page and "KPI-9-02" not in page
        assert "Council’s target, totals and results of its year read “not shown” with it." in page
        assert "A benefit counts it. It is withheld along with it: HOU-B-01" in page
        classify(world, kind=ItemKind.INDICATOR, ref="KPI-9-01")
        assert "on time: Exempt, paragraph 3" in self.page(sign_in, "saving", row.ref)

    def test_rule_29_of_a_sale_where_no_kpi_speaks_of_it_that_is_said(self, sign_in, world):
        lot_steps.lot(world)
        page = self.page(sign_in, "lot", "LOT-01")
        assert "No KPI is in pounds or speaks of it." in page
        assert "Totals of capital receipts read “not shown” with it." in page
        indicator(1, "Value of capital receipts", "pounds")
        assert "classify each that adds it up: KPI-9-01" in self.page(sign_in, "lot", "LOT-01")

    def test_of_a_kpi_the_composite_that_goes_with_it(self, sign_in, world):
        member, other, made = (indicator(number, f"KPI {number}") for number in (1, 2, 3))
        assert "A composite KPI counts it" not in self.page(sign_in, "indicator", member.ref)
        with transaction.atomic():
            compose(made, [member, other], counts=Counted.ON_TARGET, reason="Agreed",
                    by=world.user("cpmo"), at=NOW, seen=0)  # fmt: skip
        page = self.page(sign_in, "indicator", member.ref)
        assert "withheld along with it: KPI-9-03 KPI 3: Public" in page
        assert "A composite KPI counts it" not in self.page(sign_in, "indicator", made.ref)

    def test_another_kind_has_none_of_it(self, sign_in, world):
        assert "What may give it away" not in self.page(sign_in, "milestone", "HOU-01")

    def test_once_it_is_withheld_its_page_says_so_too(self, sign_in, world):
        row = saving_steps.save(world)
        here = f"/classification/saving/{row.ref}"
        assert "What may give it away" not in text(sign_in("cpmo").get(here))
        classify(world, kind=ItemKind.SAVING, ref=row.ref)
        assert "What may give it away" in text(sign_in("cpmo").get(here))
