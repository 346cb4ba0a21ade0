"""Check a pack: a file or a hash, what is said of it, and the files that prove a pack."""

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from packs import build, proof, queue, store
from packs.management.commands import verify_pack
from packs.models import Pack, PackDownload
from tests.assurance import shelf
from tests.packs.test_build import clock, queued, quick  # noqa: F401 a fixture
from tests.packs.views.test_packs import text
from tests.standing import standing

PDF = b"%PDF-1.7 one pack"


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.PACK_STORE = tmp_path / "store"


@standing
def snapshot(world):
    return shelf.freeze(world, drafts=False)


def made(world, snapshot, content: bytes, **changes) -> Pack:
    """Put a pack with this content on the shelf."""
    mark = proof.hashlib.sha256(content).hexdigest()
    values = {"standing": "final", "sha256": mark, "size": len(content)}
    return shelf.pack(world, snapshot, **values | changes)


def sent(client, content=b"", begins="", name="tib-pack-2026-10-v1.0-final.pdf"):
    form = {"begins": begins}
    if content:
        form["file"] = SimpleUploadedFile(name, content)
    return client.post("/packs/check", form)


def heading(answer) -> str:
    found = re.search(r'inset-text">\s*<h2[^>]*>(.*?)</h2>', answer.content.decode(), re.DOTALL)
    return found.group(1) if found else ""


class TestFile:
    def test_the_current_pack_is_ours(self, sign_in, world, snapshot):
        made(world, snapshot, PDF)
        answer = sent(sign_in("commissioner"), PDF)
        assert answer.status_code == 200
        assert heading(answer) == "This is our pack, unaltered and current"
        assert not PackDownload.objects.exists()

    def test_a_pack_that_was_replaced_says_by_what_and_why(self, sign_in, world, snapshot):
        first = made(world, snapshot, PDF)
        reason = "Page 9 was empty"
        second = made(world, snapshot, PDF + b"2", supersedes=first, reason=reason)
        made(world, snapshot, PDF + b"3", supersedes=second, reason="Savings restated")
        answer = sent(sign_in("commissioner"), PDF)
        assert heading(answer).endswith("but a later version has replaced it")
        assert "SUPERSEDED" in text(answer)
        assert "v1.1" in text(answer) and reason in text(answer)
        assert "v1.2" in text(answer) and "Savings restated" in text(answer)
        assert "unaltered and current" in heading(sent(sign_in("commissioner"), PDF + b"3"))

    def test_the_annexes_of_a_pack_are_ours_too_and_named_as_such(self, sign_in, world, snapshot):
        shelf.pack(world, snapshot, forum="irb", standing="final", annex=True)
        answer = sent(sign_in("commissioner"), shelf.ANNEX)
        assert heading(answer) == "This is our pack, unaltered and current"
        assert "Its annexes, a file of their own, 9 pages" in text(answer)
        mark = proof.hashlib.sha256(shelf.ANNEX).hexdigest()
        assert "IRB pack" in text(sent(sign_in("commissioner"), begins=mark[:12]))
        name = "irb-pack-2026-10-v1.0-final-annexes.pdf"
        other = sent(sign_in("commissioner"), shelf.ANNEX + b"!", name=name)
        assert heading(other) == "This is not one of our packs as we made it"
        assert "IRB pack" in text(other)

    def test_a_replacement_that_failed_replaces_nothing(self, sign_in, world, snapshot):
        first = made(world, snapshot, PDF)
        gone = {"state": "failed", "sha256": "", "ready_at": None, "supersedes": first}
        made(world, snapshot, b"", **gone)
        assert "unaltered and current" in heading(sent(sign_in("commissioner"), PDF))

    @pytest.mark.parametrize(
        "content",
        [PDF[:-1], PDF + b"\0", PDF[:5] + b"2" + PDF[6:], b"another file"],
        ids=["truncated", "longer", "one byte altered", "not ours"],
    )
    def test_what_is_not_byte_for_byte_ours_is_not_ours(self, sign_in, world, snapshot, content):
        pack = made(world, snapshot, PDF)
        answer = sent(sign_in("commissioner"), content)
        assert heading(answer) == "This is not one of our packs as we made it"
        assert f'href="/packs/{pack.pk}"' in answer.content.decode(), "its name is that pack's"
        other = sent(sign_in("commissioner"), content, name="minutes.pdf")
        assert f'href="/packs/{pack.pk}"' not in other.content.decode()

    def test_a_draft_is_called_one(self, client, sign_in, world, snapshot):
        made(world, snapshot, PDF, standing="draft")
        assert "It was not issued" in heading(sent(sign_in("cpmo"), PDF))

    def test_who_may_not_read_a_pack_learns_that_it_is_ours_and_no_more(
        self, sign_in, world, snapshot
    ):
        pack = made(world, snapshot, PDF, standing="draft", reason="Canary of a reason")
        for client, forum in ((sign_in("commissioner"), "tib"), (sign_in("committee"), "tib")):
            answer = sent(client, PDF)
            assert heading(answer).startswith("This is one of our packs, unaltered, but not one")
            page = answer.content.decode()
            assert f"/packs/{pack.pk}" not in page and "Canary" not in page and forum not in page
            like = sent(client, b"x", name="tib-pack-2026-10-v0.1-draft.pdf")
            assert f"/packs/{pack.pk}" not in like.content.decode()

    def test_who_may_not_read_a_pack_learns_whether_it_is_current(self, sign_in, world, snapshot):
        made(world, snapshot, PDF)
        client = sign_in("committee")
        mark = proof.hashlib.sha256(PDF).hexdigest()
        for answer in (sent(client, PDF), sent(client, begins=mark)):
            assert "It is current: no later version has replaced it." in text(answer)
        later = made(world, snapshot, b"%PDF-1.7 a correction", reason="Canary of a reason")
        for answer in (sent(client, PDF), sent(client, begins=mark)):
            page = text(answer)
            assert f"It is not current: {later.version} has replaced it." in page
            assert "Canary" not in page and f"/packs/{later.pk}" not in answer.content.decode()
        draft = b"%PDF-1.7 a draft"
        made(world, snapshot, draft, standing="draft")
        page = text(sent(client, draft))
        assert "It is a draft, which was not issued. No later version has replaced it." in page
        page = text(sent(client, begins=snapshot.sha256))
        assert "It is the data of packs that are drafts, or not for your board." in page

    def test_a_file_that_is_too_large_is_refused_with_how_large_it_may_be(
        self, sign_in, settings, world, snapshot
    ):
        settings.LARGEST_UPLOAD = 1 << 20
        answer = sent(sign_in("commissioner"), bytes((1 << 20) + 1))
        assert answer.status_code == 422
        assert "Choose a file of 1 MB or less" in text(answer)

    def test_a_name_is_told_from_those_of_the_other_versions(self, sign_in, world, snapshot):
        made(world, snapshot, PDF, label="")
        made(world, snapshot, PDF + b" corrected")
        made(world, snapshot, PDF + b" drafted", standing="draft")
        for name, version in (
            ("tib-pack-2026-10-v1-superseded.pdf", "version 1"),
            ("tib-pack-2026-10-v1.1-final (1).pdf", "v1.1"),
            ("tib-pack-2026-10-draft-1-of-v1.2.pdf", "draft 1 of v1.2"),
        ):
            page = text(sent(sign_in("cpmo"), b"x", name=name))
            assert f"Its name is that of TIB pack, October 2026, {version} ." in page

    @pytest.mark.parametrize(
        "name",
        ["", "../../x.pdf", "tib-pack-0000-13-v0-final.pdf", "tib-pack-9999-99-v999.999-final.pdf",
         "irb-pack-2026-10-v1.0-final (1).pdf", "x" * 300 + ".pdf"],
    )  # fmt: skip
    def test_any_name_is_borne(self, sign_in, world, snapshot, name):
        assert sent(sign_in("cpmo"), b"x", name=name or "a").status_code == 200


class TestHash:
    def test_the_first_twelve_characters_are_enough(self, sign_in, world, snapshot):
        pack = made(world, snapshot, PDF)
        client = sign_in("commissioner")
        for begins in (pack.sha256[:12], pack.sha256, f" {pack.sha256[:12].upper()} "):
            answer = sent(client, begins=begins)
            assert heading(answer) == "This is the SHA-256 of our pack, which is current"
        mark = proof.read_manifest(pack.manifest.encode())[0]["manifest_sha256"]
        assert "which is current" in heading(sent(client, begins=mark[:12]))

    def test_the_hash_on_a_page_is_the_datas_and_says_so(self, sign_in, world, snapshot):
        tib = made(world, snapshot, PDF)
        irb = made(world, snapshot, PDF + b"irb", forum="irb")
        draft = made(world, snapshot, PDF + b"draft", standing="draft")
        page = sent(sign_in("commissioner"), begins=snapshot.sha256[:12])
        assert heading(page) == "This is the SHA-256 of the data that packs were made from"
        words = page.content.decode()
        assert f"/packs/{tib.pk}" in words and f"/packs/{irb.pk}" in words
        assert f"/packs/{draft.pk}" not in words

    def test_an_unknown_hash_is_nobodys(self, sign_in, world, snapshot):
        made(world, snapshot, PDF)
        assert (
            heading(sent(sign_in("cpmo"), begins="0" * 12)) == "None of our packs has this SHA-256"
        )

    @pytest.mark.parametrize(
        "begins", ["3fa41b9c07d", "xyzxyzxyzxyz", "%" * 12, "a" * 65, "é" * 12]
    )
    def test_what_is_no_hash_says_what_to_type(self, sign_in, begins):
        answer = sent(sign_in("cpmo"), begins=begins)
        assert answer.status_code == 422
        assert "Enter 12 to 64 characters of the SHA-256" in text(answer)

    def test_nothing_and_both_say_what_to_do(self, sign_in):
        assert "Choose a PDF, or enter" in text(sent(sign_in("cpmo")))
        assert "Delete this, or choose no file" in text(sent(sign_in("cpmo"), PDF, "a" * 12))

    def test_an_address_may_bring_a_hash(self, sign_in):
        page = sign_in("cpmo").get("/packs/check?hash=abcdefabcdef").content.decode()
        assert 'value="abcdefabcdef"' in page


def test_statements_do_not_grow_with_what_is_found(
    sign_in, world, snapshot, django_assert_max_num_queries
):
    made(world, snapshot, PDF)
    client = sign_in("cpmo")
    with django_assert_max_num_queries(10) as few:
        sent(client, begins=snapshot.sha256)
    queries = len(few)
    for number in range(8):
        made(world, snapshot, PDF + bytes([number]))
    with django_assert_max_num_queries(queries):
        assert text(sent(client, begins=snapshot.sha256)).count("Created") == 9


class TestManifest:
    def test_it_is_handed_over_as_it_was_kept_and_never_changes(self, sign_in, world, snapshot):
        pack = made(world, snapshot, PDF)
        client = sign_in("commissioner")
        first = client.get(f"/packs/{pack.pk}/manifest.json")
        assert first.headers["Content-Disposition"].endswith('v1.0-final.manifest.json"')
        told, faults = proof.read_manifest(first.content)
        assert not faults
        assert told["status"] == "FINAL" and told["supersedes"] is None
        made(world, snapshot, PDF + b"2", supersedes=pack, reason="x")
        again = client.get(f"/packs/{pack.pk}/manifest.json")
        assert (again.content, again.headers["Content-Disposition"]) == (
            first.content,
            first.headers["Content-Disposition"],
        )
        with pytest.raises(DatabaseError, match="append-only"):
            Pack.objects.filter(pk=pack.pk).update(manifest=again.content.decode() + " ")

    def test_a_pack_from_before_manifests_says_so(self, sign_in, world, snapshot):
        pack = made(world, snapshot, PDF, manifest="")
        client = sign_in("commissioner")
        assert client.get(f"/packs/{pack.pk}/manifest.json").status_code == 404
        assert "created before version 0.4.0" in text(client.get(f"/packs/{pack.pk}"))
        assert "manifest.json" not in client.get("/packs").content.decode()

    def test_page_and_list_lead_to_it_and_to_the_file_that_checks_it(
        self, sign_in, world, snapshot
    ):
        pack = made(world, snapshot, PDF)
        client = sign_in("commissioner")
        for address in (f"/packs/{pack.pk}", "/packs"):
            assert f"/packs/{pack.pk}/manifest.json" in client.get(address).content.decode()
        page = client.get(f"/packs/{pack.pk}")
        assert "/packs/check/verify_pack.py" in page.content.decode()
        assert proof.read_manifest(pack.manifest.encode())[0]["manifest_sha256"] in text(page)
        alone = client.get("/packs/check/verify_pack.py")
        assert "attachment" in alone.headers["Content-Disposition"]
        compile(alone.content, "verify_pack.py", "exec")


@pytest.mark.django_db
class TestCommand:
    """`manage.py verify_pack`: what it says, and its exit codes."""

    @pytest.fixture
    def pack(self, world, snapshot, quick):  # noqa: F811
        row = queued(world, snapshot, standing="final")
        assert build.build(row.pk, clock=clock())
        return Pack.objects.get(pk=row.pk)

    @pytest.fixture
    def file(self, pack, tmp_path):
        path = tmp_path / "tib-pack-2026-10-v1.0-final.pdf"
        path.write_bytes(store.path_of(pack.sha256).read_bytes())
        return path

    def refused(self, *typed, **options) -> tuple[int, str]:
        with pytest.raises(CommandError) as caught:
            call_command("verify_pack", *typed, **options)
        return caught.value.returncode, str(caught.value)

    def test_a_current_pack_is_compared_with_its_snapshot_and_drawing(self, pack, file, capsys):
        (file.parent / "m.json").write_text(pack.manifest)
        call_command("verify_pack", file, manifest=file.parent / "m.json")
        output = capsys.readouterr().out
        assert "The manifest is ours, whole, and of this file." in output
        assert "the same text as when it was issued" in output
        assert "same byte for byte" in output
        assert "unaltered and current." in output
        call_command("verify_pack", file, quick=True)
        assert "was not drawn again" in capsys.readouterr().out

    def test_what_is_not_ours_or_was_altered_ends_with_1(self, pack, file):
        file.write_bytes(file.read_bytes()[:-1])
        code, output = self.refused(file)
        assert code == 1
        assert "Its name is that of TIB pack, October 2026, v1.0" in output
        file.rename(file.parent / "x.pdf")
        assert "Its name" not in self.refused(file.parent / "x.pdf")[1]

    def test_a_forged_or_mixed_manifest_ends_with_1(self, world, snapshot, pack, file):
        mine = file.parent / "m.json"
        other = made(world, snapshot, PDF)
        mine.write_text(other.manifest)
        code, output = self.refused(file, manifest=mine)
        assert code == 1
        assert (
            f"The manifest is that of {other}" in output and "SHA-256: the manifest says" in output
        )
        told = proof.read_manifest(pack.manifest.encode())[0]
        mine.write_text(proof.sealed(told | {"status": "DRAFT"}))
        code, output = self.refused(file, manifest=mine)
        assert (code, "not one that was issued here" in output) == (1, True)
        mine.write_text(pack.manifest.replace("FINAL", "DRAFT"))
        assert "does not match its own SHA-256" in self.refused(file, manifest=mine)[1]

    def test_what_was_replaced_ends_with_3(self, world, snapshot, pack, file):
        made(world, snapshot, PDF, supersedes=pack, reason="Page 9 was empty")
        code, output = self.refused(file)
        assert code == 3
        assert "v1.1: Page 9 was empty" in output

    def test_what_cannot_be_read_ends_with_2(self, tmp_path):
        code, output = self.refused(tmp_path / "no.pdf")
        assert code == 2
        assert "Type the path of a file" in output

    @pytest.fixture
    def reworded(self, monkeypatch):
        """Let the product print otherwise than when the pack was made."""
        environment = build.html.print_environment()
        monkeypatch.setattr(
            environment, "filters", environment.filters | {"mark": lambda rating: "?"}
        )

    def test_a_product_that_words_packs_otherwise_since_alters_nothing(
        self, pack, file, reworded, sign_in, monkeypatch, capsys
    ):
        manifest = file.parent / "m.json"
        manifest.write_text(pack.manifest)
        version = verify_pack.made_by()["product"]
        call_command("verify_pack", file, manifest=manifest)
        output = capsys.readouterr().out
        assert "File and record are unaltered" in output and "unaltered and current." in output
        assert f"would word the pack otherwise than version {version} did" in output
        made = f"Made by version {version}. Another version may use other words for the same."
        assert made in output
        assert proof.main([str(file), str(manifest)]) == 0
        assert made in capsys.readouterr().out
        assert made in text(sent(sign_in("commissioner"), file.read_bytes()))
        later = dict(verify_pack.made_by(), product="9.9.9")
        monkeypatch.setattr(verify_pack, "made_by", lambda: later)
        call_command("verify_pack", file)
        assert "runs now (version 9.9.9)" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("tampered", "says"),
        [
            ("text", "The text it was drawn from is missing from the pack store or altered"),
            ("manifest", "The manifest was altered"),
            ("other snapshot", "Its manifest names another snapshot."),
            ("snapshot", "does not match its hash"),
            ("file", "Its manifest names another file."),
        ],
    )
    def test_what_was_altered_ends_with_4_however_the_product_words_packs(
        self, pack, file, reworded, monkeypatch, tampered, says
    ):
        told, other = proof.read_manifest(pack.manifest.encode())[0], "0" * 64
        manifest = {
            "text": proof.sealed(told | {"html": told["html"] | {"sha256": other}}),
            "manifest": pack.manifest.replace(told["html"]["sha256"], other),
            "other snapshot": proof.sealed(
                told | {"snapshot": told["snapshot"] | {"sha256": other}}
            ),
            "file": proof.sealed(told | {"pdf": told["pdf"] | {"sha256": other}}),
        }.get(tampered, pack.manifest)
        found = type(pack).from_db

        def altered(*args):
            row = found(*args)
            row.manifest = manifest
            return row

        def opened(snapshot):
            snapshot.body += " " if tampered == "snapshot" else ""
            return opens(snapshot)

        opens = build._opened
        monkeypatch.setattr(build, "_opened", opened)
        monkeypatch.setattr(Pack, "from_db", altered)
        code, output = self.refused(file)
        assert code == 4 and says in output

    def test_a_record_that_no_longer_gives_the_pack_ends_with_4(self, pack, file, monkeypatch):
        with monkeypatch.context() as patch:
            patch.setattr(build.pdf, "draw", lambda markup, into: into.write_text("other"))
            code, output = self.refused(file)
            assert code == 4 and "Drawn again, the PDF differs" in output
        store.path_of(pack.sha256).unlink()
        code, output = self.refused(file)
        assert code == 4 and "missing or altered" in output

    def test_a_built_pack_keeps_its_manifest_in_the_same_step(self, world, snapshot, pack):
        told, faults = proof.read_manifest(pack.manifest.encode())
        assert not faults
        assert told["html"] == {"bytes": pack.size, "sha256": pack.sha256}  # drawn as its text
        assert told["snapshot"] == {"schema": snapshot.schema, "sha256": snapshot.sha256}
        assert told["created_at"] == pack.ready_at.isoformat()
        after = queued(world, snapshot, standing="final", supersedes=pack, reason="Page 9")
        assert build.build(after.pk, clock=clock())
        told, _ = proof.read_manifest(Pack.objects.get(pk=after.pk).manifest.encode())
        assert told["supersedes"]["pdf_sha256"] == pack.sha256
        assert told["reason"] == "Page 9"
        file = replace(pack.stored[0], sha256="d" * 64)
        late = queue.Made(pack=file, manifest="{}")
        assert not queue.finish(pack.pk, at=pack.ready_at, mark="x", made=late)
