"""What a held file is, by its bytes and never by its name; what is refused before it is kept.

Rule 22, DESIGN 4a.9. Nothing is rendered, run or unpacked: of an Office file the directory is read,
and of each member a few bytes, so that a bomb costs nothing. Pure: a file object in, facts out.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import BinaryIO, NamedTuple

from irp.rules.texts import TURNS

MOST_MEMBERS = 4_000
MOST_DIRECTORY = 1 << 20  # bytes of the zip directory, which is read whole
MOST_DECLARED = 300 << 20  # bytes that all members say they come to
MOST_RATIO = 120  # declared bytes to stored ones, over the whole file
HEAD, TAIL = 1024, 22 + 65_535  # bytes read at the start and at the end
PEEKED = 8

TELL = "Choose a PDF, Word, Excel or PowerPoint file, or an image (PNG, JPEG or GIF)"
CUT_SHORT = "Choose the file again: it is cut short, or something was added to its end"
BOMB = "Choose another file: this one would unpack to far more than it holds"
NESTED = "Choose the files one by one: this one has an archive inside"
LOCKED = "Choose a file without a password: nobody could open this one later"
TWO_KINDS = "Choose another file: this one is two kinds of file at once"
OLD_OFFICE = "Choose the file saved as .docx, .xlsx or .pptx, without a password"
ODD = "Choose the file saved again by Word, Excel or PowerPoint: its parts are not in order"


class Format(StrEnum):
    """What a file is."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    PNG = "png"
    JPEG = "jpg"
    GIF = "gif"

    @property
    def label(self) -> str:
        """Return what people call it."""
        words = {"docx": "Word", "xlsx": "Excel", "pptx": "PowerPoint", "jpg": "JPEG image"}
        plain = f"{self.value.upper()}{' image' if self.value in ('png', 'gif') else ''}"
        return words.get(self.value, plain)

    def ending(self, *, has_macros: bool) -> str:
        """Return the ending of its name: of a file with macros the one that says so."""
        office = self in (Format.DOCX, Format.XLSX, Format.PPTX)
        return f"{self.value[:-1]}m" if has_macros and office else self.value


@dataclass(frozen=True)
class Held:
    """What the bytes of a file say it is."""

    format: Format
    has_macros: bool = False  # they are kept, and run nowhere here


class FileRefused(Exception):
    """A file is not taken; its words say what to choose instead."""


class _Member(NamedTuple):
    """A member of a zip file as its directory declares it."""

    name: str
    flags: int
    method: int
    stored: int
    declared: int
    at: int  # where its own header begins


MARKS = {
    b"%PDF-": Format.PDF,
    b"\x89PNG\r\n\x1a\n": Format.PNG,
    b"\xff\xd8\xff": Format.JPEG,
    b"GIF87a": Format.GIF,
    b"GIF89a": Format.GIF,
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # older Office files, and newer ones with a password
LOCAL, ENTRY, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
ARCHIVES = (LOCAL, END, b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zX", b"MSCF")
OFFICE = {
    "word/document.xml": Format.DOCX,
    "xl/workbook.xml": Format.XLSX,
    "ppt/presentation.xml": Format.PPTX,
}
ENDS = {
    Format.PDF: b"%%EOF",
    Format.PNG: b"IEND\xaeB`\x82",
    Format.JPEG: b"\xff\xd9",
    Format.GIF: b"\x3b",
}


def held_file(file: BinaryIO, *, size: int) -> Held:
    """Return what a file of so many bytes is; raises `FileRefused` with what to choose instead.

    Reads at most the head, the tail, the directory and a few bytes of each member.
    """
    head, tail = _read(file, 0, HEAD), _read(file, max(0, size - TAIL), TAIL)
    if not head:
        raise FileRefused("Choose a file that is not empty")
    if head.startswith(OLE):
        raise FileRefused(OLD_OFFICE)
    if head.startswith(LOCAL):
        return _office(file, size, tail)
    found = next((kind for mark, kind in MARKS.items() if head.startswith(mark)), None)
    if found is None:
        raise FileRefused(TELL)
    if _zip_end(tail) is not None:
        raise FileRefused(TWO_KINDS)
    # A PDF may have a line or two after its end; an image has nothing.
    ends = tail[-1024:] if found is Format.PDF else tail[-len(ENDS[found]) :]
    if ENDS[found] not in ends:
        raise FileRefused(CUT_SHORT)
    return Held(found)


def _read(file: BinaryIO, at: int, most: int) -> bytes:
    file.seek(at)
    return file.read(most)


def _zip_end(tail: bytes) -> int | None:
    """Return where in the tail a zip directory's end stands that reaches the file's end exactly."""
    at = tail.rfind(END)
    while at >= 0:
        if len(tail) - at >= 22 and at + 22 + struct.unpack_from("<H", tail, at + 20)[0] == len(
            tail
        ):
            return at
        at = tail.rfind(END, 0, at)
    return None


def _office(file: BinaryIO, size: int, tail: bytes) -> Held:
    members = _directory(file, size, tail)
    by_name = {member.name for member in members}
    found = [kind for name, kind in OFFICE.items() if name in by_name]
    if "[Content_Types].xml" not in by_name or not found:
        raise FileRefused(TELL)
    if len(found) > 1 or len(by_name) < len(members):
        raise FileRefused(TWO_KINDS)
    _refuse_bomb(members, size)
    _refuse_overlap(members, size)
    for member in members:
        if member.flags & 1:
            raise FileRefused(LOCKED)
        if _leads_out(member.name):
            raise FileRefused(ODD)
        if _first_bytes(file, member).startswith(ARCHIVES) and not _is_embedded(member.name):
            raise FileRefused(NESTED)
    has_macros = any(name.lower().endswith("vbaproject.bin") for name in by_name)
    return Held(found[0], has_macros=has_macros)


def _directory(file: BinaryIO, size: int, tail: bytes) -> list[_Member]:
    end = _zip_end(tail)
    if end is None:
        raise FileRefused(CUT_SHORT)
    disk, first, here, count, length, at = struct.unpack_from("<HHHHII", tail, end + 4)
    if disk or first or here != count or at + length != size - len(tail) + end:
        raise FileRefused(ODD)
    if count > MOST_MEMBERS or length > MOST_DIRECTORY:
        raise FileRefused(BOMB)
    members = list(_entries(_read(file, at, length)))
    if len(members) != count:
        raise FileRefused(ODD)
    return members


def _entries(directory: bytes) -> Iterator[_Member]:
    at = 0
    while at + 46 <= len(directory) and directory[at : at + 4] == ENTRY:
        flags, method = struct.unpack_from("<HH", directory, at + 8)
        stored, declared, name, extra, comment = struct.unpack_from("<IIHHH", directory, at + 20)
        (place,) = struct.unpack_from("<I", directory, at + 42)
        words = directory[at + 46 : at + 46 + name].decode("utf-8", "replace")
        yield _Member(words, flags, method, stored, declared, place)
        at += 46 + name + extra + comment


def _refuse_bomb(members: Sequence[_Member], size: int) -> None:
    declared = sum(member.declared for member in members)
    if declared > MOST_DECLARED or declared > MOST_RATIO * max(size, 4096):
        raise FileRefused(BOMB)


def _refuse_overlap(members: Sequence[_Member], size: int) -> None:
    """Refuse members that share bytes, of which a small file is made to declare a large one."""
    before = 0
    for member in sorted(members, key=attrgetter("at")):
        if member.at < before or member.at + 30 + member.stored > size:
            raise FileRefused(BOMB)
        before = member.at + 30 + member.stored
    if min((member.at for member in members), default=0) != 0:
        raise FileRefused(TWO_KINDS)


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or "\0" in name or ":" in parts[0]


def _first_bytes(file: BinaryIO, member: _Member) -> bytes:
    """Return the first bytes of a member, unpacked no further."""
    header = _read(file, member.at, 30)
    if header[:4] != LOCAL:
        raise FileRefused(ODD)
    name, extra = struct.unpack_from("<HH", header, 26)
    packed = _read(file, member.at + 30 + name + extra, min(member.stored, 512))
    if member.method == 0:
        return packed[:PEEKED]
    if member.method != zlib.DEFLATED:
        raise FileRefused(ODD)
    try:
        return zlib.decompressobj(-15).decompress(packed, PEEKED)
    except zlib.error as error:
        raise FileRefused(ODD) from error


def _is_embedded(name: str) -> bool:
    """Tell whether it is a document within a document, as a chart's figures are; never opened."""
    return "/embeddings/" in f"/{name}" and name.lower().endswith(
        (".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm", ".xlsb")
    )


def safe_name(name: str, *, ending: str) -> str:
    """Return a file name without its path, signs that turn or hide text, and a false ending."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(
        char
        for char in last
        if char.isprintable() and char not in TURNS and char not in '<>:"|?*;%'
    )
    stem = seen.rpartition(".")[0] if "." in seen else seen
    words = " ".join(stem.split()).strip(". ")[:100].rstrip(". ")
    return f"{words or 'evidence'}.{ending}"
