"""Tell whether a board pack (PDF) and its manifest (JSON) belong together and are unaltered.

    python3 verify_pack.py PACK.pdf MANIFEST.json

It takes the standard library of Python 3.9 or newer alone, no network, and never opens the PDF: it
hashes its bytes. It ends with 0 where the two are one pair, 1 where not, 2 where it could not look.
"""

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

FORMAT = "board-pack-manifest-1"
MOST_BYTES = 64 * 1024
OWN = "manifest_sha256"  # of the manifest itself, without this line
VERSION = (str, int)  # what an edition is called, as "v1.0"; a number before editions had names
PDF = {"bytes": int, "drawn": {"bytes": int, "sha256": str}, "pages": int, "sha256": str}
SHAPE: dict[str, Any] = {  # each entry and its value's kind; what may be null stands in NULLABLE
    **dict.fromkeys(("as_at", "board", "classification", "council", "created_at", "file"), str),
    **dict.fromkeys(("cut_off_on", "format", "forum", "meeting_on", "reason", "status", OWN), str),
    **{"demonstration": bool, "version": VERSION, "snapshot": {"schema": int, "sha256": str}},
    **{"month": str, "compared_with": {"month": str, "snapshot_sha256": str}},
    **{"pdf": PDF, "edition": {"audience": str, "part": int, "whole_sha256": str}},
    "made_by": {"pikepdf": str, "product": str, "weasyprint": str},
    "seal": {"by": str, "certificate_sha256": str, "self_signed": bool},
    "supersedes": {"pdf_sha256": str, "status": str, "version": VERSION},
    **{"annex": {**PDF, "file": str, "html_sha256": str}, "html": {"bytes": int, "sha256": str}},
}
NULLABLE, OPTIONAL = {"compared_with", "seal", "supersedes"}, {"annex", "drawn", "edition", "seal"}
SEAL = "It begins as that PDF was created: its seal was altered, replaced or removed."
MADE_BY = "Made by version {made_by[product]}. Another version may use other words for the same."
CANNOT_TELL = """This cannot tell whether it is still current, nor whether the council issued it:
who makes both files can make them agree. Compare the SHA-256 above with the pack's page."""


def canonical(values: Any) -> bytes:
    """Return a manifest's bytes in its one form: sorted keys, two spaces, UTF-8, a last newline."""
    return (json.dumps(values, sort_keys=True, ensure_ascii=False, indent=2) + "\n").encode()


def sealed(values: dict[str, Any]) -> str:
    """Return a manifest as text, its own SHA-256 set: that of all the other entries."""
    others = {name: value for name, value in values.items() if name != OWN}
    return canonical({**others, OWN: hashlib.sha256(canonical(others)).hexdigest()}).decode()


def read_manifest(content: bytes) -> tuple[dict[str, Any], list[str]]:
    """Return what a manifest's bytes say, or nothing and why they are no whole manifest."""
    if len(content) > MOST_BYTES:
        return {}, [f"The manifest is longer than {MOST_BYTES:,} bytes, as none is."]
    try:
        canonical(values := json.loads(content.decode("utf-8")))  # half a character has no UTF-8
    except (ValueError, RecursionError):
        return {}, ["The manifest is not JSON in UTF-8: it is another file, or was cut short."]
    if faults := list(_shape_faults(values, SHAPE, "")):
        return {}, faults
    if values["format"] != FORMAT:
        return {}, [f"The manifest's format is {plain(values['format'])}, not {FORMAT}."]
    if values[OWN] != json.loads(sealed(values))[OWN]:
        return {}, ["The manifest was altered: what it says does not match its own SHA-256."]
    if canonical(values) != content:
        return {}, ["The manifest was rewritten: it is not in the form it was issued in."]
    return values, []


def _shape_faults(values: Any, shape: dict[str, Any], place: str) -> Any:
    if not isinstance(values, dict):
        yield f"The manifest's {place or 'whole'} is not a set of named entries."
        return
    for key in sorted((shape.keys() ^ values.keys()) - (shape.keys() & OPTIONAL)):
        differs = "lacks the entry" if key in shape else "has an entry that none has:"
        yield f"The manifest {differs} {plain(place + key)}."
    empty = {key for key in NULLABLE if key in values and values[key] is None}
    for key in sorted((shape.keys() & values.keys()) - empty):
        kind, value = shape[key], values[key]
        if isinstance(kind, dict):
            yield from _shape_faults(value, kind, f"{place}{key}.")
        elif type(value) not in (kinds := kind if isinstance(kind, tuple) else (kind,)):
            yield f"The manifest's {place}{key} is not {'text' if str in kinds else kind.__name__}."
        elif isinstance(value, int) and value < 0:
            yield f"The manifest's {place}{key} is less than 0."
        elif key.endswith("sha256") and not re.fullmatch("[0-9a-f]{64}", value):
            yield f"The manifest's {place}{key} is not a SHA-256."


def compared(values: dict[str, Any], path: str) -> tuple[str, list[str]]:
    """Return which of a whole manifest's PDFs a file is to be, and what differs between the two."""
    sha256, size = hash_and_size(path)

    def alike(name: str) -> tuple[bool, bool, bool]:
        drawn = (told := values[name]).get("drawn", {"bytes": 0, "sha256": ""})
        begun = hash_and_size(path, drawn["bytes"])[0] == drawn["sha256"]
        return told["sha256"] == sha256, begun, told["bytes"] == size

    which = max((name for name in ("pdf", "annex") if name in values), key=alike)
    told, (same, begun, as_long) = values[which], alike(which)
    sizes = f"Size: the manifest says {told['bytes']:,} bytes; this file has {size:,}."
    hashes = f"SHA-256: the manifest says {told['sha256']}; this file's is {sha256}."
    faults = [*([] if as_long else [sizes]), *([] if same else [hashes])]
    return which, [*faults, SEAL] if faults and begun else faults


def plain(text: Any) -> str:
    """Return text as a terminal may show it: nothing that moves or hides other text."""
    printable = "".join(char if char.isprintable() else "?" for char in str(text)[:300])
    return printable.encode(known := sys.stdout.encoding or "utf-8", "replace").decode(known)


def hash_and_size(path: str, most: int = 1 << 62) -> tuple[str, int]:
    """Return the SHA-256 and the size of a file, or of its first bytes; read block by block."""
    with Path(path).open("rb") as file:
        digest = hashlib.sha256()
        for block in iter(lambda: file.read(min(1 << 20, most - file.tell())), b""):
            digest.update(block)
        return digest.hexdigest(), file.tell()


def main(typed: Any = None) -> int:
    """Compare the two files that were named and print what was found; return the exit code."""
    parser = argparse.ArgumentParser(description="Check a board pack against its manifest.")
    parser.add_argument("pack", metavar="PACK.pdf")
    parser.add_argument("manifest", metavar="MANIFEST.json")
    asked = parser.parse_args(typed)
    try:
        with Path(asked.manifest).open("rb") as file:
            values, faults = read_manifest(file.read(MOST_BYTES + 1))
        which, faults = ("", faults) if faults else compared(values, asked.pack)
    except OSError as fault:
        print(f"Cannot read {plain(fault.filename)}: {fault.strerror}. Type both files' paths.")
        return 2
    if faults:
        print("\n- ".join(["REFUSED: altered, cut short, or of two packs.", *faults]))
        return 1
    print(f"THE SAME: this {which.upper()} is the one that the manifest is of, byte for byte.")
    line = "{forum} pack, {month}, {}{version}, {status}; {council}"
    print(plain(line.format("version " * isinstance(values["version"], int), **values)))
    print(plain(MADE_BY.format(**values)))
    seal = values.get("seal")
    print(f"Sealed by: {plain(seal['by'])}. Any reader of PDF shows it." if seal else "Not sealed.")
    print(f"SHA-256 of the PDF:      {values[which]['sha256']}")
    print(f"SHA-256 of the manifest: {values[OWN]}\n{CANNOT_TELL}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
