"""The list of packs, and one pack: progress, file, downloads, what may be asked."""

import re

import pytest

from packs.models import Pack, PackDownload
from packs.words.edition import TextKind
from tests.assurance import shelf
from tests.packs.test_edition import write
from tests.standing import standing
from tests.world import NOW


def text(answer) -> str:
    """Return the page's words without marks and runs of space."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.PACK_STORE = tmp_path


@standing
def snapshot(world):
    """Return the frozen period's snapshot, its drafts gone wrong."""
    snapshot = shelf.freeze(world)
    Pack.objects.update(state="failed", failure="A glyph is missing.", tries=1)
    return snapshot


@pytest.fixture
def client(sign_in):
    return sign_in("cpmo")


class TestList:
    def test_standing_state_and_who_asked(self, client, world, snapshot):
        draft = shelf.pack(world, snapshot)
        shelf.pack(world, snapshot, standing="final", supersedes=draft)
        page = text(client.get("/packs"))
        assert re.search(r"v1.0 v1.0 FINAL Ready 12 PDF .* v1.0 Person cpmo", page)
        assert re.search(r"v0.1 v0.1 SUPERSEDED Ready", page)
        assert re.search(r"failed try failed try DRAFT Failed", page)

    @pytest.mark.parametrize(("name", "forums"), [("sao", {"TIB", "IRB"}), ("committee", {"IRB"})])
    def test_adr_0006_only_what_the_person_may_see(self, sign_in, world, snapshot, name, forums):
        for forum in ("tib", "irb"):
            shelf.pack(world, snapshot, forum=forum, standing="final")
        page = text(sign_in(name).get("/packs"))
        assert set(re.findall(r"(TIB|IRB) pack , October", page)) == forums
        assert "DRAFT" not in page

    def test_filters_stand_in_the_address(self, client, world, snapshot):
        page = text(client.get("/packs?forum=irb&period=2026-10-01"))
        assert "IRB pack , October" in page
        assert "TIB pack , October" not in page

    def test_an_unreadable_filter_is_ignored_and_said(self, client, snapshot):
        answer = client.get("/packs?forum=mayor&period=never")
        assert answer.status_code == 200
        assert "TIB pack , October" in text(answer)
        assert "“mayor” is not a choice of Board. It was left out." in text(answer)

    def test_what_is_left_out_takes_no_other_filter_with_it(self, client, world, snapshot):
        page = text(client.get("/packs?forum=irb&period=never"))
        assert "IRB pack , October" in page
        assert "TIB pack , October" not in page

    def test_a_long_list_is_paged(self, client, world, snapshot):
        for _ in range(50):
            shelf.pack(world, snapshot)
        assert "Showing 51 to 52 of 52" in text(client.get("/packs?page=2"))

    def test_queries_do_not_grow_with_the_list(
        self, client, world, snapshot, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(8) as few:
            assert client.get("/packs").status_code == 200
        for _ in range(10):
            shelf.pack(world, snapshot)
        with django_assert_max_num_queries(len(few)):
            assert client.get("/packs").status_code == 200


class TestPage:
    def test_a_ready_pack_shows_its_file(self, client, world, snapshot):
        made = shelf.pack(world, snapshot)
        page = text(client.get(f"/packs/{made.pk}"))
        assert "TIB pack, October 2026" in page
        assert made.sha256 in page
        assert snapshot.sha256 in page
        assert "Pages 12" in page
        assert "No downloads yet." in page

    def test_while_it_is_drawn_the_page_looks_again_with_and_without_a_script(
        self, client, world, snapshot
    ):
        stage = {"stage": "Highlight report: HOU", "sections_done": 3, "sections_all": 22}
        made = shelf.pack(world, snapshot, state="running", sha256="", ready_at=None, **stage)
        page = client.get(f"/packs/{made.pk}").content.decode()
        assert 'hx-trigger="load delay:2s"' in page
        assert "Refresh" in page
        assert "3 of 22 sections" in page
        part = client.get(f"/packs/{made.pk}", headers={"HX-Request": "true"})
        assert "Highlight report: HOU" in part.content.decode()
        assert 'hx-trigger="load delay:2s"' in part.content.decode()
        assert "<html" not in part.content.decode()
        assert "HX-Refresh" not in part.headers

    def test_once_it_is_drawn_the_asking_page_is_told_to_load_anew(self, client, world, snapshot):
        made = shelf.pack(world, snapshot)
        part = client.get(f"/packs/{made.pk}", headers={"HX-Request": "true"})
        assert part.headers["HX-Refresh"] == "true"

    def test_a_failed_pack_says_why_and_can_be_asked_for_again(self, client, world, snapshot):
        failed = snapshot.packs.get(forum="tib")
        page = text(client.get(f"/packs/{failed.pk}"))
        assert "A glyph is missing." in page
        assert "Create it again" in page
        answer = client.post(f"/packs/{failed.pk}/request", {"offer": "again"})
        again = snapshot.packs.get(forum="tib", number=1, state="queued")
        assert (answer.status_code, answer.url) == (302, f"/packs/{again.pk}")
        assert "Create it again" not in text(client.get(f"/packs/{failed.pk}"))

    def test_a_draft_is_issued_as_final_by_a_second_person(self, client, sign_in, world, snapshot):
        draft = shelf.pack(world, snapshot)
        page = text(client.get(f"/packs/{draft.pk}"))
        words = "a second person in CPMO must issue it. Person cpmo2 can."
        assert words in page and "I have read this draft" not in page
        answer = client.post(f"/packs/{draft.pk}/request", {"offer": "issue", "read": "on"})
        assert answer.status_code == 422 and words in text(answer)
        client = sign_in("cpmo2")
        assert "I have read this draft" in text(client.get(f"/packs/{draft.pk}"))
        client.post(f"/packs/{draft.pk}/request", {"offer": "issue", "read": "on"})
        final = snapshot.packs.get(forum="tib", number=2)
        assert (final.standing, final.supersedes) == ("final", draft)

    def test_a_draft_leads_to_its_words_and_says_which_nobody_wrote(self, client, world, snapshot):
        draft = shelf.pack(world, snapshot)
        page = text(client.get(f"/packs/{draft.pk}"))
        assert "Nobody has written CPMO’s headline or CPMO’s opinion for this pack." in page
        assert "/packs/tib/2026-10/texts" in client.get(f"/packs/{draft.pk}").content.decode()
        write(world)
        page = text(client.get(f"/packs/{draft.pk}"))
        assert "Nobody has written CPMO’s opinion for this pack." in page
        write(world, kind=TextKind.OPINION)
        page = text(client.get(f"/packs/{draft.pk}"))
        assert "Nobody has written" not in page and "Words for the pack" in page

    @pytest.mark.parametrize("state", ["queued", "running", "failed"])
    def test_a_draft_that_nobody_can_read_yet_has_no_tick_that_it_was_read(
        self, client, sign_in, world, snapshot, state
    ):
        draft = shelf.pack(world, snapshot, state=state, ready_at=None)
        client = sign_in("cpmo2")
        page = text(client.get(f"/packs/{draft.pk}"))
        assert "I have read this draft" not in page and "Download the PDF" not in page
        answer = client.post(f"/packs/{draft.pk}/request", {"offer": "issue", "read": "on"})
        assert answer.status_code == 422 and "so you cannot have read it" in text(answer)

    def test_a_correction_needs_its_reason(self, client, world, snapshot):
        final = shelf.pack(world, snapshot, standing="final")
        refused = client.post(f"/packs/{final.pk}/request", {"offer": "correct", "reason": " "})
        assert refused.status_code == 422
        assert "Enter the reason for the correction" in text(refused)
        assert snapshot.packs.filter(forum="tib").count() == 2
        client.post(f"/packs/{final.pk}/request", {"offer": "correct", "reason": "Page 9 empty"})
        corrected = snapshot.packs.get(forum="tib", number=2)
        assert (corrected.standing, corrected.reason) == ("draft", "Page 9 empty")
        assert "FINAL" in text(client.get(f"/packs/{final.pk}"))  # until the other is issued

    @pytest.mark.parametrize("offer", ["", "shred"])
    def test_an_unknown_offer_is_refused(self, client, world, snapshot, offer):
        made = shelf.pack(world, snapshot)
        answer = client.post(f"/packs/{made.pk}/request", {"offer": offer})
        assert answer.status_code == 422
        assert Pack.objects.count() == 3

    @pytest.mark.parametrize(
        ("made", "sent", "words"),
        [
            ({"state": "failed"}, {"offer": "issue", "read": "on"}, "is not ready"),
            ({"state": "failed"}, {"offer": "correct", "reason": "x"}, "is not ready"),
            ({"state": "queued"}, {"offer": "issue", "read": "on"}, "is not ready"),
            ({}, {"offer": "correct", "reason": "x"}, "is a draft"),
            ({"standing": "final"}, {"offer": "issue", "read": "on", "reason": "x"}, "been issued"),
        ],
    )
    def test_what_the_page_does_not_offer_is_refused_too(
        self, client, world, snapshot, made, sent, words
    ):
        """No pack becomes final of which no draft could be read, or without its tick."""
        if "state" in made:
            made = {**made, "sha256": "", "ready_at": None}
        pack = shelf.pack(world, snapshot, **made)
        before = Pack.objects.count()
        answer = client.post(f"/packs/{pack.pk}/request", sent)
        assert (answer.status_code, Pack.objects.count()) == (422, before)
        assert words in text(answer)

    def test_what_the_act_refuses_is_said_in_words(self, sign_in, world, snapshot):
        made, client = shelf.pack(world, snapshot), sign_in("cpmo2")
        client.post(f"/packs/{made.pk}/request", {"offer": "issue", "read": "on"})
        answer = client.post(f"/packs/{made.pk}/request", {"offer": "issue", "read": "on"})
        assert answer.status_code == 422
        assert "still being created" in text(answer)

    def test_nobody_else_asks_or_reads_who_downloaded(self, sign_in, world, snapshot):
        final = shelf.pack(world, snapshot, standing="final")
        client = sign_in("commissioner")
        page = text(client.get(f"/packs/{final.pk}"))
        assert "Who downloaded it" not in page
        assert "Correct it" not in page
        answer = client.post(f"/packs/{final.pk}/request", {"offer": "correct", "reason": "x"})
        assert answer.status_code == 403
        assert client.get(f"/packs/{final.pk}/request").status_code == 403

    def test_the_address_of_the_request_leads_to_the_pack(self, client, world, snapshot):
        made = shelf.pack(world, snapshot)
        answer = client.get(f"/packs/{made.pk}/request")
        assert (answer.status_code, answer.url) == (302, f"/packs/{made.pk}")

    def test_a_final_version_needs_its_tick(self, client, world, snapshot):
        made = shelf.pack(world, snapshot)
        refused = client.post(f"/packs/{made.pk}/request", {"offer": "issue"})
        assert refused.status_code == 422
        assert "Tick “I have read this draft and want to issue it to its board” to go on" in text(
            refused
        )
        assert snapshot.packs.filter(forum="tib").count() == 2

    def test_the_size_is_said_in_units_that_people_use(self, client, world, snapshot):
        made = shelf.pack(world, snapshot, size=1_234_567)
        assert "1.2 MB" in text(client.get(f"/packs/{made.pk}")).replace("\xa0", " ")

    @pytest.mark.parametrize("state", ["queued", "running"])
    def test_who_may_read_it_later_is_told_to_come_back(self, sign_in, world, snapshot, state):
        """Nobody need be asked about a post: the page opens once the pack is made."""
        made = {"state": state, "sha256": "", "ready_at": None, "standing": "final", "forum": "irb"}
        path = f"/packs/{shelf.pack(world, snapshot, **made).pk}"
        answer = sign_in("commissioner").get(path)
        page = text(answer)
        assert answer.status_code == 403 and "Being created: come back soon" in page
        assert "You can read it on this page as soon as it is ready" in page
        assert "administrator" not in page and f'href="{path}"' in answer.content.decode()

    def test_who_may_not_read_it_later_is_not_told_to_come_back(self, sign_in, world, snapshot):
        made = {"sha256": "", "ready_at": None}
        queued = shelf.pack(world, snapshot, state="queued", **made)
        page = text(sign_in("commissioner").get(f"/packs/{queued.pk}"))
        assert "You cannot do this" in page and "This pack is not ready" in page
        failed = shelf.pack(world, snapshot, state="failed", standing="final", forum="irb", **made)
        page = text(sign_in("commissioner").get(f"/packs/{failed.pk}"))
        assert "You cannot do this" in page and "come back" not in page

    def test_a_version_that_may_not_be_seen_is_not_linked(self, sign_in, world, snapshot):
        draft = shelf.pack(world, snapshot)
        final = shelf.pack(world, snapshot, standing="final", supersedes=draft)
        assert f"/packs/{draft.pk}" not in sign_in("sao").get(f"/packs/{final.pk}").content.decode()

    def test_queries_do_not_grow_with_versions_and_downloads(
        self, client, world, snapshot, django_assert_max_num_queries
    ):
        made = shelf.pack(world, snapshot, store=True)
        client.get(f"/packs/{made.pk}/download")
        with django_assert_max_num_queries(15) as few:
            assert client.get(f"/packs/{made.pk}").status_code == 200
        queries = len(few)  # counted before the next request empties the log
        for _ in range(5):
            client.get(f"/packs/{made.pk}/download")
            shelf.pack(world, snapshot)
        with django_assert_max_num_queries(queries):
            assert client.get(f"/packs/{made.pk}").status_code == 200


class TestFirst:
    """The first pack of a frozen period that has none."""

    @pytest.fixture
    def without(self, world):
        return shelf.freeze(world, drafts=False)

    def test_what_has_no_version_is_offered_and_drawn_as_a_draft(self, client, world, without):
        assert "/packs/draw" in client.get("/packs").content.decode()
        page = client.get("/packs/draw?pack=2026-10-irb").content.decode()
        assert re.findall(r'<option value="([^"]+)"( selected)?', page) == [
            ("2026-10-tib", ""),
            ("2026-10-irb", " selected"),
        ]
        answer = client.post("/packs/draw", {"pack": "2026-10-irb"})
        drawn = without.packs.get()
        assert (answer.status_code, answer.url) == (302, f"/packs/{drawn.pk}")
        assert (drawn.forum, drawn.standing, drawn.number) == ("irb", "draft", 1)
        assert "2026-10-irb" not in client.get("/packs/draw").content.decode()

    def test_a_pack_that_has_a_version_is_not_drawn_so(self, client, world, snapshot):
        assert "Every frozen period has its packs" in text(client.get("/packs/draw"))
        refused = client.post("/packs/draw", {"pack": "2026-10-tib"})
        assert refused.status_code == 422
        assert snapshot.packs.filter(forum="tib").count() == 1

    def test_nothing_chosen_is_said(self, client, world, without):
        refused = client.post("/packs/draw", {"pack": ""})
        assert refused.status_code == 422
        assert "Choose the period and board" in text(refused)

    @pytest.mark.parametrize("name", ["administrator", "sao", "commissioner"])
    def test_only_the_cpmo_draws(self, sign_in, world, without, name):
        assert sign_in(name).post("/packs/draw", {"pack": "2026-10-tib"}).status_code == 403
        assert "/packs/draw" not in sign_in(name).get("/packs").content.decode()


class TestDownload:
    def test_the_download_is_noted_and_the_file_handed_over(self, sign_in, world, snapshot):
        final = shelf.pack(world, snapshot, standing="final", store=True)
        answer = sign_in("commissioner").get(f"/packs/{final.pk}/download")
        assert b"".join(answer.streaming_content) == shelf.PDF
        assert answer.headers["Content-Type"] == "application/pdf"
        assert (
            answer.headers["Content-Disposition"]
            == 'attachment; filename="tib-pack-2026-10-v1.0-final.pdf"'
        )
        assert "no-store" in answer.headers["Cache-Control"]
        noted = PackDownload.objects.get()
        assert (noted.pack, noted.by_name) == (final, "Person commissioner")

    def test_the_annexes_are_a_file_of_their_own_and_its_download_is_noted(
        self, sign_in, client, world, snapshot
    ):
        final = shelf.pack(world, snapshot, forum="irb", standing="final", store=True, annex=True)
        answer = sign_in("commissioner").get(f"/packs/{final.pk}/annexes")
        assert b"".join(answer.streaming_content) == shelf.ANNEX
        name = "irb-pack-2026-10-v1.0-final-annexes.pdf"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert PackDownload.objects.get().file == "annex"
        page = sign_in("cpmo").get(f"/packs/{final.pk}")
        assert f"/packs/{final.pk}/annexes" in page.content.decode()
        assert "A second PDF of 9 pages" in text(page) and final.annex_sha256 in text(page)
        assert "Post of commissioner Annexes" in text(page)
        listed = sign_in("committee").get("/packs").content.decode()
        assert f"/packs/{final.pk}/annexes" in listed

    def test_a_pack_whose_annexes_are_in_it_says_so(self, client, world, snapshot):
        made = shelf.pack(world, snapshot, store=True)
        answer = client.get(f"/packs/{made.pk}/annexes")
        assert answer.status_code == 404 and "are in the pack itself" in text(answer)
        assert f"/packs/{made.pk}/annexes" not in client.get(f"/packs/{made.pk}").content.decode()

    def test_who_downloaded_shows_with_the_post_held_then(self, client, world, snapshot, sign_in):
        final = shelf.pack(world, snapshot, standing="final", store=True)
        sign_in("commissioner").get(f"/packs/{final.pk}/download")
        assert "Person commissioner Post of commissioner" in text(client.get(f"/packs/{final.pk}"))

    def test_a_missing_file_is_said_and_no_download_noted(self, client, world, snapshot):
        made = shelf.pack(world, snapshot)
        answer = client.get(f"/packs/{made.pk}/download")
        assert answer.status_code == 503
        assert "missing or has changed" in text(answer)
        assert not PackDownload.objects.exists()

    def test_an_altered_file_is_never_handed_over(self, client, world, snapshot):
        made = shelf.pack(world, snapshot, store=True)
        shelf.path_of(made.sha256).write_bytes(b"%PDF-1.7 altered")
        answer = client.get(f"/packs/{made.pk}/download")
        assert answer.status_code == 503
        assert not PackDownload.objects.exists()

    def test_a_pack_that_is_not_ready_has_no_file(self, client, snapshot):
        answer = client.get(f"/packs/{snapshot.packs.first().pk}/download")
        assert answer.status_code == 404
        assert "There is no file yet" in text(answer)

    @pytest.mark.parametrize("method", ["post", "put", "delete", "head"])
    def test_only_get_downloads(self, client, world, snapshot, method):
        made = shelf.pack(world, snapshot, store=True)
        assert getattr(client, method)(f"/packs/{made.pk}/download").status_code == 405
        assert not PackDownload.objects.exists()

    def test_a_superseded_file_says_so_in_its_name(self, client, world, snapshot):
        first = shelf.pack(world, snapshot, standing="final", store=True)
        shelf.pack(world, snapshot, standing="final", supersedes=first, requested_at=NOW)
        answer = client.get(f"/packs/{first.pk}/download")
        assert "tib-pack-2026-10-v1.0-superseded.pdf" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("path", ["/packs/{}", "/packs/{}/download", "/packs/{}/request"])
def test_rule_23_without_a_post_a_pack_and_none_are_one_answer(sign_in, world, snapshot, path):
    """Who may see nothing is not told how many packs there are."""
    client, made = sign_in("nobody"), shelf.pack(world, snapshot)
    assert {client.get(path.format(key)).status_code for key in (made.pk, 999_999)} == {403}


def test_who_confirms_a_draft_reads_the_pages_of_judgements_on_screen(sign_in, world, snapshot):
    """Rule 24e: the sections themselves, where the draft can be read so."""
    made = shelf.pack(world, snapshot, forum="irb")
    page = sign_in("commissioner").get(f"/packs/{made.pk}/confirm").content.decode()
    for section in ("step_down", "heat_map", "outcomes"):
        assert f'href="/packs/{made.pk}/read#{section}"' in page
    old = shelf.pack(world, snapshot, forum="irb", manifest="")
    page = sign_in("commissioner").get(f"/packs/{old.pk}/confirm").content.decode()
    assert "Or read them on screen" not in page
