"""The pack as HTML: print templates in an environment of their own, everything escaped."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from assurance.figures.outcomes import and_hidden
from assurance.figures.requirements import GateLine
from assurance.words import judgement_words
from irp.glossary import glossary
from irp.jinja import day, moment, month, number, pounds
from irp.marks import MARKS, mark_of
from irp.rules.date_spans import length_of
from irp.rules.financial_years import year_words
from irp.rules.numbers import MINUS, beyond, counted
from irp.rules.texts import is_the_posts, opening_of, tidied, with_post
from packs.context import PackContext
from packs.context.frame import Calendar
from packs.page_one import fitted
from packs.words import PackFile
from programmes.figures.ratings import RatingLine
from programmes.words import Rating, Silence

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "packs" / "print"
SHARED = TEMPLATES.parents[1]  # components that pages and packs print alike
TALL = 1_000  # characters that fill half a page in a narrow column


def render(
    context: PackContext,
    *,
    file: PackFile = PackFile.PACK,
    on_section: Callable[[str], None] | None = None,
) -> str:
    """Return one file of an edition as an HTML document, section by section in the forum's order.

    `on_section` is told the heading of each section when it is written.
    """
    env = print_environment()
    names = {"pack": context, "control": context.control, "file": file}
    written = []
    for section in context.printed(file):
        template = env.get_template(section.template)
        body = template.render(**names, section=section, place=context.places[section.key])
        written.append(
            _headed(Markup(body), context.scope(section), context.shown.note(section.key))
        )
        if on_section is not None:
            on_section(section.title)
    room, cover = None, Markup("")
    if file is PackFile.PACK and context.extract is None:
        first = env.get_template("parts/cover.html")
        room, cover = fitted(lambda room: first.render(**names, room=room))
    return env.get_template("pack.html").render(**names, room=room, cover=cover, written=written)


def _headed(body: Markup, *notes: str) -> Markup:
    """Return a section with a note under its heading, with which each begins."""
    note = " ".join(filter(None, notes))
    headed = Markup('</h1>\n<p class="note">{}</p>').format(note) if note else Markup("</h1>")
    return body.replace(Markup("</h1>"), headed, 1)


@cache
def print_environment() -> Environment:
    """Return the print templates' environment: a misspelt name fails, it never prints blank."""
    env = Environment(
        loader=FileSystemLoader([TEMPLATES, SHARED]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=isolated,
    )
    env.globals |= {"glossary": glossary(), "tall": tall}
    env.filters |= {
        "beyond": beyond,
        "counted": counted,
        "css_string": css_string,
        "day": day,
        "days": days,
        "days_said": days_said,
        "financial_year": year_words,
        "gate_date": printed_gate,
        "gate_note": gate_note,
        "and_hidden": and_hidden,
        "join": joined,
        "length_of": length_of,
        "judgement": judgement_words,
        "mark": mark,
        "moment": moment,
        "month": month,
        "number": number,
        "opening_of": opening_of,
        "paragraphs": paragraphs,
        "plain": escape,
        "pounds": pounds,
        "rating": rating,
        "mark_or_silence": mark_or_silence,
        "short_mark": short_mark,
        "with_post": posted,
    }
    return env


_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_CHIPS = {
    key: Markup('<span class="rag rag-{}"><span class="shape">{}</span> {}</span>').format(
        key, sign.shape, sign.word
    )
    for key, sign in MARKS.items()
}


def mark(rating: str | None) -> Markup:
    """Return a rating as shape, word and colour; None is "Not reported" (Rules 4 and 32)."""
    return _CHIPS[mark_of(rating).key]


def rating(line: RatingLine | None) -> Markup:
    """Return what a voice says: its rating, or why there is none; a dash where it had no say."""
    return mark_or_silence(line.rating or line.silence) if line else Markup("–")


def short_mark(rating: Rating) -> Markup:
    """Return a rating as shape, letter and colour, for narrow columns that a key explains."""
    sign = mark_of(rating)
    return Markup('<span class="rag rag-{}"><span class="shape">{}</span> {}</span>').format(
        sign.key, sign.shape, sign.short
    )


def mark_or_silence(what: Rating | Silence | None) -> Markup:
    """Return a rating as shape, word and colour; a return that is missing has a shape too."""
    if isinstance(what, Silence) and what is not Silence.NOT_REPORTED:
        return escape(what.label)
    return mark(what)


def printed_gate(gate: GateLine, calendar: Calendar) -> str:
    """Return a gate's date with its months, or its words where it has none (Rules 11 and 12)."""
    return calendar.in_cap(gate.due) if gate.due.is_dated else gate.words or "No date"


def gate_note(gate: GateLine) -> str:
    """Return what must be said of a gate; blank where nothing must (Rules 12 and 13)."""
    return "; ".join((*gate.notes, "ongoing") if gate.ongoing else gate.notes)


def days(count: int | None) -> str:
    """Return days late as "+31", early with a minus, and a dash where nothing compares."""
    if count is None:
        return "–"
    return f"+{count}" if count > 0 else str(count).replace("-", MINUS)


def days_said(count: int) -> str:
    """Return how many days something is late or moved, as every pack issued so far says it."""
    return f"{abs(count)} day{'s' if abs(count) != 1 else ''}"


def paragraphs(text: str) -> Markup:
    """Return typed text as paragraphs; a blank line parts them, a line break stays one."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", tidied(text))]
    lines = [Markup("<br>").join(map(isolated, block.split("\n"))) for block in blocks]
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines if line)


def isolated(what: Any) -> Any:
    """Return text for the page, so that what runs from right to left moves nothing beside it.

    Everything a template prints comes through here; where no element may stand, in a link or a
    title, the template asks for `plain` text instead.
    """
    if not isinstance(what, str) or isinstance(what, Markup) or not _LEFTWARDS.search(what):
        return what
    strong = next(
        (side for side in map(unicodedata.bidirectional, what) if side in {"L", "R", "AL"}), "L"
    )
    begins = Markup("<bdi>") if strong == "L" else Markup('<bdi dir="rtl">')
    return begins + escape(what) + Markup("</bdi>")


def posted(name: str, post: str) -> str:
    """Return who did something as which post, each isolated from the other."""
    if not post or is_the_posts(name, post):
        return isolated(with_post(name, post))
    return Markup("{} ({})").format(isolated(name), isolated(post))


def joined(texts: Iterable[Any], between: str = "", attribute: str | None = None) -> Markup:
    """Return texts, or an attribute of each, in one line, each isolated from the others."""
    values = map(attrgetter(attribute), texts) if attribute else texts
    return escape(between).join(map(isolated, values))


def tall(*texts: str) -> Markup:
    """Return the class of a row whose longest text may fill a page, so that it may be parted.

    Kept whole, such a row would leave its table's caption alone on the page before.
    """
    return Markup(' class="tall"') if max(map(len, texts), default=0) > TALL else Markup("")


def css_string(text: str) -> Markup:
    """Return text as a CSS string; whatever could end it or the style element is escaped."""
    safe = "".join(
        char if char.isalnum() or char in " .,:-–()/·" else f"\\{ord(char):06x}" for char in text
    )
    return Markup(f'"{safe}"')
