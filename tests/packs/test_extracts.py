"""Extracts for committees: what they have; asked for, drawn, proved, replaced (24e and 29)."""

import itertools
import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from assurance.words import Judgement, Speaker
from assurance.words.classification import Classification, Paragraph
from assurance.words.links import LinkKind, LinkState
from irp.actions import Faulty, Refused
from irp.words import Oversight, PostKind
from packs import actions, html, pdf, proof
from packs.actions.extracts import beside_extract
from packs.build import build, markup_of
from packs.contents import EXTRACTS, OF_PART
from packs.context import Edition, compose
from packs.context.exempt import exempt_page
from packs.facts.classification import ClassedFacts
from packs.facts.edition import ExtractFacts, PinnedFacts, TakenFacts
from packs.figures.key_facts import key_facts
from packs.models import Pack, WordsRead
from packs.presenters.checks import namesake
from packs.presenters.versions import saved_as
from packs.presenters.written import words_to_publish
from packs.snapshot import codec
from packs.snapshot.beside import words_mark
from packs.snapshot.codec import body_of
from packs.snapshot.extract import for_committee
from packs.snapshot.pinning import pinned
from packs.words import Audience, Forum, ItemKind, PackFile
from packs.words.publication import PublicationStep
from programmes.words import Rating
from tests.assurance import auditors, shelf
from tests.packs import said_around
from tests.packs.publication_steps import pre_election, step
from tests.packs.test_withhold import ROWS, classed, plan
from tests.packs.views.test_packs import text
from tests.programmes.committee_steps import committee, sits, takes
from tests.programmes.steps import later, signed
from tests.standing import standing
from tests.test_permission_matrix import register_risks
from tests.world import NOW, OTHERS_THAN_CPMO

LATER = NOW + timedelta(hours=1)
MEETS = date(2026, 12, 10)


def of(*refs: str, oversight=Oversight.PROGRAMMES) -> ExtractFacts:
    taken = tuple(TakenFacts(ref=ref, name=f"Programme {ref}", words="") for ref in refs)
    values = {"committee": "Homes OSC", "oversight": oversight, "meets_on": MEETS}
    return ExtractFacts(programmes=taken, **values)


def linked(number, requirement, kind, ref, programme):
    found = said_around.link(number, requirement, kind, ref, state=LinkState.CONFIRMED)
    return replace(found, programme=programme, title=f"{ref} helps")


def whole():
    """Return the demonstration's October 2026 with links to three programmes' rows."""
    milestone = next(row.ref for row in plan().milestones if row.programme == "HOU")
    first, second, third = (page.requirements[0].ref for page in plan().outcomes[:3])
    links = (
        linked(1, first, LinkKind.PROGRAMME, "JOB", "JOB"),
        linked(2, second, LinkKind.MILESTONE, milestone, "HOU"),
        linked(3, third, LinkKind.KPI, "KPI-1-01", ""),
    )
    return replace(plan(), assurance=said_around.kept(links=links))


def moved(month, ref, *, to):
    """Return a month in which a milestone is of another programme."""
    row = next(milestone for milestone in month.milestones if milestone.ref == ref)
    programmes = []
    for programme in month.programmes:
        rows = tuple(own for own in programme.milestones if own.ref != ref)
        rows += (replace(row, programme=to),) if programme.ref == to else ()
        programmes.append(replace(programme, milestones=rows))
    return replace(month, programmes=tuple(programmes))


OF_THE_PLAN = (  # what is true of the whole council, and would be false of some programmes
    "No asset or lot is in the record",
    "Over 90%:",
    "More than 90% is needed",
    "whose amount is not in the record",
    "of the plan’s fund of up to",
    "in the record yet",
    "Every requirement of the Assurance Plan",
    "No place of the step-down position",
    "no link is confirmed",
    "Dependencies between programmes",
    "edition for everybody",
    "public edition",
)


def printed(extract: ExtractFacts, found=None, last=None) -> str:
    """Return the HTML of an extract."""
    found = found or for_committee(whole(), extract)
    last = last or found
    edition = Edition(
        forum="irb",
        number=1,
        standing="final",
        audience=Audience.EXTRACT,
        made_from="0" * 64,
        extract=extract,
    )
    before = key_facts(last, sha256="1" * 64)
    return html.render(compose(found, edition, sha256="2" * 64, before=before, last=last))


class TestFacts:
    @pytest.mark.parametrize("oversight", [Oversight.AUDIT, Oversight.WHOLE])
    def test_two_committees_have_the_whole_month(self, oversight):
        assert for_committee(plan(), of(oversight=oversight)) is plan()

    def test_another_has_its_programmes_alone_and_nothing_names_another(self):
        """By no reference of a programme or milestone, whatever record speaks of it."""
        found = for_committee(whole(), of("HOU"))
        assert [programme.ref for programme in found.programmes] == ["HOU"]
        others = [programme for programme in plan().programmes if programme.ref != "HOU"]
        refs = {
            ref
            for programme in others
            for ref in (programme.ref, *(row.ref for row in programme.milestones))
        }
        body = body_of(found)
        assert [ref for ref in sorted(refs) if f'"{ref}"' in body] == []
        assert {risk.programme for risk in found.raid.risks} == {"HOU"}
        assert {saving.initiative.programme for saving in found.money.years[0].savings} <= {"HOU"}
        assert found.programmes[0] == next(
            programme for programme in plan().programmes if programme.ref == "HOU"
        )

    @pytest.mark.parametrize(("then", "now"), [("HOU", "CHI"), ("CHI", "HOU")])
    def test_rule_18d_a_row_that_another_committees_programme_has_is_not_said_to_be_over(
        self, then, now
    ):
        """It moved, and is as much in force as it was; the extract names no other programme."""
        row = next(milestone for milestone in whole().milestones if milestone.programme == "HOU")
        months = [
            for_committee(moved(whole(), row.ref, to=home), of("HOU")) for home in (then, now)
        ]
        words = " ".join(printed(of("HOU"), months[1], months[0]).split())
        how = "No longer among its rows" if now == "CHI" else "New among its rows"
        assert f"{how}: {row.ref}." in words
        assert "No longer in force" not in words and "New rows" not in words

    def test_no_amount_of_the_whole_council_stays(self):
        money = for_committee(whole(), of("HOU")).money
        assert (money.figures, money.thresholds, money.fund) == ((), (), None)
        assert {year.resolved for year in money.years} == {None}

    def test_it_has_the_outcomes_that_its_programmes_serve_whole(self):
        found = for_committee(whole(), of("HOU"))
        assert [outcome.number for outcome in found.outcomes] == [plan().outcomes[1].number]
        assert found.outcomes[0] == plan().outcomes[1]

    def test_it_has_the_indicators_of_the_outcomes_that_they_serve_or_of_their_aim(self):
        own = next(programme for programme in plan().programmes if programme.ref == "HOU")
        found = for_committee(whole(), of("HOU"))
        assert found.indicators
        for indicator in found.indicators:
            assert set(indicator.outcomes) & set(own.outcomes) or indicator.aim == own.aim

    def test_a_programme_that_the_month_does_not_have_adds_none(self):
        found = for_committee(whole(), of("NEW"))
        assert found.programmes == found.outcomes == found.indicators == ()


def exempt(*classes, audience=Audience.EXEMPT):
    beside = PinnedFacts(at=NOW, texts=(), items=(), since=(), classes=classes)
    return exempt_page(plan(), beside, audience)


class TestExempt:
    @pytest.mark.parametrize("kind", ROWS)
    def test_each_kind_of_item_is_found_with_its_title_and_what_it_says(self, kind):
        page = exempt(classed(kind, ROWS[kind]().ref))
        [item] = [found for found in page.items if not found.goes_along]
        assert item.title
        assert page.groups[0].ground == "Paragraph 3: financial or business affairs"
        assert page.marking == "Exempt: paragraph 3"

    def test_what_people_wrote_is_there_word_by_word(self):
        ret = next(
            programme for programme in plan().programmes if programme.ret and programme.ret.progress
        )
        row = next(requirement for requirement in plan().requirements if requirement.assessments)
        page = exempt(classed(ItemKind.RETURN, ret.ref), classed(ItemKind.JUDGEMENT, row.ref))
        passages = {item.ref: " ".join(text for _, text in item.passages) for item in page.items}
        assert ret.ret.progress in passages[ret.ref]
        assert row.assessments[0].rationale in passages[row.ref]

    def test_each_item_is_placed_by_its_programme_and_who_answers_for_it(self):
        saving = ROWS[ItemKind.SAVING]()
        test = next(row for row in plan().requirements if row.assessments)
        page = exempt(classed(ItemKind.SAVING, saving.ref), classed(ItemKind.JUDGEMENT, test.ref))
        about = {item.ref: item.about for item in page.items}
        programme = next(owner for owner in plan().programmes if owner.ref == saving.programme)
        assert about[saving.ref].startswith(f"{programme.name}; SAO {programme.sao}")
        assert about[test.ref].startswith(f"Priority outcome {test.outcome}, test {test.test}")

    def test_a_return_says_of_its_rows_what_was_reported_of_this_month_alone(self):
        ret = next(
            programme for programme in plan().programmes if programme.ret and programme.ret.progress
        )
        [item] = exempt(classed(ItemKind.RETURN, ret.ref)).items
        passages = dict(item.passages)
        for row in ret.milestones:
            of_month = [report for report in row.reports if report.month == ret.ret.month]
            assert (f"{row.ref} {row.title}" in passages) == any(
                report.narrative for report in of_month
            )
        assert any(name.startswith("SAO: ") for name in passages)

    def test_the_audit_committee_has_the_risks_that_are_exempt_alone(self):
        """Its extract prints no programme's dates, words or money."""
        kinds = (ItemKind.RISK, ItemKind.MILESTONE, ItemKind.SAVING)
        classes = tuple(classed(kind, ROWS[kind]().ref) for kind in kinds)
        beside = PinnedFacts(at=NOW, texts=(), items=(), since=(), classes=classes)
        audit = replace(beside, extract=of(oversight=Oversight.AUDIT))
        items = exempt_page(plan(), audit, Audience.EXEMPT).items
        assert [entry.ref for entry in items if not entry.goes_along] == [classes[0].ref]
        assert {entry.kind for entry in items} == {ItemKind.RISK.label}
        every = exempt_page(plan(), beside, Audience.EXEMPT).items
        assert {entry.ref for entry in every} > {item.ref for item in classes}

    def test_no_other_edition_has_one_and_paragraphs_are_named_together(self):
        risk, point = (ROWS[kind]().ref for kind in (ItemKind.RISK, ItemKind.POINT))
        classes = [classed(ItemKind.RISK, risk)]
        classes += [classed(ItemKind.POINT, point, paragraph=Paragraph.ONE)]
        assert exempt(*classes, audience=Audience.EXTRACT) is None
        assert exempt(*classes).marking == "Exempt: paragraphs 1 and 3"


class TestPrinted:
    def test_rule_29_a_canary_of_another_programme_does_not_occur(self):
        def marked(programme):
            if programme.ref == "HOU":
                return programme
            rows = tuple(replace(row, title=f"Canary {row.ref}") for row in programme.milestones)
            return replace(
                programme, name="Canary of a programme", summary="Canary", milestones=rows
            )

        month = replace(whole(), programmes=tuple(map(marked, whole().programmes)))
        assert "Canary" in printed(of(oversight=Oversight.WHOLE), month)
        text = printed(of("HOU"), for_committee(month, of("HOU")))
        assert "Canary" not in text
        assert "Housing Improvement" in text

    @pytest.mark.parametrize("oversight", EXTRACTS)
    def test_each_extract_prints_its_sections_and_the_committee(self, oversight):
        extract = of("HOU", oversight=oversight)
        text = printed(extract)
        contents = EXTRACTS[oversight]
        found = [
            part.key for part in (*contents.body, *contents.annex) if f'id="{part.key}"' in text
        ]
        every = [part.key for part in (*contents.body, *contents.annex)]
        expected = [key for key in every if key != "long_words"]  # no report is too long for a side
        assert found == expected
        assert "<h1>Homes OSC</h1>" in text
        assert "meeting of 10 Dec 2026" in text
        assert "Nothing is exempt from it, so there is no exempt part" in text

    @pytest.mark.parametrize("refs", [("HOU",), ("JOB", "ORA"), ("SAV",), ("CHI",), ("NEW",)])
    def test_an_extract_of_a_part_says_nothing_of_the_whole_plan(self, refs):
        text = " ".join(printed(of(*refs)).split())
        sections = 7 if 'id="tables"' in text else 6  # of few rows, none stands in full elsewhere
        assert text.count("Only the programmes of this committee") == sections
        found = [words for words in OF_THE_PLAN if words in text]
        assert found == []

    def test_what_is_said_of_the_whole_plan_is_said_to_who_is_given_the_whole(self):
        text = " ".join(printed(of(oversight=Oversight.WHOLE)).split())
        assert "Only the programmes of this committee" not in text
        assert "step-down position" in text

    def test_no_section_of_single_programmes_is_forgotten(self):
        """A section either says what it is of, or its heading and words do."""
        contents = EXTRACTS[Oversight.PROGRAMMES]
        every = {part.key for part in (*contents.body, *contents.annex)}
        says_itself = {"highlights", "outcomes", "withheld", "long_words", "key"}
        assert every - set(OF_PART) == says_itself

    def test_an_extract_of_nothing_says_so(self):
        text = printed(of("NEW"))
        for words in ("no programmes", "no milestones", "no priority outcomes"):
            assert f"This extract has {words}" in text
        assert "Not in this month" in text


@pytest.fixture(autouse=True)
def _shelf(settings, tmp_path, monkeypatch):
    """Draw at once: the markup itself is the file, so that other words are other bytes."""
    settings.PACK_STORE = tmp_path / "store"

    def draw(markup, path, **_) -> int:
        path.write_text(markup)
        return 1

    monkeypatch.setattr(pdf, "draw", draw)


@standing
def snapshot(world):
    """Return the snapshot of a month in which a committee takes Housing."""
    takes(world)
    return shelf.freeze(world, drafts=False, at=NOW + timedelta(minutes=1))


def issued(world, snapshot, *, forum="irb", **changes) -> Pack:
    """Return a final version on the shelf with what stands beside its snapshot."""
    beside = codec.text_of(pinned(snapshot, Forum(forum), at=NOW + timedelta(minutes=1)))
    at = NOW + timedelta(minutes=2)
    values = {"standing": "final", "forum": forum, "requested_at": at, "pinned": beside}
    return shelf.pack(world, snapshot, **values | changes)


def ask(world, pack, **changes) -> Pack:
    board = changes.pop("committee", None) or committee()
    entered = {"meets_on": MEETS, "by": world.user("cpmo"), "at": LATER} | changes
    if "seen" not in entered:
        entered["seen"] = read(pack, board, meets_on=entered["meets_on"])
    return actions.request_extract(pack, board, **entered)


def read(pack, board, *, meets_on=MEETS) -> str:
    """Return the mark of the words that an extract would print, as whoever asks for it read it."""
    row = Pack.objects.get(pk=pack.pk)
    try:
        return (
            words_mark(beside_extract(row, board, meets_on=meets_on, at=NOW)) if row.pinned else ""
        )
    except Faulty:
        return "nothing to read"


def drawn(pack: Pack) -> Pack:
    """Return a pack that a worker has drawn."""
    ticks = itertools.count()
    assert build(pack.pk, clock=lambda: LATER + timedelta(seconds=next(ticks)))
    return Pack.objects.with_superseded().with_period().get(pk=pack.pk)


def withhold(monkeypatch, *refs: str, **changes) -> None:
    """Let milestones be classified: as exempt for financial affairs, or as the changes say."""
    ground = {"classification": Classification.EXEMPT, "paragraph": Paragraph.THREE} | changes
    kind = ItemKind.MILESTONE
    classes = tuple(ClassedFacts(kind=kind, ref=ref, reason="Bids", **ground) for ref in refs)
    monkeypatch.setattr("packs.actions.extracts.to_withhold", lambda **_: (classes, ()))


class TestAskedFor:
    def test_it_has_number_and_month_of_what_it_is_made_from_and_its_committee(
        self, world, snapshot
    ):
        row = issued(world, snapshot)
        found = ask(world, row)
        assert (found.number, found.snapshot, found.standing) == (row.number, snapshot, "final")
        assert (found.audience, found.made_from, found.part) == ("member", row, 1)
        assert (found.committee, found.meets_on, found.state) == (committee(), MEETS, "queued")
        beside = codec.pinned_in(found.pinned)
        assert beside.extract.refs == {"HOU"}
        assert (beside.texts, beside.items, beside.since) == ((), (), ())

    @pytest.mark.parametrize("name", OTHERS_THAN_CPMO)
    def test_only_cpmo_asks_for_it(self, world, snapshot, name):
        with pytest.raises(PermissionDenied):
            ask(world, issued(world, snapshot), by=world.user(name))

    def test_only_of_an_issued_pack_of_the_irb_in_force(self, world, snapshot):
        with pytest.raises(Refused, match="extracts of IRB packs only"):
            ask(world, issued(world, snapshot, forum="tib"))
        with pytest.raises(Refused, match="has not been issued"):
            ask(world, issued(world, snapshot, standing="draft"))
        first = issued(world, snapshot)
        made = drawn(ask(world, first))
        with pytest.raises(Refused, match="has not been issued"):
            ask(world, made)
        issued(world, snapshot)
        with pytest.raises(Refused, match="was replaced"):
            ask(world, first)

    def test_the_committee_meets_after_the_board_and_takes_a_programme_by_then(
        self, world, snapshot
    ):
        row = issued(world, snapshot)
        with pytest.raises(Faulty) as refused:
            ask(world, row, meets_on=snapshot.period.irb_on - timedelta(days=1))
        assert "the IRB meets on" in refused.value.faults["meets_on"]
        with pytest.raises(Faulty, match="has no programme on that day"):
            ask(world, row, committee=committee("Economy OSC"))
        with pytest.raises(Faulty, match="given extracts"):
            ask(world, row, committee=committee("Standards Committee", oversight=""))
        assert not Pack.objects.filter(audience="member").exists()

    def test_one_at_a_time_for_a_committee_and_a_later_one_replaces_it(self, world, snapshot):
        row, audit = issued(world, snapshot), committee("Audit Committee", oversight="audit")
        first = ask(world, row)
        with pytest.raises(Refused, match="still being created"):
            ask(world, row)
        other = drawn(ask(world, row, committee=audit))
        first = drawn(first)
        assert [extract.part for extract in (first, other)] == [1, 2]
        second = drawn(ask(world, row))
        assert (second.part, second.supersedes) == (3, first)
        kept_now = Pack.objects.with_superseded().filter(audience="member", superseded=False)
        assert set(kept_now) == {second, other}
        corrected = issued(world, snapshot)
        assert not Pack.objects.with_superseded().filter(audience="member", superseded=False)
        assert ask(world, corrected).part == 1

    def test_the_database_holds_that_an_extract_has_its_committee(self, world, snapshot):
        row = issued(world, snapshot)
        values = {"audience": "member", "made_from": row, "part": 9}
        for wrong in (values, {"committee": committee()}, {"meets_on": MEETS}):
            with pytest.raises(IntegrityError), transaction.atomic():
                issued(world, snapshot, **wrong)


class TestMade:
    def test_it_is_drawn_proved_and_kept_under_its_own_name(self, world, snapshot):
        row = issued(world, snapshot)
        found = drawn(ask(world, row))
        manifest = json.loads(found.manifest)
        assert proof.read_manifest(found.manifest.encode())[1] == []
        assert manifest["board"] == "Homes OSC"
        assert manifest["meeting_on"] == "2026-12-10"
        assert manifest["edition"] == {
            "audience": "member", "part": 1, "whole_sha256": row.sha256
        }  # fmt: skip
        name = saved_as(found, superseded=False)
        assert name.endswith("-extract-1-final.pdf")
        assert namesake(name, user=None) == found
        [file] = found.stored
        assert file.file is PackFile.PACK
        assert "Job Evaluation Programme" not in markup_of(found)

    def test_what_the_committee_takes_is_that_of_when_it_was_asked_for(self, world, snapshot):
        found = ask(world, issued(world, snapshot))
        takes(world, "JOB", at=LATER)
        assert "Job Evaluation Programme" not in markup_of(drawn(found))

    def test_rule_29_what_is_not_public_is_withheld_from_it_and_counted(
        self, world, snapshot, monkeypatch
    ):
        withhold(monkeypatch, "HOU-01", "JOB-01")
        text = markup_of(drawn(ask(world, issued(world, snapshot))))
        assert "HOU-01" not in text
        assert "Withheld from it: 1 exempt;" in text, "not what is withheld of another programme"
        assert "What is exempt is in the exempt part, a file of its own" in text

    def test_rule_29_the_exempt_part_has_what_is_exempt_and_nothing_else(
        self, world, snapshot, monkeypatch
    ):
        withhold(monkeypatch, "HOU-01", "JOB-01")
        made = ask(world, issued(world, snapshot))
        part = drawn(Pack.objects.get(audience="exempt"))
        assert (part.committee, part.part, part.made_from) == (committee(), 1, made.made_from)
        text = markup_of(part)
        assert "HOU-01" in text
        assert world.milestones["HOU-01"].title in text
        assert text.count("Exempt: paragraph 3") >= 2, "on every page, and in its control block"
        assert "financial or business affairs of any particular person" in text
        assert "Bids" not in text, "why CPMO classified it so is for those who classify"
        assert 'href="#exempt-HOU-01-Milestone"' in text and 'id="exempt-HOU-01-Milestone"' in text
        for other in ("HOU-02", "JOB-01", "Job Evaluation Programme"):
            assert other not in text
        name = saved_as(part, superseded=False)
        assert "exempt-part-1" in name
        assert namesake(name, user=None) == part

    @pytest.mark.parametrize("classification", ["official_sensitive", "confidential"])
    def test_without_anything_exempt_there_is_no_exempt_part(
        self, world, snapshot, monkeypatch, classification
    ):
        chosen = Classification(classification)
        withhold(monkeypatch, "HOU-01", classification=chosen, paragraph=None)
        text = markup_of(drawn(ask(world, issued(world, snapshot))))
        assert "None of it is exempt" in " ".join(text.split())
        assert not Pack.objects.filter(audience="exempt").exists()


def publish(world, extract: Pack) -> None:
    """Record that the IRB received the whole edition and that the extract was published."""
    if not extract.made_from.steps.exists():
        act(world, extract.made_from, PublicationStep.RECEIVED)
    act(world, extract, PublicationStep.PUBLISHED)


def act(world, pack: Pack, which: PublicationStep, **entered):
    return step(world, pack, which, **{"at": LATER + timedelta(hours=1)} | entered)


class TestGate:
    """An extract goes through the gate of public editions, by the same rules and acts."""

    @pytest.fixture
    def extract(self, world, snapshot) -> Pack:
        return drawn(ask(world, issued(world, snapshot)))

    def test_rule_24e_the_irb_receives_the_whole_before_it_is_published(self, world, extract):
        with pytest.raises(Refused, match="The IRB has not received the pack"):
            act(world, extract, PublicationStep.PUBLISHED)
        with pytest.raises(Refused, match="The IRB receives the whole edition"):
            act(world, extract, PublicationStep.RECEIVED)
        publish(world, extract)
        act(world, extract, PublicationStep.TAKEN_DOWN)
        assert not world.user("committee").has_perm("packs.see_pack", extract)

    def test_rule_30_an_election_blocks_it_until_the_monitoring_officer_clears_it(
        self, world, extract
    ):
        pre_election(world)
        with pytest.raises(Refused, match="Record the Monitoring Officer’s clearance"):
            publish(world, extract)
        act(world, extract, PublicationStep.CLEARED)
        publish(world, extract)

    def test_rule_29_what_is_exempt_now_keeps_it_back_and_only_what_it_prints(
        self, world, extract, monkeypatch
    ):
        ground = {"classification": Classification.EXEMPT, "paragraph": Paragraph.THREE}
        now = [ClassedFacts(kind=ItemKind.MILESTONE, ref="JOB-01", reason="Bids", **ground)]
        monkeypatch.setattr("packs.actions.publication.to_withhold", lambda **_: (tuple(now), ()))
        publish(world, extract)
        act(world, extract, PublicationStep.TAKEN_DOWN)
        now.append(replace(now[0], ref="HOU-01"))
        with pytest.raises(Refused, match="Not public any more since .*: HOU-01. Create it again"):
            publish(world, extract)

    def test_one_that_was_replaced_is_not_published(self, world, extract):
        drawn(ask(world, extract.made_from))
        with pytest.raises(Refused, match="A later edition has replaced this one"):
            publish(world, extract)

    def test_the_exempt_part_is_never_published(self, world, snapshot, monkeypatch):
        withhold(monkeypatch, "HOU-01")
        ask(world, issued(world, snapshot))
        part = drawn(Pack.objects.get(audience="exempt"))
        for which in (PublicationStep.PUBLISHED, PublicationStep.CLEARED):
            with pytest.raises(Refused, match="is never published"):
                act(world, part, which)


MEMBERS = {"lead_member", "committee"}


class TestWhoReads:
    """ADR 0006: one rule for every edition, in predicate, query and page."""

    def readers(self, world, pack: Pack) -> set[str]:
        """Return who reads a pack, by the predicate, which the query agrees with."""
        found = set()
        for name in world.users:
            user = world.user(name)
            listed = Pack.objects.visible_to(user).filter(pk=pack.pk).exists()
            assert user.has_perm("packs.see_pack", pack) == listed, name
            if listed:
                found.add(name)
        return found

    def test_rule_29_what_the_board_reads_is_read_by_who_reads_it_and_the_rest_once_published(
        self, world, snapshot, monkeypatch
    ):
        withhold(monkeypatch, "HOU-01")
        row = issued(world, snapshot)
        extract = drawn(ask(world, row))
        part = drawn(Pack.objects.get(audience="exempt"))
        every = set(world.users) - {"nobody"}
        assert self.readers(world, row) == every
        assert self.readers(world, part) == self.readers(world, extract) == every - MEMBERS
        publish(world, extract)
        assert self.readers(world, extract) == every
        assert self.readers(world, part) == every - MEMBERS, "an exempt part is never published"
        assert self.readers(world, issued(world, snapshot, forum="tib")) == every - MEMBERS

    def test_rule_29_the_exempt_part_is_read_by_the_members_of_that_committee_alone(
        self, world, snapshot, monkeypatch
    ):
        auditors.appoint(world)
        kinds = {
            holding.post.kind for user in world.users.values() for holding in user.holdings.all()
        }
        assert kinds == {kind.value for kind in PostKind}, "asked as every kind of post"
        withhold(monkeypatch, "HOU-01")
        drawn(ask(world, issued(world, snapshot)))
        part = drawn(Pack.objects.get(audience="exempt"))
        others = set(world.users) - {"nobody"} - MEMBERS
        sits(world, "committee", committee("Economy OSC"))
        assert self.readers(world, part) == others
        seated = sits(world, "lead_member", committee())
        assert self.readers(world, part) == others | {"lead_member"}
        sits(world, "committee", committee())
        assert self.readers(world, part) == others | MEMBERS
        sits(world, "lead_member", None)
        assert self.readers(world, part) == others | {"committee"}
        assert [version.committee for version in seated.history.order_by("version")][1:] == [
            committee(), None
        ]  # fmt: skip

    def test_rule_29_a_member_is_told_why_and_whom_to_ask(
        self, world, snapshot, sign_in, monkeypatch
    ):
        withhold(monkeypatch, "HOU-01")
        drawn(ask(world, issued(world, snapshot)))
        part = drawn(Pack.objects.get(audience="exempt"))
        there = f"/packs/{part.pk}"
        client = sign_in("committee")
        for address in (there, f"{there}/read", f"{there}/download"):
            answer = client.get(address)
            assert answer.status_code == 403
            assert "Your post is not linked to a committee" in text(answer)
            assert "ask an administrator to link your post to it" in text(answer)
        home = text(client.get("/"))
        assert "Your post is not linked to a committee" in home and "Homes OSC" not in home
        sits(world, "committee", committee("Economy OSC"))
        assert "Your post sits on another committee" in text(client.get(there))
        sits(world, "committee", committee())
        assert client.get(there).status_code == 200
        home = text(client.get("/"))
        assert "not linked" not in home and "for Homes OSC, exempt part" in home

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"standing": "draft"}, "This pack is a draft. Drafts can be seen by CPMO"),
            ({"forum": "tib"}, "This pack is for the Transformation and Improvement Board"),
            (
                {"state": "queued", "sha256": "", "ready_at": None},
                "This pack is being created. You can read it",
            ),
        ],
    )
    def test_a_refusal_says_who_may_and_whom_to_ask(self, world, snapshot, sign_in, changes, words):
        row = issued(world, snapshot, **changes)
        answer = sign_in("committee").get(f"/packs/{row.pk}")
        page = answer.content.decode()
        assert answer.status_code == 403
        assert words in page
        assert "state" in changes or "Ask CPMO: Person cpmo created it" in page


class TestWordsRead:
    """Rule 29: a paper of a public agenda is read before it is published, as editions are."""

    def test_who_read_them_and_when_is_kept_of_what_is_published_alone(
        self, world, snapshot, monkeypatch
    ):
        withhold(monkeypatch, "HOU-01")
        found = ask(world, issued(world, snapshot))
        read_by = WordsRead.objects.get()
        assert (read_by.pack, read_by.by_name, read_by.at) == (found, "Person cpmo", LATER)
        assert Pack.objects.filter(audience="exempt").exists()

    def test_other_words_than_those_that_were_read_are_refused(self, world, snapshot, monkeypatch):
        row = issued(world, snapshot)
        seen = read(row, committee())
        withhold(monkeypatch, "HOU-01")
        with pytest.raises(Refused, match="Read the words again"):
            ask(world, row, seen=seen)
        takes(world, "JOB")
        with pytest.raises(Refused, match="Read the words again"):
            ask(world, row, seen=seen)
        assert not Pack.objects.filter(audience="member").exists()
        assert ask(world, row).committee == committee()

    def test_when_it_is_asked_for_makes_no_other_words(self, world, snapshot):
        row, board = issued(world, snapshot), committee()
        first = beside_extract(row, board, meets_on=MEETS, at=NOW)
        later = beside_extract(row, board, meets_on=MEETS, at=LATER)
        assert first != later and words_mark(first) == words_mark(later)
        on = date(2026, 12, 11)
        assert words_mark(first) != words_mark(beside_extract(row, board, meets_on=on, at=NOW))

    def test_they_are_those_of_its_programmes_and_of_its_contents(self, world):
        register_risks(world)
        signed(world, rating=Rating.RED, reason="The roof leaks.")
        row = issued(world, shelf.freeze(world, drafts=False, at=later(6)))
        takes(world)
        beside = beside_extract(row, committee(), meets_on=MEETS, at=later(7))
        words = {
            oversight: str(
                words_to_publish(row, replace(beside, extract=of("HOU", oversight=oversight)))
            )
            for oversight in Oversight
        }
        assert {oversight for oversight in words if "Suppliers fail" in words[oversight]} == {
            Oversight.AUDIT, Oversight.PROGRAMMES,
        }  # fmt: skip
        assert {oversight for oversight in words if "Pace of change" in words[oversight]} == {
            Oversight.AUDIT
        }
        assert {oversight for oversight in words if "The roof leaks." in words[oversight]} == set(
            Oversight
        ) - {Oversight.AUDIT}


class TestPages:
    ADDRESS = "/packs/{}/extract"

    def test_it_is_asked_for_on_a_page_and_listed_on_the_packs(self, world, snapshot, sign_in):
        row, cpmo = issued(world, snapshot), sign_in("cpmo")
        page = cpmo.get(f"/packs/{row.pk}").content.decode()
        assert "No committee has been given an extract of this version" in page
        boxes = {"committee": committee().pk, "meets_on": "10 12 2026"}
        words = cpmo.get(self.ADDRESS.format(row.pk), boxes)
        assert "For Homes OSC, which meets on 10 Dec 2026" in text(words)
        (seen,) = re.findall('name="seen" value="([^"]+)"', words.content.decode())
        answer = cpmo.post(self.ADDRESS.format(row.pk), boxes | {"seen": seen})
        assert answer.status_code == 422 and "Tick that you have read the words" in text(answer)
        answer = cpmo.post(self.ADDRESS.format(row.pk), boxes | {"seen": seen, "read": "on"})
        assert answer.status_code == 302
        found = Pack.objects.get(audience="member")
        assert answer["Location"] == f"/packs/{found.pk}"
        assert "Homes OSC" in cpmo.get(f"/packs/{found.pk}").content.decode()
        assert "Extract, public agenda 1</a>" in cpmo.get(f"/packs/{row.pk}").content.decode()
        listed = text(cpmo.get("/packs"))
        assert "Extract 1 of the IRB pack for Homes OSC, public agenda" in listed
        assert "v1.0 NOT READY In the queue" in listed, "it is not final before it is there"

    def test_rule_24e_members_read_it_once_it_is_published(self, world, snapshot, sign_in):
        row = issued(world, snapshot)
        found, member = drawn(ask(world, row)), sign_in("committee")
        refused = member.get(f"/packs/{found.pk}")
        assert refused.status_code == 403
        assert "This extract for a public agenda is not published" in refused.content.decode()
        assert "Ask CPMO: Person cpmo created it" in refused.content.decode()
        assert "Extract" not in member.get("/packs").content.decode()
        assert "Extract" not in member.get(f"/packs/{row.pk}").content.decode()
        publish(world, found)
        assert member.get(f"/packs/{found.pk}").status_code == 200
        assert member.get(f"/packs/{found.pk}/read").status_code == 200
        page = member.get(f"/packs/{row.pk}").content.decode()
        assert "Extracts for committees" in page
        assert "Create an" not in page
        assert "Extract, public agenda 1" in page and "Published 9 Nov 2026" in page

    def test_rule_24e_a_withdrawal_is_said_before_an_extract_is_asked_for(
        self, world, snapshot, sign_in
    ):
        shelf.judge(world, Judgement.MET, at=NOW)
        row, cpmo = issued(world, snapshot), sign_in("cpmo")
        shelf.withdraw(world, speaker=Speaker.COMMISSIONER, at=NOW + timedelta(minutes=3))
        page = text(cpmo.get(f"/packs/{row.pk}"))
        assert "Commissioners withdrew since v1.0 was created: PO8-T1-1" in page
        assert "Correct this version" in page
        assert "Create an extract" not in page and "Create the public edition" not in page
        assert "withdrew" not in text(sign_in("sao").get(f"/packs/{row.pk}"))
        actions.correct_pack(row, reason="It was withdrawn", by=world.user("cpmo"), at=LATER)
        assert "Read and issue draft 1 of v1.1" in text(cpmo.get(f"/packs/{row.pk}"))

    def test_bad_input_says_what_to_type_and_loses_nothing(self, world, snapshot, sign_in):
        row = issued(world, snapshot)
        boxes = {"committee": committee().pk, "meets_on": "1 10 2026"}
        answer = sign_in("cpmo").post(self.ADDRESS.format(row.pk), boxes)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "or a later day: the IRB meets on" in page
        assert "1 10 2026" in page
        assert Pack.objects.filter(audience="member").count() == 0
