"""Characters that no font of the pack can draw are spelled out by name: "[grinning face]".

A missing glyph would print as an empty box and break PDF/UA-1; the words of a frozen period can
no longer be changed, so that refusing them would leave a period without its packs for ever. Signs
without a shape are left out even where a font lists them, since WeasyPrint finds no glyph for them;
signs of private use are spelled out, for no two fonts mean the same by them.
"""

import subprocess
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FALLBACK = "DejaVu Sans"
SHAPELESS = {"Cc", "Cf", "Cs", "Zl", "Zp"}
UNCLEAR = {*SHAPELESS, "Co"}
UNDRAWN = range(0x7EB, 0x7F4)  # the marks of N'Ko, which lose their meaning in the file
LAST_LATIN = 0x2FF
LAID_OUT = frozenset("\n\t\r\u00ad")  # the soft hyphen says where a long word may break


class MissingFont(Exception):
    """A font that the pack is set in is not there; the message says what to do."""


def printable(text: str, *, fonts: Path) -> str:
    """Return text in which every character has a glyph, the others spelled out by name.

    `fonts` is the folder of the pack's own fonts. Raises MissingFont where one is absent.
    """
    drawn = covered(fonts)
    table = {ord(char): _instead_of(char, drawn) for char in set(text) - LAID_OUT}
    return text.translate(table)


def _instead_of(char: str, drawn: frozenset[int]) -> str:
    """Return what is printed for a character: itself, as a rule."""
    if _is_styled(char):
        plain = unicodedata.normalize("NFKC", char)
        return (
            "".join(_instead_of(part, drawn) for part in plain) if plain != char else spelled(char)
        )
    if ord(char) not in drawn or ord(char) in UNDRAWN or unicodedata.category(char) in UNCLEAR:
        return spelled(char)
    return char


def _is_styled(char: str) -> bool:
    """Tell whether a letter is another's in a different style: "\N{DOUBLE-STRUCK CAPITAL Z}" is Z.

    WeasyPrint tells the width of some of these wrongly, which PDF/UA-1 does not allow.
    """
    style = unicodedata.decomposition(char).partition(" ")[0]
    is_letter = ord(char) > LAST_LATIN and unicodedata.category(char) in {"Lm", "Lo"}
    return style == "<font>" or (is_letter and style.startswith("<"))


def spelled(char: str) -> str:
    """Return a character's name in brackets; marks that only shape others leave nothing."""
    kind = unicodedata.category(char)
    if kind in {"Zl", "Zp"}:
        return "\n"
    if kind in SHAPELESS or kind in {"Mn", "Me"}:
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
