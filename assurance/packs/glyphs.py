"""Characters that no font of the pack can draw are spelled out by name: "[grinning face]".

A missing glyph would print as an empty box and break PDF/UA-1; the words of a frozen period can
no longer be changed, so that refusing them would leave a period without its packs for ever.
"""

import subprocess
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FALLBACK = "DejaVu Sans"


class MissingFont(Exception):
    """A font that the pack is set in is not there; the message says what to do."""


def printable(text: str, *, fonts: Path) -> str:
    """Return text in which every character has a glyph, the others spelled out by name.

    `fonts` is the folder of the pack's own fonts. Raises MissingFont where one is absent.
    """
    drawn = covered(fonts)
    missing = {char for char in set(text) if ord(char) not in drawn and char not in "\n\t\r"}
    if not missing:
        return text
    return text.translate({ord(char): spelled(char) for char in missing})


def spelled(char: str) -> str:
    """Return a character's name in brackets; marks that only shape others leave nothing."""
    if unicodedata.category(char) in {"Cc", "Cf", "Mn", "Me", "Cs"}:
        return ""
    return f"[{unicodedata.name(char, f'character {ord(char):04X}').lower()}]"


@cache
def covered(fonts: Path) -> frozenset[int]:
    """Return the code points that the pack's fonts and the fallback can draw."""
    own = sorted(fonts.glob("*-400-normal.woff2"))
    if not own:
        raise MissingFont(
            "The pack's own font is missing. Build the static files with ./run set-up, then ask "
            "for the pack again."
        )
    points: set[int] = set()
    for path in [*own, _fallback()]:
        points |= TTFont(path, lazy=True).getBestCmap().keys()
    return frozenset(points)


def _fallback() -> Path:
    found = subprocess.run(
        ["fc-match", "--format", "%{family}|%{file}", FALLBACK],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    family, _, path = found.partition("|")
    if FALLBACK not in family.split(","):
        raise MissingFont(
            f"The font {FALLBACK}, which draws the rating shapes, is not installed. Install the "
            "Debian package fonts-dejavu-core, then ask for the pack again."
        )
    return Path(path)
