"""Signed out, frozen, stale, refused: each is said, nothing typed is lost, nothing is cached."""

import gzip
from io import BytesIO

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.http import FileResponse
from django.test import Client, RequestFactory

from irp.history import enact
from irp.middleware import CompressedPages, RefusalPages
from irp.models import Conflict, PeriodStep, ReportingPeriod
from tests import world as worlds
from tests.programmes.views.test_milestone_update import ADDRESS as UPDATE
from tests.programmes.views.test_milestone_update import ENTERED
from tests.world import NOW, PASSWORD, build

HTMX = {"HX-Request": "true", "HX-Target": "row-HOU-01"}
TYPED = ENTERED | {"narrative": "Long words."}


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def in_the_notice(answer) -> str:
    """Return the words of a refusal that htmx puts into the notice."""
    assert answer.headers["HX-Retarget"] == "#app-notice"
    text = answer.content.decode()
    assert "<header" not in text
    return text


class TestSignedOut:
    def test_a_browser_is_sent_to_sign_in(self, db, client):
        answer = client.get(UPDATE)
        assert (answer.status_code, answer.url) == (302, f"/sign-in?next={UPDATE}")

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_htmx_is_told_and_may_sign_in_again(self, db, client, method):
        headers = HTMX | {"Referer": "http://testserver/programmes/HOU?as_at=1"}
        answer = getattr(client, method)(UPDATE, TYPED, headers=headers)
        assert answer.status_code == 401
        text = in_the_notice(answer)
        assert "You were signed out" in text
        assert "/sign-in?next=http%3A//testserver/programmes/HOU%3Fas_at%3D1" in text
        assert ("What you typed is still on this page" in text) == (method == "post")

    def test_one_who_sent_a_form_is_shown_what_they_typed(self, db, client):
        answer = client.post(UPDATE, TYPED)
        assert answer.status_code == 401
        assert '<dd class="app-raw">Long words.</dd>' in answer.content.decode()

    def test_signing_in_again_leads_back_to_the_page(self, world, client):
        there = "http://testserver/programmes/HOU"
        typed = {"username": "rdl@council.example", "password": PASSWORD, "next": there}
        assert client.post("/sign-in", typed).url == there


class TestFormTooOld:
    """It happens to everyone who signs in again in another tab."""

    @pytest.fixture
    def client(self, world):
        client = Client(enforce_csrf_checks=True)
        client.force_login(world.users["rdl"])
        return client

    def test_htmx_is_not_told_of_rights(self, client):
        answer = client.post(UPDATE, TYPED, headers=HTMX)
        assert answer.status_code == 403
        text = in_the_notice(answer)
        assert "This form is older than your sign-in" in text
        assert "You are now signed in as Person rdl" in text
        assert "right" not in text

    @pytest.mark.parametrize(("site", "shown"), [("same-origin", True), ("cross-site", False)])
    def test_a_page_of_ours_shows_what_was_typed_but_only_in_our_own_forms(
        self, client, site, shown
    ):
        answer = client.post(UPDATE, TYPED, headers={"Sec-Fetch-Site": site})
        text = answer.content.decode()
        assert answer.status_code == 403
        assert "app-header" in text
        assert ("Long words." in text) == shown


@pytest.mark.parametrize(("address", "status"), [("/administration/users", 403), ("/none", 404)])
def test_what_django_refuses_is_a_page_and_a_notice_too(sign_in, address, status):
    client = sign_in("rdl")
    page, part = client.get(address), client.get(address, headers=HTMX)
    assert page.status_code == part.status_code == status
    assert "<h1" in page.content.decode()
    words = "Only administrators can manage users" if status == 403 else "Page not found"
    assert words in page.content.decode()
    assert words in in_the_notice(part)


def freeze(world) -> None:
    """Freeze the world's period without a pack."""
    period = ReportingPeriod.objects.get(pk=world.period.pk)
    enact(PeriodStep, by=world.user("cpmo"), at=NOW, period=period, what="frozen")
    worlds.freeze(period, by=world.user("cpmo"))


@pytest.mark.parametrize(("method", "status"), [("get", 200), ("post", 409)])
def test_rule_16_a_freeze_leaves_the_row_form_as_it_was_typed(world, sign_in, method, status):
    freeze(world)
    answer = getattr(sign_in("rdl"), method)(UPDATE, TYPED, headers=HTMX)
    assert answer.status_code == status
    assert "October 2026 was frozen by Person cpmo" in in_the_notice(answer)


def test_without_an_open_period_htmx_is_told_in_the_notice(db, client):
    client.force_login(build(with_period=False).users["rdl"])
    answer = client.get(UPDATE, headers=HTMX)
    assert "No reporting period is open" in in_the_notice(answer)


def test_4a1_a_conflict_in_a_row_still_shows_both_texts_in_the_row(world, sign_in):
    world.report("HOU-01", by="cpmo", narrative="Theirs.")
    answer = sign_in("rdl").post(UPDATE, TYPED, headers=HTMX)
    assert answer.status_code == 409
    assert "HX-Retarget" not in answer.headers
    text = answer.content.decode()
    assert text.strip().startswith('<tr id="row-HOU-01"')
    assert "Theirs." in text and "Long words." in text


class TestLetThrough:
    """What no view caught."""

    @pytest.fixture
    def answer_to(self, world):
        request = RequestFactory().post("/", TYPED)
        request.user = world.users["rdl"]
        return lambda error: RefusalPages(lambda _: None).process_exception(request, error)

    def test_4a1_a_conflict(self, world, answer_to):
        answer = answer_to(Conflict(world.milestones["HOU-01"]))
        assert answer.status_code == 409
        assert "Long words." in answer.content.decode()

    def test_rule_16_the_triggers_refusal(self, world, answer_to):
        freeze(world)
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            ReportingPeriod.objects.filter(pk=world.period.pk).update(version=9)
        answer = answer_to(refused.value)
        assert answer.status_code == 409
        assert "This period is frozen" in answer.content.decode()

    def test_another_constraint_that_speaks_of_frozen_is_a_fault(self, world, answer_to):
        """`frozen_after_opened` is our own fault: it must be logged, not shown as a freeze."""
        worlds.keep_snapshot(world.period)
        unopened = {"opened_at": None, "frozen_at": NOW}
        with pytest.raises(IntegrityError, match="frozen_after_opened") as refused:
            ReportingPeriod.objects.filter(pk=world.period.pk).update(**unopened)
        assert answer_to(refused.value) is None


@pytest.mark.parametrize("address", ["/", "/programmes/HOU", "/sign-in", "/none", UPDATE])
def test_no_answer_is_kept_in_a_cache(sign_in, address):
    assert "no-store" in sign_in("rdl").get(address).headers["Cache-Control"]


class TestCompressed:
    GZIP = {"Accept-Encoding": "gzip, br"}

    def test_a_page_comes_compressed_where_the_browser_takes_it(self, sign_in):
        client = sign_in("rdl")
        plain, packed = client.get(UPDATE), client.get(UPDATE, headers=self.GZIP)
        assert "Content-Encoding" not in plain.headers
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert len(packed.content) < len(plain.content) / 3
        assert b"HOU-01" in gzip.decompress(packed.content)

    def test_the_same_page_differs_in_length_from_time_to_time(self, sign_in):
        """So that nobody learns from its length what stands in it (BREACH)."""
        client = sign_in("rdl")
        lengths = {len(client.get("/portfolio", headers=self.GZIP).content) for _ in range(12)}
        assert len(lengths) > 3

    def test_a_file_that_is_handed_over_is_sent_as_it_is(self):
        """A PDF is compressed in itself, and its length tells how far the download is."""
        request = RequestFactory().get("/", headers=self.GZIP)
        paper = b"%PDF-1.7 " + b"a" * 4000
        answer = CompressedPages(lambda _: FileResponse(BytesIO(paper), filename="a.pdf"))(request)
        assert "Content-Encoding" not in answer.headers
        assert answer.headers["Content-Length"] == str(len(paper))
        assert b"".join(answer.streaming_content) == paper
