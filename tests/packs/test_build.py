"""The glue: from a queued row to a stored file, once, whatever goes wrong (DESIGN 4).

Where a test asks what the glue does with a drawing, not how it looks, the drawing is a quick one.
"""

import errno
import itertools
import json
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from packs import build, html, pdf, queue, store, tasks
from packs.models import Pack
from packs.rules import MOST_TRIES
from packs.words import PackFile, PackState
from tests import world as worlds
from tests.assurance import shelf
from tests.dashboards import months
from tests.standing import standing
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shelf(settings, tmp_path):
    settings.PACK_STORE = tmp_path / "store"


@standing
def snapshot(world):
    return shelf.freeze(world, drafts=False)


def queued(world, snapshot, **changes) -> Pack:
    values = {"state": "queued", "ready_at": None, "sha256": "", "size": 0, "pages": 0}
    return shelf.pack(world, snapshot, **values | changes)


def again(pack: Pack) -> Pack:
    return Pack.objects.get(pk=pack.pk)


def clock():
    """Return a clock that goes two seconds on at each look."""
    ticks = itertools.count()
    return lambda: NOW + timedelta(seconds=2 * next(ticks))


def failing(fault):
    def draw(*args, **kwargs):
        raise fault

    return draw


@pytest.fixture
def quick(monkeypatch):
    """Draw at once: the markup itself is the file, so that other words are other bytes."""

    def draw(markup, path, **_) -> int:
        path.write_text(markup)
        return 1

    monkeypatch.setattr(pdf, "draw", draw)


@pytest.mark.slow
def test_a_queued_pack_becomes_a_stored_file_that_is_drawn_again_byte_for_byte(
    world, snapshot, monkeypatch, tmp_path
):
    """DESIGN 4: drawn for real, told by section and page; the same bytes in another process."""
    pack, seen = queued(world, snapshot, forum="irb"), []
    beat = queue.beat

    def note(*args, **told):
        seen.append((told["stage"], told["done"], told["every"]))
        return beat(*args, **told)

    monkeypatch.setattr(queue, "beat", note)
    assert build.build(pack.pk, clock=clock())
    row = again(pack)
    assert row.state == PackState.READY and row.pages > 5
    assert row.sections_done == row.sections_all > 0
    assert [file.file for file in row.stored] == ["pack", "annex"]
    for file in row.stored:
        path = store.path_of(file.sha256)
        assert store.hash_of(path) == file.sha256 and path.stat().st_size == file.size
    told = json.loads(row.manifest)
    assert (told["annex"]["sha256"], told["annex"]["pages"]) == (row.annex_sha256, row.annex_pages)
    assert told["annex"]["file"] == "irb-pack-2026-10-v0.1-draft-annexes.pdf"
    stages = [stage for stage, _, _ in seen]
    assert "Portfolio on a page" in stages and "Creating page 2" in stages
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
    assert {every for _, _, every in seen} == {row.sections_all}
    assert build.redraw(row, tmp_path / "again.pdf")
    assert build.redraw(row, tmp_path / "annexes.pdf", PackFile.ANNEX)


def test_built_twice_it_is_built_once(world, snapshot, quick):
    pack = queued(world, snapshot)
    assert build.build(pack.pk, clock=clock())
    first = again(pack).ready_at
    assert not build.build(pack.pk, clock=clock())
    assert again(pack).ready_at == first


def test_another_edition_of_one_snapshot_is_another_file_that_says_so(world, snapshot, quick):
    pack = queued(world, snapshot)
    build.build(pack.pk, clock=clock())
    final = queued(world, snapshot, standing="final", supersedes=pack)
    build.build(final.pk, clock=clock())
    assert again(final).sha256 != again(pack).sha256
    assert "(replaces v0.1 of 9 Nov 2026)" in " ".join(build.markup_of(final).split())


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), OperationalError("gone away")])
def test_a_worker_killed_while_drawing_ends_with_one_pack(
    world, snapshot, monkeypatch, quick, fault
):
    """SIGKILL at any point, or a database that is away: the lease runs out, another draws it."""
    pack = queued(world, snapshot)
    with monkeypatch.context() as killed, suppress(KeyboardInterrupt):
        killed.setattr(pdf, "draw", failing(fault))
        build.build(pack.pk, clock=lambda: NOW)
    assert again(pack).state == PackState.RUNNING
    later = NOW + queue.LEASE + timedelta(seconds=1)
    assert queue.requeue_stale(at=later) == [pack.pk]
    assert build.build(pack.pk, clock=lambda: later)
    assert again(pack).state == PackState.READY and again(pack).tries == 2


def test_a_worker_that_lost_its_claim_stops_without_a_word(world, snapshot, monkeypatch):
    pack = queued(world, snapshot)

    def draw(markup, path, *, on_progress):
        Pack.objects.filter(pk=pack.pk).update(claim="another")
        on_progress("Creating page 1")

    monkeypatch.setattr(pdf, "draw", draw)
    assert not build.build(pack.pk, clock=clock())
    assert (again(pack).state, again(pack).claim) == (PackState.RUNNING, "another")


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (pdf.CannotDraw("The font is missing. Install it."), "The font is missing. Install it."),
        (OSError(errno.ENOSPC, "No space left on device"), "Storage is full"),
        (OSError(errno.EROFS, "Read-only file system"), "Storage is read-only"),
        (RuntimeError("surprise"), "tell the administrator"),
    ],
)
def test_whatever_goes_wrong_fails_with_a_reason(world, snapshot, monkeypatch, fault, reason):
    pack = queued(world, snapshot)
    monkeypatch.setattr(pdf, "draw", failing(fault))
    assert not build.build(pack.pk, clock=clock())
    assert again(pack).state == PackState.FAILED and reason in again(pack).failure


def test_a_busy_machine_is_tried_again_by_itself_and_says_so(world, snapshot, monkeypatch):
    """Within the tries of the row; the last of them fails with what happened."""
    pack = queued(world, snapshot)
    busy = pdf.TryAgain("The machine was too busy. It got less than a quarter of a processor.")
    monkeypatch.setattr(pdf, "draw", failing(busy))
    for _ in range(MOST_TRIES - 1):
        assert not build.build(pack.pk, clock=clock())
        row = again(pack)
        assert row.state == PackState.QUEUED and row.failure == ""
        assert row.stage == "The machine was too busy; it is tried again by itself"
        assert queue.requeue_stale(at=NOW) == [pack.pk], "rung for at once"
    assert not build.build(pack.pk, clock=clock())
    row = again(pack)
    assert row.state == PackState.FAILED
    assert str(busy) in row.failure and f"tried {MOST_TRIES} times" in row.failure


def test_a_plan_without_programmes_or_outcomes_is_frozen_and_gets_its_packs(db, quick):
    """A council that begins to use the product has a month before it has a plan."""
    world = worlds.build(with_plan=False)
    snapshot = shelf.freeze(world, reason="")
    for pack in snapshot.packs.all():
        assert build.build(pack.pk, clock=clock())
        assert "The plan has no programmes" in store.path_of(again(pack).sha256).read_text()


def test_a_snapshot_that_was_tampered_with_is_not_drawn(world, snapshot):
    pack = queued(world, snapshot)
    with pytest.raises(pdf.CannotDraw, match="does not match its hash"):
        pack.snapshot.sha256 = "0" * 64
        build.markup_of(pack)


def test_a_pack_is_compared_with_the_snapshot_that_it_names(world):
    months.sign(world, "HOU")
    first = months.freeze(world)
    months.open_november(world)
    second = shelf.freeze(world, at=NOW + timedelta(hours=3))
    named = build.markup_of(Pack(snapshot=second, compared_with=first, forum="tib", number=1))
    assert first.sha256[:12] in named and "Against the pack of October 2026" in named
    first.body += " "
    with pytest.raises(pdf.CannotDraw, match="of October 2026 does not match its hash"):
        build.markup_of(Pack(snapshot=second, compared_with=first, forum="tib", number=1))


def test_the_row_is_written_at_most_once_a_second(world, snapshot):
    heart = build.Heartbeat(pack_id=queued(world, snapshot).pk, mark="one", clock=lambda: NOW)
    queue.claim(heart.pack_id, at=NOW, mark="one")
    heart.tell("Creating page 1")
    heart.tell("Creating page 2")
    assert Pack.objects.get(pk=heart.pack_id).stage == "Creating page 1"


def test_the_task_draws_what_its_number_names(world, snapshot, quick):
    pack = queued(world, snapshot)
    tasks.draw_pack(pack.pk)
    assert again(pack).state == PackState.READY


def test_the_sweep_rings_for_every_waiting_pack(world, snapshot, monkeypatch):
    pack, rung = queued(world, snapshot), []

    def send(args, *, expires, **_):
        assert expires == queue.LEASE.total_seconds()
        rung.extend(args)

    monkeypatch.setattr(tasks.draw_pack, "apply_async", send)
    tasks.requeue_stale_packs()
    tasks.requeue_stale_packs()
    assert rung == [pack.pk]


def test_the_command_writes_html_and_pdf(world, snapshot, tmp_path, quick):
    call_command("draw_pack", "--period", "2026-10", forum="irb", folder=tmp_path)
    assert {path.name for path in tmp_path.glob("irb*")} == {
        "irb-pack-2026-10-v0.1-draft.html",
        "irb-pack-2026-10-v0.1-draft.pdf",
        "irb-pack-2026-10-v0.1-draft-annexes.html",
        "irb-pack-2026-10-v0.1-draft-annexes.pdf",
    }
    for typed, message in (
        (["--period", "2026-11"], "November 2026 is not a frozen period"),
        (["--period", "November"], "'November' is not a month. Type one such as 2026-10"),
        ([], "one of the arguments --pack --period is required"),
    ):
        with pytest.raises(CommandError, match=message):
            call_command("draw_pack", *typed, folder=tmp_path)
    with pytest.raises(CommandError, match="There is no pack"):
        call_command("draw_pack", "--pack", "999999", folder=tmp_path)


def test_the_command_compares_an_issued_pack_byte_for_byte(
    world, snapshot, tmp_path, monkeypatch, quick
):
    pack = queued(world, snapshot)
    build.build(pack.pk, clock=clock())
    call_command("draw_pack", "--pack", str(pack.pk), folder=tmp_path)
    changed = html.print_environment().filters | {"mark": lambda rating: "?"}
    monkeypatch.setattr(html.print_environment(), "filters", changed)
    with pytest.raises(CommandError, match="does not come out as it was issued"):
        call_command("draw_pack", "--pack", str(pack.pk), folder=tmp_path)
