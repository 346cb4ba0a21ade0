"""What a value in the plan's files may be: one class a kind, each with its own way to refuse.

A kind is hung on a field of a record with `Annotated`; `fault(value)` returns what is wrong and
what to type, or "" where the value is right.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from irp.rules.plan_dates import (
    Precision,
    QuarterConvention,
    UnreadableDate,
    parse_plan_date,
)

# Neither database nor PDF takes these: control characters, halves of characters, private use.
_UNPRINTABLE = frozenset({"Cc", "Cs", "Co", "Cn"})


def shown(value: Any) -> str:
    """Return a value as a fault quotes it: short, on one line."""
    words = repr(value) if not isinstance(value, str) else f'"{value}"'
    words = words.encode("unicode_escape").decode() if not words.isprintable() else words
    return words if len(words) <= 60 else f"{words[:57]}…"


@dataclass(frozen=True)
class Text:
    """Text of at most `longest` characters; `lines` allows line breaks, `blank` silence."""

    longest: int
    blank: bool = False
    lines: bool = False

    def fault(self, value: Any) -> str:
        """Return what is wrong with the value, or ""."""
        if not isinstance(value, str):
            return f"is {shown(value)}: type {self.hint}"
        if not value.strip() and not self.blank:
            return f"is blank: type {self.hint}"
        if len(value) > self.longest:
            return f"has {len(value)} characters: shorten it to at most {self.longest}"
        if value != value.strip():
            return f"is {shown(value)}: take out the space before or after it"
        for character in "" if value.isprintable() else value:  # seldom looked at one by one
            if character == "\n" and self.lines:
                continue
            if unicodedata.category(character) in _UNPRINTABLE:
                return f"has the character U+{ord(character):04X}: take it out"
        return ""

    @property
    def hint(self) -> str:
        """Return what to type, in words."""
        silence = ', or "" where the document is silent' if self.blank else ""
        return f"text in quotation marks, at most {self.longest} characters{silence}"


@dataclass(frozen=True)
class Reference(Text):
    """A reference such as HOU or PO4-T1-2: capitals, figures and hyphens (Rule 24)."""

    def fault(self, value: Any) -> str:
        """Return what is wrong with the value, or ""."""
        refused = super().fault(value)
        if refused or re.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)*", value):
            return refused
        return f"is {shown(value)}: type capitals, figures and hyphens, such as HOU-07"


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def fault(self, value: Any) -> str:
        """Return what is wrong with the value, or ""."""
        return "" if value in self.words else f"is {shown(value)}: type {self.hint}"

    @property
    def hint(self) -> str:
        """Return what to type, in words."""
        return " or ".join(f'"{word}"' for word in self.words)


@dataclass(frozen=True)
class Whole:
    """A whole number between two bounds, both included."""

    least: int
    most: int

    def fault(self, value: Any) -> str:
        """Return what is wrong with the value, or ""."""
        right = type(value) is int and self.least <= value <= self.most
        return "" if right else f"is {shown(value)}: type {self.hint}"

    @property
    def hint(self) -> str:
        """Return what to type, in words."""
        return f"a whole number from {self.least} to {self.most}, without quotation marks"


@dataclass(frozen=True)
class YesNo:
    """True or false."""

    hint: str = "true or false, without quotation marks"

    def fault(self, value: Any) -> str:
        """Return what is wrong with the value, or ""."""
        return "" if isinstance(value, bool) else f"is {shown(value)}: type {self.hint}"


@dataclass(frozen=True)
class Pounds:
    """An amount in pounds as text, so that no figure passes through a float (Rule 26)."""

    hint: str = 'pounds in quotation marks, above 0 and without commas, such as "15000000"'

    def fault(self, value: Any) -> str:
        """Return what is wrong with the value, or ""."""
        fits = isinstance(value, str) and re.fullmatch(r"[0-9]{1,12}(\.[0-9]{2})?", value)
        right = fits and value.strip("0.") != ""
        return "" if right else f"is {shown(value)}: type {self.hint}"


@dataclass(frozen=True)
class FigureText:
    """A figure in its measure's unit as text, never a float (Rule 26)."""

    hint: str = 'a number in quotation marks, without commas and unit, such as "99.5"'

    def fault(self, value: Any) -> str:
        """Return what is wrong with the value, or ""."""
        right = isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,11}(\.[0-9]{1,4})?", value)
        return "" if right else f"is {shown(value)}: type {self.hint}"


@dataclass(frozen=True)
class Words:
    """A date in the words of the document, which the product can read (Rule 8)."""

    blank: bool = True
    hint: str = 'the date as printed, in quotation marks, such as "Jun 2024", "TBC" or "Monthly"'

    def fault(self, value: Any) -> str:
        """Return what is wrong with the value, or ""."""
        if not isinstance(value, str) or (not value.strip() and not self.blank):
            return f"is {shown(value)}: type {self.hint}"
        for quarters in QuarterConvention:  # readable whichever quarters the plan counts in
            try:
                parse_plan_date(value, quarters=quarters)
            except UnreadableDate as error:
                return f"is {shown(value)}, which cannot be read. {error}"
        return ""


@dataclass(frozen=True)
class MonthWords(Words):
    """One month in words."""

    blank: bool = False
    hint: str = 'a month in quotation marks, such as "Mar 2024"'

    def fault(self, value: Any) -> str:
        """Return what is wrong with the value, or ""."""
        if refused := super().fault(value):
            return refused
        read = parse_plan_date(value, quarters=QuarterConvention.FINANCIAL)
        right = read.precision is Precision.MONTH
        return "" if right else f"is {shown(value)}: type {self.hint}"
