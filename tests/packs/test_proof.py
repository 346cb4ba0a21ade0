"""The file that checks a pack and its manifest without the product: what it lets pass, what not."""

import ast
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from packs import proof

PDF = b"%PDF-1.7 the pack as it was issued"
OTHER = b"%PDF-1.7 another pack, as was that"


def told(content: bytes = PDF, **changes) -> dict:
    """Return what a manifest says of a file, without its own hash."""
    text = dict.fromkeys(["as_at", "board", "classification", "created_at", "cut_off_on"], "x")
    text |= {"format": proof.FORMAT, "file": "tib-pack-2026-10-v1.0-final.pdf", "forum": "TIB"}
    text |= {"council": "A council", "month": "2026-10", "meeting_on": "2026-11-24"}
    text |= {"reason": "", "status": "FINAL"}
    mark = hashlib.sha256(content).hexdigest()
    return {
        **text,
        "demonstration": False,
        "version": "v1.0",
        "compared_with": None,
        "supersedes": None,
        "html": {"bytes": 9, "sha256": "b" * 64},
        "made_by": {"pikepdf": "9", "product": "0.4.0", "weasyprint": "70"},
        "pdf": {"bytes": len(content), "pages": 3, "sha256": mark},
        "snapshot": {"schema": 7, "sha256": "c" * 64},
        **changes,
    }


@pytest.fixture
def check(tmp_path, capsys):
    """Return a function that checks two files of these bytes: the exit code and what was said."""

    def run(pdf: bytes, manifest: bytes | str) -> tuple[int, str]:
        (tmp_path / "pack.pdf").write_bytes(pdf)
        content = manifest.encode() if isinstance(manifest, str) else manifest
        (tmp_path / "pack.json").write_bytes(content)
        code = proof.main([str(tmp_path / "pack.pdf"), str(tmp_path / "pack.json")])
        return code, capsys.readouterr().out

    return run


def test_either_file_of_an_edition_passes_with_its_manifest_and_no_other(check):
    """DOMAIN 4: the IRB's annexes are a second PDF of the same edition."""
    mark = hashlib.sha256(OTHER).hexdigest()
    annex = {"file": "a.pdf", "bytes": len(OTHER), "pages": 9, "sha256": mark}
    manifest = proof.sealed(told(annex={**annex, "html_sha256": "d" * 64}))
    assert check(PDF, manifest)[0] == 0
    code, output = check(OTHER, manifest)
    assert code == 0 and "this ANNEX is the one" in output and mark in output
    assert check(OTHER[:-1] + b"X", manifest)[0] == 1
    code, output = check(PDF, proof.sealed(told(annex=annex)))
    assert code == 1 and "lacks the entry annex.html_sha256" in output


def test_a_public_edition_is_told_from_the_whole_one_that_it_is_made_from(check):
    """Rule 29: its manifest says for whom it is, and the SHA-256 of what it is made from."""
    edition = {"audience": "public", "part": 2, "whole_sha256": "e" * 64}
    code, words = check(PDF, proof.sealed(told(edition=edition)))
    assert code == 0
    code, words = check(PDF, proof.sealed(told(edition=edition | {"whole_sha256": "no"})))
    assert code == 1 and "edition.whole_sha256 is not a SHA-256" in words


def test_a_pack_with_its_manifest_passes_and_what_cannot_be_told_is_said(check):
    manifest = proof.sealed(told())
    code, output = check(PDF, manifest)
    assert code == 0
    assert "THE SAME" in output and "TIB pack, 2026-10, v1.0, FINAL; A council" in output
    assert json.loads(manifest)["manifest_sha256"] in output
    assert "cannot tell" in output and "still current" in output


def test_a_manifest_from_before_versions_had_names_passes_with_its_number(check):
    before = {"pdf_sha256": "e" * 64, "status": "DRAFT", "version": 2}
    code, output = check(PDF, proof.sealed(told(version=3, supersedes=before)))
    assert code == 0 and "TIB pack, 2026-10, version 3, FINAL; A council" in output


@pytest.mark.parametrize(
    ("pdf", "differs"),
    [
        (PDF[:-1] + b"D", ["SHA-256"]),
        (PDF[:-9], ["Size", "SHA-256"]),
        (PDF + b"\n", ["Size", "SHA-256"]),
        (b"", ["Size", "SHA-256"]),
        (OTHER, ["SHA-256"]),
    ],
    ids=["one byte altered", "truncated", "one byte more", "empty", "of another pack"],
)
def test_a_pdf_that_is_not_the_manifests_is_refused_with_what_differs(check, pdf, differs):
    code, output = check(pdf, proof.sealed(told()))
    assert code == 1
    assert [line[2:].split(":")[0] for line in output.splitlines() if line[0] == "-"] == differs
    assert hashlib.sha256(pdf).hexdigest() in output
    assert "THE SAME" not in output


def changed(**entries) -> str:
    return proof.canonical(json.loads(proof.sealed(told())) | entries).decode()


def without(name: str) -> str:
    values = json.loads(proof.sealed(told()))
    del values[name]
    return proof.canonical(values).decode()


WHOLE = proof.sealed(told())


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        (changed(status="DRAFT"), "does not match its own SHA-256"),
        (changed(version=2), "does not match its own SHA-256"),
        (changed(manifest_sha256="0" * 64), "does not match its own SHA-256"),
        (changed(approved_by="The Mayor"), "an entry that none has: approved_by"),
        (proof.sealed(told(approved_by="x")), "an entry that none has: approved_by"),
        (proof.sealed(told(pdf=told()["pdf"] | {"seal": "x"})), "that none has: pdf.seal"),
        (proof.sealed(told(seal={"by": "x"})), "lacks the entry seal.certificate_sha256"),
        (proof.sealed(told(pdf=told()["pdf"] | {"drawn": 1})), "pdf.drawn. is not a set of named"),
        (without("snapshot"), "lacks the entry snapshot"),
        (without("manifest_sha256"), "lacks the entry manifest_sha256"),
        (proof.sealed(told(version=1.0)), "version is not text"),
        (proof.sealed(told(version=True)), "version is not text"),
        (proof.sealed(told(pdf=None)), "pdf. is not a set of named entries"),
        (proof.sealed(told(html={"bytes": 1, "sha256": "B" * 64})), "html.sha256 is not a SHA-256"),
        (proof.sealed(told(format="board-pack-manifest-9")), "format is board-pack-manifest-9"),
        (WHOLE.replace("\n", "\r\n"), "rewritten"),
        (WHOLE + "\n", "rewritten"),
        (json.dumps(json.loads(WHOLE)), "rewritten"),
        (WHOLE.replace("{", '{\n  "status": "DRAFT",', 1), "rewritten"),  # said twice
        (WHOLE[:-20], "cut short"),
        ("", "cut short"),
        ("[]", "not a set of named entries"),
        ("7", "not a set of named entries"),
        ("[" * 50_000, "not JSON"),
        (WHOLE.encode("utf-16"), "not JSON in UTF-8"),
        (b"\xef\xbb\xbf" + WHOLE.encode(), "not JSON in UTF-8"),
        (PDF, "cut short"),
        (" " * 70_000 + WHOLE, "longer than 65,536 bytes"),
        ("9" * 6000, "not JSON"),
        (WHOLE.replace("A council", "\\ud800"), "not JSON in UTF-8"),  # half a character
        (proof.sealed(told(html={"bytes": -1, "sha256": "b" * 64})), "html.bytes is less than 0"),
        (
            proof.sealed(told(pdf=told()["pdf"] | {"drawn": {"bytes": -1, "sha256": "b" * 64}})),
            "pdf.drawn.bytes is less than 0",
        ),
    ],
)
def test_a_manifest_that_is_not_whole_is_refused_with_what_is_wrong(check, manifest, says):
    code, output = check(PDF, manifest)
    assert code == 1
    assert says in output
    assert "THE SAME" not in output


def test_nothing_in_a_manifest_reaches_the_terminal_as_it_is(check):
    _, output = check(PDF, proof.sealed(told(council="A\x1b[2J\u202ecouncil")))
    assert "\x1b" not in output and "\u202e" not in output
    _, output = check(PDF, changed(**{"\x1b[31mkey": 1}))
    assert "\x1b" not in output


def test_a_file_that_cannot_be_read_is_named(tmp_path, capsys):
    assert proof.main([str(tmp_path / "no.pdf"), str(tmp_path / "no.json")]) == 2
    assert "Type both files' paths" in capsys.readouterr().out


def test_a_large_file_is_read_block_by_block(tmp_path):
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate((5 << 20) + 3)
    digest = hashlib.sha256(bytes((5 << 20) + 3)).hexdigest()
    assert proof.hash_and_size(str(path)) == (digest, (5 << 20) + 3)


def test_it_is_one_short_file_that_runs_alone(tmp_path):
    """Issue 11, 5: at most 150 lines, the standard library, without the product."""
    source = Path(proof.__file__).read_text()
    assert len(source.splitlines()) <= 150
    tree = ast.parse(source, feature_version=(3, 9))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [node.names[0].name])
    }
    assert imported <= sys.stdlib_module_names
    (tmp_path / "verify_pack.py").write_text(source)
    (tmp_path / "pack.pdf").write_bytes(PDF)
    (tmp_path / "pack.json").write_text(proof.sealed(told(council="Şafak 市")))
    typed = [sys.executable, "-I", "verify_pack.py", "pack.pdf", "pack.json"]
    ran = subprocess.run(typed, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0 and "THE SAME" in ran.stdout, ran.stderr
    bare = subprocess.run(
        [typed[0], *typed[2:]], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert bare.returncode == 0, bare.stderr
