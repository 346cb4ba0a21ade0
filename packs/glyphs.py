"""Which font draws which character: the pack's own, those of other scripts, or DejaVu Sans.

What no font has is spelled out by name: "[grinning face]". A missing glyph would print as an empty
box and break PDF/UA-1; the words of a frozen period can no longer be changed, so that refusing them
would leave a period without its packs for ever. Signs without a shape are left out even where a
font lists them, since WeasyPrint finds no glyph for them; signs of private use are spelled out, for
no two fonts mean the same by them.
"""

import re
import subprocess
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.unicodedata import script_extension  # type: ignore[import-untyped]

FALLBACK = "DejaVu Sans"
BUILD = (
    "The pack’s {} is missing. Build the static files with ./run set-up, then ask for the pack "
    "again."
)
SHAPELESS = {"Cc", "Cf", "Cs", "Zl", "Zp"}
UNCLEAR = {*SHAPELESS, "Co"}
UNDRAWN = range(0x7EB, 0x7F4)  # the marks of N'Ko, which lose their meaning in the file
LAST_LATIN = 0x2FF
LAID_OUT = frozenset("\n\t\r\u00ad")  # the soft hyphen says where a long word may break


# Where the letters join, a sign without width says that two do not, or do.
JOINED = r"[\u0600-\u06ff\u0750-\u077f\u0980-\u09ff\u0a00-\u0a7f]"
JOINERS = re.compile(f"((?<={JOINED})[\u200c\u200d](?={JOINED}))")
FULL_WIDTH = (*range(0xFF01, 0xFF66), 0x3000)  # the stops and the space of Chinese
WEIGHTS = (400, 600)


class MissingFont(Exception):
    """A font that the pack is set in is not there; the message says what to do."""


@dataclass(frozen=True)
class Face:
    """The font of other scripts, made at set-up (scripts/pack_fonts.py): its files and its family.

    The style sheet names every family; one is declared only where the text needs it.
    """

    name: str
    scripts: frozenset[str]

    def file(self, weight: int) -> str:
        """Return the name of its file."""
        return f"{self.name}-{weight}.ttf"

    @property
    def rules(self) -> str:
        """Return what declares it in a style sheet."""
        return "".join(
            f'@font-face {{ font-family: "Pack {self.name.title()}"; font-weight: {weight}; '
            f'src: url("static:fonts/{self.file(weight)}") format("truetype"); }}\n'
            for weight in WEIGHTS
        )


FACES = (
    Face("arabic", frozenset({"Arab"})),
    Face("bengali", frozenset({"Beng"})),
    Face("gurmukhi", frozenset({"Guru"})),
    Face("chinese", frozenset({"Hani", "Hira", "Kana", "Bopo"})),
)


def lettered(markup: str, *, fonts: Path) -> str:
    """Return a document in which every character has a glyph, and the fonts they need declared.

    `fonts` is the folder of the pack's own fonts. Raises MissingFont where one is absent.
    """
    text, faces = printable(markup, fonts=fonts)
    if not faces:
        return text
    rules = "".join(face.rules for face in FACES if face in faces)
    return text.replace("</head>", f"<style>\n{rules}</style>\n</head>", 1)


def printable(text: str, *, fonts: Path) -> tuple[str, set[Face]]:
    """Return text in which every character has a glyph, and the faces of other scripts in it.

    What no font has is spelled out by name. Raises MissingFont where a font is absent.
    """
    drawn, faces = covered(fonts), set()
    table: dict[int, str] = {}
    for char in set(text) - LAID_OUT:
        face = _face_of(char, fonts)
        if face is None:
            table[ord(char)] = _instead_of(char, drawn)
        else:
            faces.add(face)
    parts = JOINERS.split(text)
    parts[::2] = [part.translate(table) for part in parts[::2]]
    return "".join(parts), faces


def _face_of(char: str, fonts: Path) -> Face | None:
    """Return the face that draws a letter of another script; None where the pack's own fonts do."""
    if ord(char) <= LAST_LATIN or _is_styled(char):
        return None
    own, scripts = _own(fonts), script_extension(char)
    if ord(char) in FULL_WIDTH:
        scripts = {"Hani"}
    face = next((face for face in FACES if face.scripts & scripts), None)
    if face is None or ord(char) in own or unicodedata.category(char) in UNCLEAR:
        return None
    return face if ord(char) in _of_face(face, fonts) else None


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
    """Return the code points that the pack's own fonts and the fallback can draw."""
    return _own(fonts) | _points(_fallback())


@cache
def _own(fonts: Path) -> frozenset[int]:
    own = sorted(fonts.glob("source-sans-3-*-400.ttf"))
    if not own:
        raise MissingFont(BUILD.format("own font"))
    return frozenset().union(*map(_points, own))


@cache
def _of_face(face: Face, fonts: Path) -> frozenset[int]:
    path = fonts / face.file(WEIGHTS[0])
    if not path.is_file():
        raise MissingFont(BUILD.format(f"{face.name} font"))
    return _points(path)


def _points(path: Path) -> frozenset[int]:
    return frozenset(TTFont(path, lazy=True).getBestCmap())


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
