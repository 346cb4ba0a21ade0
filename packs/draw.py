"""The first step of a drawing: HTML in the drawing's folder, a tagged PDF (PDF/UA-1) beside it.

It knows no Django. What it tells goes to the worker by `packs.telling`; `packs.printer` runs it in
a process of its own, and then the second step, `packs.finish`.
"""

import gc
import html
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from packs.glyphs import MissingFont, lettered
from packs.mends import mend
from packs.parsing import own_sheet, parsed
from packs.splits import split_elements
from packs.telling import DRAWN, MARKUP, Told, Undrawable, say

MEDIA_TYPES = {
    ".ttf": "font/ttf",
    ".css": "text/css",
    ".svg": "image/svg+xml",
}
IMAGES = re.compile(r"data:image/(png|jpeg)[;,]")


class OwnFilesOnly(URLFetcher):
    """Answers `static:` paths under one folder and data: images; refuses all else, and notes it.

    WeasyPrint's own fetcher embeds local files and calls loopback addresses from images, fonts
    and style sheets, which a person who may type text must not be able to make it do.
    """

    def __init__(self, root: Path) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)
        self.root = root.resolve()
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return one of our own files or a data: image; raise for anything else."""
        if url.startswith("static:"):
            path = (self.root / url.removeprefix("static:")).resolve()
            if path.is_relative_to(self.root) and path.suffix in MEDIA_TYPES and path.is_file():
                media = {"Content-Type": MEDIA_TYPES[path.suffix]}
                return URLFetcherResponse(url, path.read_bytes(), media)
        elif IMAGES.match(url):
            return super().fetch(url, headers)
        self.refused.append(url[:200])
        raise FatalURLFetchingError(url[:200])


class _Faults(logging.Handler):
    """Keeps what WeasyPrint complains of; any complaint fails the build."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage()[:300])


class _Pages(logging.Handler):
    """Passes on which page is being laid out."""

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message.rsplit(" ", 1)[-1].isdecimal():  # not "Page 7 (up-to-date)", laid out before
            say(f"page {message.rsplit(' ', 1)[-1]}")
        elif "PDF" in message:
            say("writing")


def prepare() -> None:
    """Do once what is the same for every document: mend what draws, read HTML's own style sheet."""
    mend()
    own_sheet()


def draw_document(markup: str, *, into: Path, static: Path) -> Told:
    """Draw a document into a file, its tags unfinished, and return what finishes them.

    Raises `Undrawable` with a reason for people; memory errors pass through.
    """
    fetcher = OwnFilesOnly(static)
    try:
        markup = lettered(markup, fonts=static / "fonts")
    except MissingFont as fault:
        raise Undrawable(str(fault)) from fault
    prepare()
    with _watched() as faults, _without_collector():
        try:
            document = parsed(markup, url_fetcher=fetcher).render(pdf_variant="pdf/ua-1")
            splits = split_elements(document)
            # pikepdf compresses when the tags are finished, three times quicker.
            document.write_pdf(into, pdf_variant="pdf/ua-1", uncompressed_pdf=True)
        except FatalURLFetchingError as fault:
            raise Undrawable(address_refusal(str(fault))) from fault
    if fetcher.refused:
        raise Undrawable(address_refusal(fetcher.refused[0]))
    if faults:
        raise Undrawable(f"The print templates are at fault: {faults[0]}")
    return Told(pages=len(document.pages), splits=splits, link_texts=link_texts(markup))


def address_refusal(url: str) -> str:
    """Return what to do about an address that was not answered."""
    if url.startswith("static:"):
        return (
            f"The pack's own file {url.removeprefix('static:')} is missing. Build the static "
            "files with ./run set-up, then ask for the pack again."
        )
    return f"The pack refers to something outside it, which is not allowed: {url}"


def link_texts(markup: str) -> dict[str, str]:
    """Return the words of each link by its address, for what a screen reader says of it."""
    links = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', markup, flags=re.DOTALL)
    plain = {to: html.unescape(re.sub(r"<[^>]+>", "", words)) for to, words in links}
    return {html.unescape(to): " ".join(words.split()) for to, words in plain.items()}


@contextmanager
def _watched() -> Iterator[list[str]]:
    faults = _Faults()
    logging.getLogger("weasyprint").addHandler(faults)
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.propagate = False
    progress.addHandler(_Pages())
    yield faults.found


@contextmanager
def _without_collector() -> Iterator[None]:
    """Switch the garbage collector off: a fifth of the time, and the process ends anyway."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def draw_in(folder: Path, *, static: Path) -> None:
    """Draw what lies in a folder, and keep there what finishes it."""
    drawn = folder / DRAWN
    told = draw_document((folder / MARKUP).read_text(), into=drawn, static=static)
    drawn.with_suffix(".json").write_text(json.dumps(told))
