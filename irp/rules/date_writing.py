"""How people write dates, made plain before they are read: signs, spaces, names of quarters."""

import re

from irp.rules.date_spans import WHAT_TO_TYPE, UnreadableDate

# Longer words are no date: refusing them first keeps every later step short, whatever is pasted.
MAX_LENGTH = 100

_PLAIN_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u201b\u02b9\u02bc\u2032\u00b4`", "'"),
    }
)
_NUMBERS = {
    **dict.fromkeys(("1", "1st", "first", "one"), "1"),
    **dict.fromkeys(("2", "2nd", "second", "two", "latter"), "2"),
    **dict.fromkeys(("3", "3rd", "third", "three"), "3"),
    **dict.fromkeys(("4", "4th", "fourth", "four", "final", "last"), "4"),
}
_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_PAIR = r"'?\d{2}(?:\d{2})?[/-]'?\d{2}(?:\d{2})?"
# "Quarter one", "Qtr 1", "first quarter" and "Q1" are one thing, and so are halves.
_PART_NAMES = (
    (re.compile(rf"(?<![a-z])(?:quarters?|qtrs?\.?|q) ?({_NUMBER})\b"), "q"),
    (re.compile(rf"\b({_NUMBER}) (?:quarter|qtr)\b"), "q"),
    (re.compile(r"(?<![a-z])(?:half[ -]?year|h) ?(1|2|one|two)\b"), "h"),
    (re.compile(r"\b(1st|first|2nd|second|latter) half(?:[ -]year)?\b"), "h"),
)
# "Q3/4" names both quarters.
_PARTS = re.compile(r"(?<![a-z])([qh])([1-4])( (?:to|and|or) | ?[-/&] ?)([1-4])(?= |$)")
_FINANCIAL_YEAR = re.compile(r"\b(?:f\.?y\.?|f/y|(?:financial|fiscal) year) ?(?=['\d])")
_FINANCIAL_YEAR_AFTER = re.compile(rf"(?<![\w/-])({_PAIR}) (?:fy|(?:financial|fiscal) year)\b")
_YEAR_FIRST = re.compile(
    rf"(?P<year>(?:fy)?{_PAIR}|\d{{4}}|'\d{{2}})[ /-]*"
    r"(?P<parts>[qh][1-4](?: ?(?:to|and|or|[-/&]) ?[qh][1-4])?)"
)
# Commas before or after a word, or before a year, separate nothing that the space does not.
_COMMA = re.compile(r"(?<=[a-z]),|,(?= ?[a-z']| ?\d{4}\b)")


def one_line(raw: str) -> str:
    """Return words as they are kept: on one line, with single spaces. Refuses what is no date.

    Raises UnreadableDate for words that are too long or hold signs that cannot be shown.
    """
    words = raw.strip()
    if len(words) > MAX_LENGTH:
        raise UnreadableDate(WHAT_TO_TYPE)
    words = " ".join(words.split())
    # Digits of other scripts would otherwise read as ours, and control characters be stored.
    if not (plain_signs(words).isascii() and words.isprintable()):
        raise UnreadableDate(WHAT_TO_TYPE)
    return words


def plain_signs(words: str) -> str:
    """Return words with the dashes and apostrophes of a typewriter: "2025–26" as "2025-26"."""
    return words.translate(_PLAIN_SIGNS)


def smoothed(words: str) -> str:
    """Return words for reading: plain signs, lower case, single spaces, no full stop at the end."""
    return " ".join(plain_signs(words).casefold().split()).removesuffix(".")


def date_text(text: str) -> str:
    """Return plain words with one way of writing each part of a date.

    "The first quarter of 2026/27", "2026/27 quarter one" and "Q1, FY 2026/27" are all
    "q1 2026/27" or "q1 fy2026/27"; "31st of March, 2026" is "31st march 2026".
    """
    text = _COMMA.sub(" ", text)
    text = " ".join(re.sub(r"\b(?:the|of)\b", " ", text).split())
    text = re.sub(r"(?<=\d) ?([/-]) ?(?=\d)", r"\1", text)
    for pattern, letter in _PART_NAMES:
        text = pattern.sub(lambda match: letter + _NUMBERS[match[1]], text)  # noqa: B023
    text = _PARTS.sub(r"\1\2\3\1\4", text)
    text = _FINANCIAL_YEAR.sub("fy", text)
    return year_last(_FINANCIAL_YEAR_AFTER.sub(r"fy\1", text))


def year_last(text: str) -> str:
    """Return quarters and half-years with their year behind them: "2026/27 q1" as "q1 2026/27"."""
    match = _YEAR_FIRST.fullmatch(text)
    return f"{match['parts']} {match['year']}" if match else text
