"""Make the fonts of the packs, names in other scripts among them: TrueType files of npm packages.

Run by scripts/set-up.sh as `python scripts/pack_fonts.py NODE_MODULES FOLDER` once the front end is
built. Compressed web fonts would cost every drawing 0.4 seconds, those of other scripts 12, and
Chinese comes in a hundred parts; all is dealt with here, once. The pack's own stand in pack.css,
what the drawing declares of others in packs/glyphs.py.
"""

import sys
from pathlib import Path

from fontTools.merge import Merger, Options  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

# The weights of the pack's own letters, by subset, and of those of other scripts.
OWN_WEIGHTS, WEIGHTS = (400, 600, 700), (400, 600)
OWN = "@fontsource/source-sans-3/files/{name}-{weight}-normal.woff2"
# The script as packs/glyphs.py names it: the files it is made of, in the folder of npm packages.
# WOFF2 takes an outline apart: putting 13,000 ideographs together again would take eight seconds.
SOURCES = {
    "arabic": "@fontsource/vazirmatn/files/vazirmatn-arabic-{weight}-normal.woff2",
    "bengali": "@fontsource/noto-sans-bengali/files/*-bengali-bengali-{weight}-normal.woff2",
    "gurmukhi": "@fontsource/noto-sans-gurmukhi/files/*-gurmukhi-gurmukhi-{weight}-normal.woff2",
    "chinese": "@fontsource/noto-sans-sc/files/noto-sans-sc-[0-9]*-{weight}-normal.woff",
}
# Ideographs stand alone: what would shape them, or set them from top to bottom, is left out.
UNSHAPED = ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "prep", "vhea", "vmtx"]


def made_of(parts: list[Path]) -> TTFont:
    """Return one font of the parts of a script, uncompressed and the same at every making."""
    if len(parts) == 1:
        font = TTFont(parts[0], recalcTimestamp=False)
    else:
        font = Merger(options=Options(drop_tables=UNSHAPED)).merge([str(part) for part in parts])
        font.recalcBBoxes = False  # they are those of the parts, and slow to count anew
        font.recalcTimestamp = False
        font["head"].created = font["head"].modified = TTFont(parts[0])["head"].modified
    font.flavor = None
    return font


def main() -> None:
    """Write a file for each script and weight."""
    packages, folder = Path(sys.argv[1]), Path(sys.argv[2])
    own = [(name, OWN, OWN_WEIGHTS) for name in ("source-sans-3-latin", "source-sans-3-latin-ext")]
    for name, pattern, weights in (
        *own,
        *((script, SOURCES[script], WEIGHTS) for script in SOURCES),
    ):
        for weight in weights:
            parts = sorted(packages.glob(pattern.format(name=name, weight=weight)))
            if not parts:
                raise SystemExit(f"The npm package of {name} is missing. Type npm ci")
            made_of(parts).save(folder / f"{name}-{weight}.ttf")


if __name__ == "__main__":
    main()
