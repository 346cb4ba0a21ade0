"""The public edition of an issued pack: asked for, drawn, proved, replaced (Rules 24e and 29)."""

import itertools
import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from assurance.words import Judgement
from assurance.words.classification import Classification, Paragraph
from irp.actions import Refused
from irp.words import WITHHELD
from packs import actions, pdf, proof
from packs.actions.publication import record_step
from packs.build import build, markup_of
from packs.facts.classification import ClassedFacts
from packs.models import Pack, WordsRead
from packs.presenters.checks import namesake
from packs.presenters.versions import saved_as
from packs.presenters.written import words_to_publish
from packs.readings.classification import classifiable
from packs.readings.replaced import replaces
from packs.snapshot import codec
from packs.snapshot.pinning import beside_public, pinned
from packs.words import EditionStatus, Forum, ItemKind, PackFile
from packs.words.edition import TextKind
from packs.words.publication import PublicationStep
from tests.assurance import shelf
from tests.packs.publication_steps import ask_public
from tests.packs.test_classification import classify
from tests.packs.test_edition import write
from tests.standing import standing
from tests.world import NOW, OTHERS_THAN_CPMO

LATER = NOW + timedelta(hours=1)
WRONG = "The price of HOU-01 was wrong"
REASON = "IRB-2026-10-REASON"


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
    """Return the snapshot of a month in which commissioners judged a requirement."""
    shelf.judge(world, Judgement.MET)
    return shelf.freeze(world, drafts=False, at=NOW + timedelta(minutes=1))


def issued(world, snapshot, *, forum="irb", **changes) -> Pack:
    """Return a final version on the shelf with what stands beside its snapshot."""
    beside = codec.text_of(pinned(snapshot, Forum(forum), at=NOW + timedelta(minutes=1)))
    at = NOW + timedelta(minutes=2)
    values = {"standing": "final", "forum": forum, "requested_at": at, "pinned": beside}
    return shelf.pack(world, snapshot, **values | changes)


def public(world, pack, **changes) -> Pack:
    return ask_public(world, pack, **{"at": LATER} | changes)


def drawn(pack: Pack) -> Pack:
    """Return a pack that a worker has drawn."""
    ticks = itertools.count()
    assert build(pack.pk, clock=lambda: LATER + timedelta(seconds=next(ticks)))
    return Pack.objects.with_superseded().with_period().get(pk=pack.pk)


def printed(pack: Pack) -> str:
    return " ".join(markup_of(again(pack)).split())


def withhold(monkeypatch, *classes: ClassedFacts) -> None:
    monkeypatch.setattr("packs.snapshot.pinning.to_withhold", lambda **_: (classes, ()))


def exempt(kind: ItemKind, ref: str) -> ClassedFacts:
    ground = {"classification": Classification.EXEMPT, "paragraph": Paragraph.THREE}
    return ClassedFacts(kind=kind, ref=ref, reason="Bids", **ground)


def again(pack: Pack) -> Pack:
    return Pack.objects.with_superseded().get(pk=pack.pk)


class TestAskedFor:
    def test_it_has_number_month_and_texts_of_what_it_is_made_from(self, world, snapshot):
        whole = issued(world, snapshot)
        found = public(world, whole)
        assert (found.number, found.snapshot, found.standing) == (whole.number, snapshot, "final")
        assert (found.audience, found.made_from, found.part) == ("public", whole, 1)
        beside = codec.pinned_in(found.pinned)
        assert beside.texts == codec.pinned_in(whole.pinned).texts

    @pytest.mark.parametrize("name", OTHERS_THAN_CPMO)
    def test_only_cpmo_asks_for_it(self, world, snapshot, name):
        with pytest.raises(PermissionDenied):
            public(world, issued(world, snapshot), by=world.user(name))

    def test_what_is_not_issued_and_in_force_has_none(self, world, snapshot):
        draft = issued(world, snapshot, standing="draft")
        with pytest.raises(Refused, match="has not been issued"):
            public(world, draft)
        first, second = issued(world, snapshot), issued(world, snapshot)
        with pytest.raises(Refused, match="was replaced"):
            public(world, first)
        with pytest.raises(Refused, match="before the product stored"):
            public(world, issued(world, snapshot, pinned=""))
        assert not Pack.objects.filter(audience="public").exists()
        assert second.number == 3

    def test_none_is_made_from_a_public_edition(self, world, snapshot):
        found = drawn(public(world, issued(world, snapshot)))
        with pytest.raises(Refused, match="has not been issued"):
            public(world, found)

    def test_24e_a_withdrawal_stops_it_until_a_version_carries_it(self, world, snapshot):
        whole = issued(world, snapshot)
        shelf.withdraw(world, at=NOW + timedelta(minutes=30))
        with pytest.raises(Refused, match=r"withdrew since .*: PO8-T1-1"):
            public(world, whole)

    def test_one_is_drawn_at_a_time_and_a_failed_try_takes_no_part(self, world, snapshot):
        whole = issued(world, snapshot)
        found = public(world, whole)
        with pytest.raises(Refused, match="still being created"):
            public(world, whole)
        Pack.objects.filter(pk=found.pk).update(state="failed", failure="No glyph.")
        with pytest.raises(Refused, match="from the page of the version"):
            actions.ask_again(found, by=world.user("cpmo"), at=LATER)
        assert public(world, whole).part == 1

    def test_versions_go_on_as_if_it_were_not_there(self, world, snapshot):
        """It takes no number, stops no correction and needs none of its own."""
        whole = issued(world, snapshot)
        public(world, whole)
        found = actions.correct_pack(whole, reason="A typo", by=world.user("cpmo"), at=LATER)
        assert (found.number, found.supersedes) == (whole.number + 1, whole)
        for act in ("renew_pack", "issue_pack"):
            with pytest.raises(Refused):
                getattr(actions, act)(Pack.objects.get(audience="public"), by=world.user("cpmo"),
                                      at=LATER)  # fmt: skip


class TestReplaced:
    def test_what_is_classified_anew_is_a_later_public_edition_of_the_same_version(
        self, world, snapshot, monkeypatch
    ):
        """Classes are fixed when it is asked for: the first stays what it was (Rule 29)."""
        whole = issued(world, snapshot)
        first = drawn(public(world, whole))
        withhold(monkeypatch, exempt(ItemKind.MILESTONE, "HOU-01"))
        second = drawn(public(world, whole))
        assert (second.number, second.part, second.supersedes) == (whole.number, 2, first)
        assert "HOU-01" in markup_of(first) and "HOU-01" not in markup_of(second)
        assert again(first).superseded and not again(second).superseded
        assert not again(whole).superseded
        assert replaces(second, first) and not replaces(second, whole)
        assert (first.reason, second.reason[:13]) == ("", "Created again")
        assert str(second) == "Public edition 2 of the IRB pack, October 2026, v1.0"

    def test_a_correction_of_the_whole_replaces_its_public_edition_too(self, world, snapshot):
        whole = issued(world, snapshot)
        found = drawn(public(world, whole))
        later = issued(world, snapshot, reason=WRONG, supersedes=whole)
        assert again(found).superseded and replaces(later, found)
        assert not again(later).superseded
        newest = drawn(public(world, later))
        assert (newest.number, newest.part, newest.supersedes) == (later.number, 1, found)
        assert newest.reason == "Made from v1.1, which corrects the version before"
        page = printed(newest)
        assert "(replaces v1.0, public edition of 9 Nov 2026)" in page
        assert f'<th scope="row">Reason</th><td colspan="3">{WRONG}</td>' in page
        assert WRONG in newest.manifest

    def test_the_first_of_a_correction_says_what_it_replaces_and_why(self, world, snapshot):
        """As the whole edition does, which says of which day that was."""
        was = issued(world, snapshot)
        later = issued(world, snapshot, reason=WRONG, supersedes=was)
        first = public(world, later)
        assert (first.reason, first.supersedes) == ("Made from v1.1, which corrects v1.0", None)
        for edition in (later, first):
            page = printed(edition)
            assert "(replaces v1.0 of 9 Nov 2026)" in page
            assert f'<th scope="row">Reason</th><td colspan="3">{WRONG}</td>' in page

    def test_one_that_is_created_anew_says_that_and_what_the_correction_was_for(
        self, world, snapshot, monkeypatch
    ):
        later = issued(world, snapshot, reason=WRONG, supersedes=issued(world, snapshot))
        first = drawn(public(world, later))
        withhold(monkeypatch, exempt(ItemKind.MILESTONE, "HOU-02"))
        page = printed(drawn(public(world, later)))
        assert first.supersedes is None and "(replaces v1.1, public edition of" in page
        anew = "Created again, by how each item is classified now. v1.1 replaced v1.0 of 9 Nov"
        assert f"{anew} 2026: {WRONG}" in page

    def test_rule_29_a_reason_that_names_what_is_withheld_goes_with_it(
        self, world, snapshot, monkeypatch
    ):
        later = issued(world, snapshot, reason=WRONG, supersedes=issued(world, snapshot))
        withhold(monkeypatch, exempt(ItemKind.MILESTONE, "HOU-01"))
        found = drawn(public(world, later))
        page = printed(found)
        assert f'<td colspan="3">{WITHHELD}</td>' in page and "(replaces v1.0 of" in page
        assert "price" not in found.manifest and "price" not in page

    def test_rule_29_a_reason_is_classified_by_its_place_and_read_before_it_is_published(
        self, world, snapshot
    ):
        """A reason that gives something away in other words is an item of its own."""
        whole = issued(world, snapshot)
        assert not [listed for listed in classifiable() if listed.ref == REASON]
        later = issued(world, snapshot, reason=WRONG, supersedes=whole)
        (item,) = (candidate for candidate in classifiable() if candidate.ref == REASON)
        assert (item.kind, item.title) == (ItemKind.TEXT, "Reason of the correction")
        assert WRONG in str(words_to_publish(later, beside_public(later)))
        first = drawn(public(world, later))
        classify(world, kind=ItemKind.TEXT, ref=REASON)
        assert WRONG not in str(words_to_publish(later, beside_public(later)))
        page = printed(drawn(public(world, later)))
        assert WRONG in printed(first) and WRONG not in page
        assert f"v1.1 replaced v1.0 of 9 Nov 2026: {WITHHELD}" in page
        assert f"Text written for a pack: {REASON}</th>" in page


class TestPrinted:
    def test_it_says_what_is_withheld_by_kind_and_ground(self, world, snapshot, monkeypatch):
        whole = issued(world, snapshot)
        withhold(monkeypatch, exempt(ItemKind.MILESTONE, "HOU-01"))
        markup = markup_of(public(world, whole))
        assert "Public\n  edition" in markup and "What is withheld" in markup
        assert '<th scope="row">Milestone</th>' in markup
        assert "Exempt, paragraph 3: financial or business affairs" in markup
        assert "HOU-01" not in markup and "Bids" not in markup

    def test_with_nothing_withheld_it_says_so(self, world, snapshot):
        markup = markup_of(public(world, issued(world, snapshot)))
        assert "Nothing is withheld: the whole edition" in markup

    def test_the_whole_edition_has_no_such_section_and_says_what_it_contains(self, world, snapshot):
        """DOMAIN 4: the cover tells public and exempt parts."""
        plain = issued(world, snapshot)
        assert "What is withheld" not in markup_of(plain)
        assert "<td>Official; " not in markup_of(plain)
        beside = codec.pinned_in(plain.pinned)
        classes = (exempt(ItemKind.MILESTONE, "HOU-01"), exempt(ItemKind.MILESTONE, "HOU-99"))
        beside = {**codec.plain_values(codec.text_of(beside)), "classes": [
            json.loads(codec.text_of(classed_item)) for classed_item in classes
        ]}  # fmt: skip
        closed = issued(world, snapshot, pinned=json.dumps(beside))
        markup = markup_of(closed)
        assert "; contains 1 exempt</td>" in markup and "HOU-01" in markup
        assert "Official-sensitive" in markup

    def test_rules_18a_and_29_the_original_plan_keeps_its_number(
        self, world, snapshot, monkeypatch
    ):
        whole = issued(world, snapshot, forum="tib")
        assert "not shown" not in markup_of(whole)
        withhold(monkeypatch, exempt(ItemKind.MILESTONE, "HOU-01"))
        assert ", of which 1 is not shown." in markup_of(drawn(public(world, whole)))


class TestProved:
    def test_manifest_name_and_check_tell_it_from_the_whole(self, world, snapshot):
        whole = issued(world, snapshot)
        found = drawn(public(world, whole))
        told, faults = proof.read_manifest(found.manifest.encode())
        assert not faults
        edition = {"audience": "public", "part": 1, "whole_sha256": whole.sha256}
        assert told["edition"] == edition and told["file"].endswith("v1.0-public-edition-final.pdf")
        assert "edition" not in json.loads(whole.manifest)
        name = saved_as(found, superseded=False)
        assert name == told["file"]
        assert namesake(name, user=None) == found
        assert namesake(saved_as(whole, superseded=False), user=None) == whole
        annexes = saved_as(found, superseded=False, file=PackFile.ANNEX)
        assert namesake(annexes, user=None) == found

    @pytest.mark.parametrize("forum", Forum)
    def test_whoever_sees_the_packs_of_the_tib_sees_it(self, world, snapshot, forum):
        """ADR 0006: nobody else before it is published, nor members, who read the IRB's whole."""
        found = drawn(public(world, issued(world, snapshot, forum=forum.value)))
        of_tib, seen = issued(world, snapshot, forum="tib"), set()
        for user in map(world.user, world.users):
            sees = user.has_perm("packs.see_pack", of_tib)
            assert user.has_perm("packs.see_pack", found) == sees
            assert Pack.objects.visible_to(user).filter(pk=found.pk).exists() == sees
            seen.add(sees)
        assert seen == {True, False}

    @pytest.mark.parametrize("name", ["lead_member", "committee"])
    def test_24e_every_reader_sees_it_once_it_is_published(self, world, snapshot, name):
        """No more once it is taken down; the whole edition of a TIB pack is not theirs."""
        found = drawn(public(world, issued(world, snapshot, forum="tib")))
        user = world.user(name)

        def seen() -> set[bool]:
            in_list = Pack.objects.visible_to(user).filter(pk=found.pk).exists()
            return {in_list, user.has_perm("packs.see_pack", Pack.objects.get(pk=found.pk))}

        assert seen() == {False}
        for step, shown in (("published", True), ("taken_down", False), ("published", True)):
            record_step(
                found, PublicationStep(step), on=LATER.date(), words="https://example.org/packs",
                version=found.steps.count(), by=world.user("cpmo2"), at=LATER + timedelta(hours=1),
            )  # fmt: skip
            assert seen() == {shown}
        assert not user.has_perm("packs.see_pack", found.made_from)


def ask(client, there: str) -> Pack:
    """Read the words and ask for the public edition, as on its page."""
    page = client.get(there).content.decode()
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    answer = client.post(there, {"read": "on", "seen": seen})
    found = Pack.objects.get(audience="public")
    assert answer.status_code == 302 and answer["Location"] == f"/packs/{found.pk}"
    return found


class TestWordsRead:
    """Rule 29: before everybody reads what people wrote, the person who asks has read it."""

    def test_who_read_the_words_and_when_is_kept(self, world, snapshot, sign_in):
        whole = issued(world, snapshot)
        found = ask(sign_in("cpmo"), f"/packs/{whole.pk}/public")
        act = WordsRead.objects.get()
        assert (act.pack, act.by_name) == (found, "Person cpmo")
        page = " ".join(sign_in("cpmo").get(f"/packs/{found.pk}").content.decode().split())
        assert "Words read" in page and "Before it was created, by Person cpmo" in page

    def test_the_page_shows_what_people_wrote_and_nothing_withheld(
        self, world, snapshot, sign_in, monkeypatch
    ):
        write(world, "Housing is late.", forum=Forum.IRB, kind=TextKind.OPINION)
        there = f"/packs/{issued(world, snapshot).pk}/public"
        client = sign_in("cpmo")
        page = client.get(there).content.decode()
        assert "Housing is late." in page and "Person cpmo" in page
        assert "Reasons for assessments: " in page
        withhold(monkeypatch, exempt(ItemKind.TEXT, "IRB-2026-10-OPINION"))
        page = client.get(there).content.decode()
        assert "Housing is late." not in page and "Reasons for assessments: " in page

    def test_without_the_tick_nothing_is_made(self, world, snapshot, sign_in):
        there = f"/packs/{issued(world, snapshot).pk}/public"
        answer = sign_in("cpmo").post(there, {"seen": "x"})
        assert answer.status_code == 422
        assert "Tick that you have read the words" in answer.content.decode()
        assert not WordsRead.objects.exists() and not Pack.objects.filter(audience="public")

    def test_a_tick_that_was_given_to_other_words_is_given_anew(
        self, world, snapshot, sign_in, monkeypatch
    ):
        """What is classified between reading and asking changes what is published."""
        client, there = sign_in("cpmo"), f"/packs/{issued(world, snapshot).pk}/public"
        page = client.get(there).content.decode()
        seen = page.partition('name="seen" value="')[2].partition('"')[0]
        withhold(monkeypatch, exempt(ItemKind.MILESTONE, "HOU-01"))
        answer = client.post(there, {"read": "on", "seen": seen})
        page = answer.content.decode()
        assert answer.status_code == 422 and "changed since you opened this page" in page
        assert "checked" not in page and not WordsRead.objects.exists()
        ask(client, there)

    def test_a_version_that_none_is_made_from_says_why(self, world, snapshot, sign_in):
        page = sign_in("cpmo").get(f"/packs/{issued(world, snapshot, standing='draft').pk}/public")
        assert page.status_code == 200 and "Issue it first." in page.content.decode()
        assert 'name="seen"' not in page.content.decode()

    @pytest.mark.parametrize("name", ["sao", "commissioner", "administrator"])
    def test_only_cpmo_asks(self, world, snapshot, sign_in, name):
        there = f"/packs/{issued(world, snapshot).pk}/public"
        assert sign_in(name).get(there).status_code == 403


class TestPage:
    def test_the_page_of_a_version_leads_to_its_public_edition_and_back(
        self, world, snapshot, sign_in
    ):
        whole = issued(world, snapshot)
        client = sign_in("cpmo")
        assert "Create the public edition" in client.get(f"/packs/{whole.pk}").content.decode()
        there = f"/packs/{whole.pk}/public"
        assert f'href="{there}"' in client.get(f"/packs/{whole.pk}").content.decode()
        found = ask(client, there)
        drawn(found)
        page = client.get(f"/packs/{whole.pk}").content.decode()
        assert f'href="/packs/{found.pk}"' in page
        page = client.get(f"/packs/{found.pk}").content.decode()
        assert f'href="/packs/{whole.pk}"' in page and "Create the public edition" not in page
        assert "Public edition of the IRB pack" in client.get("/packs").content.decode()

    def test_it_is_not_offered_to_those_who_cannot_ask(self, world, snapshot, sign_in):
        whole = issued(world, snapshot)
        page = sign_in("sao").get(f"/packs/{whole.pk}").content.decode()
        assert "Create the public edition" not in page

    def test_it_is_read_on_screen(self, world, snapshot, sign_in):
        found = drawn(public(world, issued(world, snapshot)))
        page = sign_in("cpmo").get(f"/packs/{found.pk}/read").content.decode()
        assert "What is withheld" in page and EditionStatus.FINAL.value.upper() in page
