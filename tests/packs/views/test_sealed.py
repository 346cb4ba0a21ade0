"""A sealed pack from the queue to whoever checks it: ours, unaltered, current, or what was done."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from packs import build, pdf, proof, queue, seal, store
from packs.models import Pack
from packs.words import PackState
from tests.assurance import shelf
from tests.packs.test_build import again, queued
from tests.packs.test_gate import GOOD
from tests.packs.test_seal import OWN, WORD
from tests.packs.views.test_pack_check import heading, sent
from tests.packs.views.test_packs import text
from tests.standing import standing
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@standing
def snapshot(world):
    return shelf.freeze(world, drafts=False)


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> bytes:
    """A small PDF that stands for what was drawn: a file can be sealed, not its markup."""
    path = tmp_path_factory.mktemp("small") / "small.pdf"
    pdf.draw(GOOD, path)
    return path.read_bytes()


@pytest.fixture(autouse=True)
def _council(settings, tmp_path, monkeypatch, small):
    """A council that gives a certificate, and a drawing that is quick: the words stand in front."""
    settings.PACK_STORE, settings.STATE = tmp_path / "store", tmp_path
    settings.PACK_CERTIFICATE = tmp_path / "seal.p12"
    settings.PACK_CERTIFICATE_PASSPHRASE = WORD
    settings.PACK_CERTIFICATE.write_bytes(seal.self_signed(OWN, WORD, begins=NOW, days=30))

    def draw(markup, path, **_) -> int:
        path.write_bytes(small + b"%% %d\n" % len(markup))
        return 1

    monkeypatch.setattr(pdf, "draw", draw)


def built(world, snapshot, **changes) -> Pack:
    pack = queued(world, snapshot, standing="final", **changes)
    assert build.build(pack.pk, clock=lambda: NOW)
    return again(pack)


def content(pack: Pack) -> bytes:
    return store.path_of(pack.sha256).read_bytes()


def test_each_file_is_sealed_before_the_pack_is_ready_and_both_hashes_are_kept(
    world, snapshot, small, monkeypatch
):
    stages, beat = [], queue.beat

    def note(*args, **told):
        stages.append(told["stage"])
        return beat(*args, **told)

    monkeypatch.setattr(queue, "beat", note)
    monkeypatch.setattr(build, "BEAT_EVERY", timedelta(0))
    pack = built(world, snapshot, forum="irb")
    assert stages.count("Sealing") == len(pack.stored) == 2
    told, faults = proof.read_manifest(pack.manifest.encode())
    assert not faults and told["seal"]["by"] == OWN and told["seal"]["self_signed"]
    for file, proved in zip(pack.stored, (told["pdf"], told["annex"]), strict=True):
        whole = store.path_of(file.sha256).read_bytes()
        begun = whole[: file.drawn_size]
        assert begun.startswith(small) and len(whole) > file.drawn_size
        assert proof.hashlib.sha256(begun).hexdigest() == file.drawn_sha256
        assert proved["drawn"] == {"bytes": file.drawn_size, "sha256": file.drawn_sha256}
        assert (proved["bytes"], proved["sha256"]) == (len(whole), file.sha256)
    with pytest.raises(DatabaseError, match="append-only"):
        Pack.objects.filter(pk=pack.pk).update(drawn_sha256="0" * 64)


def test_a_sealed_pack_is_ours_unaltered_and_current_wherever_it_is_checked(
    sign_in, world, snapshot, tmp_path, capsys
):
    pack = built(world, snapshot)
    answer = sent(sign_in("commissioner"), content(pack))
    assert heading(answer) == "This is our pack, unaltered and current"
    file, manifest = tmp_path / "pack.pdf", tmp_path / "pack.json"
    file.write_bytes(content(pack))
    manifest.write_text(pack.manifest)
    call_command("verify_pack", file, manifest=manifest)
    assert "the same byte for byte, up to its seal." in capsys.readouterr().out
    call_command("draw_pack", "--pack", str(pack.pk), folder=tmp_path)
    assert "as issued, up to the seal." in capsys.readouterr().out
    assert proof.main([str(file), str(manifest)]) == 0
    assert f"Sealed by: {OWN}. Any reader of PDF shows it." in capsys.readouterr().out


def resealed(settings, content: bytes, folder) -> bytes:
    """Return a file sealed by somebody else who calls himself as the council does."""
    settings.PACK_CERTIFICATE.write_bytes(seal.self_signed(OWN, WORD, begins=NOW, days=99))
    path = folder / "forged.pdf"
    path.write_bytes(content)
    seal.seal(path, demonstration=False, at=NOW)
    return path.read_bytes()


ALTERED = {
    "its tail altered": lambda whole, size: whole[:-40] + b"X" + whole[-39:],
    "its seal taken off": lambda whole, size: whole[:size],
    "half of its seal cut off": lambda whole, size: whole[: size + 99],
    "something put behind its seal": lambda whole, size: whole + b"\n% more",
}


@pytest.mark.parametrize("how", [*ALTERED, "another seal put on it"])
def test_a_seal_that_is_not_ours_is_told_from_a_file_that_is_not_ours(
    sign_in, world, snapshot, settings, tmp_path, capsys, how
):
    pack = built(world, snapshot)
    whole, size = content(pack), pack.drawn_size
    if how in ALTERED:
        altered = ALTERED[how](whole, size)
    else:
        altered = resealed(settings, whole[:size], tmp_path)
    answer = sent(sign_in("commissioner"), altered, name="minutes.pdf")
    assert heading(answer) == "This begins as our pack does, but its seal is not the one we put"
    assert f'href="/packs/{pack.pk}"' in answer.content.decode()
    assert heading(sent(sign_in("committee"), altered)).startswith("This is not one of our packs")
    file, manifest = tmp_path / "pack.pdf", tmp_path / "pack.json"
    file.write_bytes(altered)
    manifest.write_text(pack.manifest)
    for options in ({}, {"manifest": manifest}):
        with pytest.raises(CommandError, match="its seal was altered, replaced or removed") as told:
            call_command("verify_pack", file, **options)
        assert told.value.returncode == 1
    assert proof.main([str(file), str(manifest)]) == 1
    output = capsys.readouterr().out
    assert "REFUSED" in output and "its seal was altered, replaced or removed" in output


def test_a_sealed_pack_of_which_a_page_was_altered_is_not_ours(sign_in, world, snapshot):
    whole = bytearray(content(built(world, snapshot)))
    whole[700] ^= 1
    assert "not one of our packs" in heading(sent(sign_in("commissioner"), bytes(whole)))


def test_a_sealed_file_beside_the_manifest_of_another_is_refused(world, snapshot, tmp_path, capsys):
    tib, irb = built(world, snapshot), built(world, snapshot, forum="irb")
    file, manifest = tmp_path / "pack.pdf", tmp_path / "pack.json"
    manifest.write_text(irb.manifest)
    for sha256, code in ((irb.sha256, 0), (irb.annex_sha256, 0), (tib.sha256, 1)):
        file.write_bytes(store.path_of(sha256).read_bytes())
        assert proof.main([str(file), str(manifest)]) == code
    output = capsys.readouterr().out
    assert "this PDF is the one" in output and "this ANNEX is the one" in output
    assert "its seal" not in output.partition("REFUSED")[2]


def test_the_page_says_whose_seal_it_is_and_what_readers_say_of_it(sign_in, world, snapshot):
    page = text(sign_in("cpmo").get(f"/packs/{built(world, snapshot).pk}"))
    assert f"Seal {OWN}" in page and "the issuer of the certificate is unknown" in page
    assert "made for this demonstration" not in page


def test_without_a_certificate_a_pack_is_issued_unsealed_and_says_so(
    sign_in, world, snapshot, settings, tmp_path, capsys
):
    settings.PACK_CERTIFICATE = None
    pack = built(world, snapshot)
    assert (pack.drawn_sha256, pack.drawn_size) == ("", 0)
    assert '"seal": null' in pack.manifest
    page = text(sign_in("cpmo").get(f"/packs/{pack.pk}"))
    assert "Seal Not sealed" in page and "no certificate was given" in page
    file, manifest = tmp_path / "pack.pdf", tmp_path / "pack.json"
    file.write_bytes(content(pack))
    manifest.write_text(pack.manifest)
    assert proof.main([str(file), str(manifest)]) == 0
    assert "Not sealed." in capsys.readouterr().out


def test_an_expired_certificate_fails_the_pack_and_issues_none_unsealed(world, snapshot):
    pack = queued(world, snapshot, standing="final")
    later = NOW + timedelta(days=60)
    assert not build.build(pack.pk, clock=lambda: later)
    row = again(pack)
    assert row.state == PackState.FAILED and row.sha256 == ""
    assert "certificate that seals packs is valid from" in row.failure


def test_a_worker_that_lost_its_claim_leaves_no_sealed_file_behind(world, snapshot, settings):
    pack = queued(world, snapshot)
    finish = queue.finish
    try:
        queue.finish = lambda *args, **told: False
        assert not build.build(pack.pk, clock=lambda: NOW)
    finally:
        queue.finish = finish
    assert list(settings.PACK_STORE.glob("*/*.pdf")) == []
