"""What a held file is by its bytes, and what is refused of hostile ones (Rule 22, DESIGN 4a.9)."""

import contextlib
import io
import struct
import tracemalloc
import zipfile

import pytest

from assurance.rules.held_files import FileRefused, Format, held_file, safe_name
from tests.assurance.evidence_steps import PDF, office, png

JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40 + b"\xff\xd9"
GIF = b"GIF89a" + b"\0" * 20 + b"\x3b"


def told(content: bytes):
    return held_file(io.BytesIO(content), size=len(content))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (PDF, Format.PDF),
        (png(), Format.PNG),
        (JPEG, Format.JPEG),
        (GIF, Format.GIF),
        (office(), Format.DOCX),
        (office("xl/workbook.xml"), Format.XLSX),
        (office("ppt/presentation.xml"), Format.PPTX),
    ],
)
def test_rule_22_the_kind_is_told_by_the_bytes(content, found):
    assert told(content).format is found and not told(content).has_macros


def test_4a9_macros_are_kept_and_told():
    held = told(office(word__vbaProject_bin="x"))
    assert not held.has_macros
    held = told(with_member("word/vbaProject.bin", b"macro"))
    assert held.has_macros and held.format.ending(has_macros=True) == "docm"


def with_member(name: str, content: bytes, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO(office())
    with zipfile.ZipFile(made, "a", method) as file:
        file.writestr(name, content)
    return made.getvalue()


def many(count: int) -> bytes:
    return office(**{f"word__p{number}": "" for number in range(count)})


def renamed(content: bytes, old: bytes, new: bytes) -> bytes:
    assert len(old) == len(new) and old in content
    return content.replace(old, new)


def overlapping() -> bytes:
    """Return a file whose members share the bytes of one, as Fifield's bomb does."""
    content = bytearray(office(word__a="x" * 400, word__b="x" * 400))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as file:
        first = file.getinfo("word/a").header_offset
    at = content.rfind(b"word/b") - 46
    struct.pack_into("<I", content, at + 42, first)
    return bytes(content)


def locked() -> bytes:
    content = bytearray(office())
    at = content.find(b"PK\x01\x02")
    struct.pack_into("<H", content, at + 8, 1)
    return bytes(content)


HOSTILE = {
    "empty": (b"", "not empty"),
    "a page": (b"<html><script>alert(1)</script></html>", "Choose a PDF, Word"),
    "a program": (b"MZ" + b"\0" * 200, "Choose a PDF, Word"),
    "a drawing with scripts": (b"<svg xmlns='x'/>", "Choose a PDF, Word"),
    "words": (b"Just words", "Choose a PDF, Word"),
    "an old Word file, or one with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "saved as .docx",
    ),
    "an archive that is no document": (
        renamed(office(), b"word/document.xml", b"word/documenx.xml"), "Choose a PDF, Word",
    ),
    "a cut PDF": (PDF[:40], "cut short"),
    "a cut picture": (png()[:-4], "cut short"),
    "a picture with something behind": (png() + b"<script>", "cut short"),
    "a cut document": (office()[:-5], "cut short"),
    "a PDF that is an archive too": (PDF + office(), "two kinds"),
    "a picture that is an archive too": (png() + office(), "two kinds"),
    "a document that is two": (office(**{"xl__workbook.xml": "<x/>"}), "two kinds"),
    "an archive before the document": (office() + office(), "not in order"),
    "a bomb of one member": (with_member("word/media/a", b"\0" * (40 << 20)), "unpack to far more"),
    "a bomb of many members": (many(4100), "unpack to far more"),
    "a bomb of shared bytes": (overlapping(), "unpack to far more"),
    "an archive in the document": (with_member("word/a.bin", office()), "archive inside"),
    "an archive in it, not packed": (
        with_member("word/a", office(), method=zipfile.ZIP_STORED), "archive inside",
    ),
    "a packed archive in it": (with_member("word/a", b"\x1f\x8b" + b"a" * 99), "archive inside"),
    "a locked document": (locked(), "without a password"),
    "a member that leads out": (with_member("../../etc/passwd", b"x"), "not in order"),
    "a member that leads out backwards": (with_member("word\\..\\..\\x", b"x"), "not in order"),
    "a member at the root": (with_member("/etc/passwd", b"x"), "not in order"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_4a9_hostile_files_are_refused_with_what_to_choose(name):
    content, says = HOSTILE[name]
    with pytest.raises(FileRefused, match=says) as refused:
        told(content)
    assert str(refused.value).startswith("Choose ")


def test_a_document_embedded_in_a_document_is_no_archive():
    """A chart in Word brings its figures as a workbook; nothing of it is opened."""
    assert told(with_member("word/embeddings/Sheet1.xlsx", office("xl/workbook.xml")))


def test_4a9_a_bomb_is_refused_in_little_memory():
    content = with_member("word/media/a", b"\0" * (200 << 20))
    tracemalloc.start()
    with pytest.raises(FileRefused):
        told(content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 << 20


@pytest.mark.parametrize("cut", range(1, 200, 7))
def test_no_cut_document_ends_in_another_error(cut):
    content = office(word__a="x" * 300)
    with pytest.raises(FileRefused):
        told(content[:-cut])


@pytest.mark.parametrize("at", range(0, 400, 3))
def test_no_flipped_byte_ends_in_another_error(at):
    content = bytearray(office(word__a="x" * 30))
    content[at % len(content)] ^= 0xFF
    with contextlib.suppress(FileRefused):
        told(bytes(content))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\fakepath\\Board report.docx", "Board report.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ("a\u200b\x00b\n.pdf", "ab.pdf"),
        ('a"; filename="b.html', "a filename=b.pdf"),
        ("....", "evidence.pdf"),
        ("", "evidence.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("Bericht Größe.pdf", "Bericht Größe.pdf"),
    ],
)
def test_a_files_name_loses_path_bidi_and_false_ending(name, safe):
    assert safe_name(name, ending="pdf") == safe
