"""What typed text may hold, on one line and on several. Pure: no Django, no clock."""

import re
import unicodedata

# Letters, marks and symbols that show nothing: the fillers of Hangul, the blank of Braille.
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# What turns the order of the text around it, and what encloses a note between the lines.
TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NOTE_SIGNS = frozenset("\ufff9\ufffa\ufffb")
# U+2028 and U+2029 come with text from design programs, the others from old files.
LINE_ENDS = "\r\v\f\x85\u2028\u2029"


def is_seen(text: str) -> bool:
    """Tell whether anything of a text shows: spaces and signs of no width count as empty."""
    return any(unicodedata.category(char)[0] not in "ZCM" and char not in BLANKS for char in text)


def line_fault(text: str) -> str:
    """Return what is wrong with a line, such as a name or a title; "" where nothing is."""
    if text.isprintable() or all(_may_stand(char) and char not in "\n\t" for char in text):
        return ""
    return "Enter it on one line, without line breaks, tabs or invisible characters"


def prose_fault(text: str) -> str:
    """Return what of a text of several lines cannot be kept, and where; "" where nothing is.

    It is said rather than dropped: a text that came from elsewhere may mean what is lost.
    """
    if text.replace("\n", "").isprintable():
        return ""
    for at, char in enumerate(text):
        if not (_may_stand(char) or char in LINE_ENDS):
            before = " ".join(text[:at].split())[-20:]
            place = f"after “{before}”" if is_seen(before) else "at the beginning"
            return f"Delete the invisible sign (U+{ord(char):04X}) {place} and type the words again"
    return ""


def cited(document: str, section: str, row: str) -> str:
    """Return where in a document a record stands: "IRP, Appendix 1, Housing, row 7"."""
    return ", ".join(part for part in (document, section, f"row {row}" if row else "") if part)


def is_the_posts(name: str, post: str) -> bool:
    """Tell whether a name is that of the post itself, or what the post's words begin with.

    In whole words, so that no person's name is lost in a post's that begins with the same letters.
    """
    return not name or re.match(rf"{re.escape(name)}(?!\w)", post, re.IGNORECASE) is not None


def with_post(name: str, post: str) -> str:
    """Return who did something as which post: "Ada Smith (Chief Executive)".

    A name that is the post's is said once: a demonstration names nobody.
    """
    if is_the_posts(name, post):
        return post
    return f"{name} ({post})" if post else name


def tidied(text: str) -> str:
    """Return text of several lines with one kind of line end and without what no page can show."""
    lines = text.replace("\r\n", "\n").translate(dict.fromkeys(map(ord, LINE_ENDS), "\n"))
    return lines if lines.replace("\n", "").isprintable() else "".join(filter(_may_stand, lines))


def opening_of(text: str, room: int) -> str:
    """Return how a text begins, in at most so many characters: its whole sentences, else words.

    A text that is cut within a sentence ends in "…".
    """
    plain = " ".join(text.split())
    if len(plain) <= room:
        return plain
    sentences = plain[: room + 1].rpartition(". ")[0]
    if sentences:
        return f"{sentences}."
    return f"{plain[: room - 1].rsplit(' ', 1)[0]}…"


def _may_stand(char: str) -> bool:
    """Tell whether a character may stand in several lines: no control sign, nothing unseen."""
    if char in TURNS or char in NOTE_SIGNS:
        return False
    return char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"}
