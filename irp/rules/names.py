"""What a name and an email address may hold: nothing unseen, no letter that passes for another.

Two people must not look like one. Pure: no Django, no clock.
"""

import re
import unicodedata
from collections import Counter

from irp.rules.texts import BLANKS, line_fault

# Their capitals and small letters pass for each other's; other scripts may stand beside any.
ALIKE_SCRIPTS = frozenset({"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"})
# Phonetic letters that pass for a, g, i, l and "!"; small capitals are known by name.
PHONETIC = frozenset("\u0251\u0261\u0269\u01c0\u01c3")
JOINERS = frozenset("\u200c\u200d")  # part of the spelling of these:
JOINED = frozenset(
    {"ARABIC", "SYRIAC", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL"}
    | {"TELUGU", "KANNADA", "MALAYALAM", "SINHALA"}
)
# Marks that show nothing of their own: they choose how the letter before is drawn.
UNSEEN_MARKS = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def name_fault(text: str) -> str:
    """Return what is wrong with the name of a person, a post or a council; "" where nothing is."""
    if fault := line_fault(text):
        return fault
    if any(_is_unseen(text, at) for at in range(len(text))):
        return "Type it again without invisible characters"
    if odd := next(filter(_passes_for_another, text), "") or _of_another_alphabet(text):
        return f"Type it again in the letters of one alphabet: “{odd}” only looks like another one"
    return ""


def address_fault(text: str) -> str:
    """Return what is wrong with the characters of an email address; "" where nothing is."""
    if text.isascii() and text.isprintable():
        return ""
    return "Type the email address again in plain letters a to z, such as name@council.gov.uk"


def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]


def _is_unseen(text: str, at: int) -> bool:
    """Tell whether a character shows nothing, spaces and what joins letters of its script apart."""
    char = text[at]
    if char in JOINERS:
        return at == 0 or _script(text[at - 1]) not in JOINED
    return (
        char in BLANKS
        or UNSEEN_MARKS.match(char) is not None
        or unicodedata.category(char) in {"Cf", "Co", "Cn"}
    )


def _of_another_alphabet(text: str) -> str:
    """Return a letter of the alphabet that has the fewest, where more than one could pass."""
    letters = {char: _script(char) for char in text if char.isalpha()}
    used = Counter(script for script in letters.values() if script in ALIKE_SCRIPTS)
    if len(used) < 2:
        return ""
    fewest = min(used, key=lambda script: used[script])
    return next(char for char, script in letters.items() if script == fewest)


def _passes_for_another(char: str) -> bool:
    """Tell whether a character is another shape of a plain letter or digit, such as "²"."""
    if char in PHONETIC or "LETTER SMALL CAPITAL" in unicodedata.name(char, ""):
        return True
    plain = unicodedata.normalize("NFKC", char)
    # An accent makes no other shape of a letter; Thai, Arabic and Bengali have shapes of their own.
    return (
        not char.isspace()
        and plain != char
        and (plain.isascii() or _script(plain[0]) in ALIKE_SCRIPTS)
    )
