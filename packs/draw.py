"""The drawing process: HTML on standard input, a tagged PDF in the file it is told (PDF/UA-1).

Run by `packs.pdf` as `python -m packs.draw FILE MEGABYTES SECONDS STATIC FOLDER`: the seconds are
of processor time, after which the system ends it by SIGXCPU; the folder takes its temporary files.
It knows no Django. Progress and the outcome are lines on standard output: "page 34", "ready 97"
(pages), or "failed " and a reason for people. Standard input stays open while the parent lives: at
its end this process stops, so that a killed worker leaves neither a drawing nor its temporary files
behind.
"""

import gc
import html
import logging
import os
import re
import resource
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from packs.gate import failed_rules
from packs.glyphs import MissingFont, lettered
from packs.mends import mend
from packs.rules import storage_fault
from packs.tagging import finish_tags, split_elements

MEDIA_TYPES = {
    ".ttf": "font/ttf",
    ".css": "text/css",
    ".svg": "image/svg+xml",
}
IMAGES = re.compile(r"data:image/(png|jpeg)[;,]")


class Undrawable(Exception):
    """The pack cannot be drawn; the message says why and what to do."""


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
        if "Page" in record.getMessage():
            say(f"page {record.getMessage().rsplit(' ', 1)[-1]}")
        elif "PDF" in record.getMessage():
            say("writing")


def say(line: str) -> None:
    """Print one line of the protocol; the parent's end of the pipe may be gone."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        os._exit(1)


def draw_document(markup: str, *, into: Path, static: Path) -> int:
    """Draw a document into a file and return its number of pages.

    Raises `Undrawable` with a reason for people; memory errors pass through.
    """
    fetcher = OwnFilesOnly(static)
    try:
        markup = lettered(markup, fonts=static / "fonts")
    except MissingFont as fault:
        raise Undrawable(str(fault)) from fault
    mend()
    with _watched() as faults, _without_collector():
        try:
            document = HTML(string=markup, base_url=None, url_fetcher=fetcher).render(
                pdf_variant="pdf/ua-1"
            )
            splits = split_elements(document)
            # pikepdf compresses when the tags are finished, three times quicker.
            written = document.write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True)
        except FatalURLFetchingError as fault:
            raise Undrawable(address_refusal(str(fault))) from fault
    if fetcher.refused:
        raise Undrawable(address_refusal(fetcher.refused[0]))
    if faults:
        raise Undrawable(f"The print templates are at fault: {faults[0]}")
    say("finishing")
    # Written by Python: where the disk is full, pikepdf ends the process instead of saying so.
    into.write_bytes(finish_tags(written, splits=splits, link_texts=link_texts(markup)))
    say("checking")
    check(into)
    return len(document.pages)


def check(path: Path) -> None:
    """Raise `Undrawable` where a file is not let through the gate (Rule 32)."""
    if failed := failed_rules(path):
        raise Undrawable(
            "The pack would shut out people who read with assistive technology, so it was not "
            f"kept: it fails PDF/UA-1: {', '.join(failed)}. Tell the administrator; the print "
            "templates must be mended."
        )


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


def _stop_with_parent(folder: str) -> None:
    """End this process, and what it put into its folder, when standard input's other end closes."""

    def watch() -> None:
        while sys.stdin.buffer.read(1):
            pass
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def main() -> int:
    """Read the length and the HTML, draw, and tell the outcome; 0 for a pack, 1 for none."""
    into, static, tempfile.tempdir = Path(sys.argv[1]), Path(sys.argv[4]), sys.argv[5]
    megabytes, seconds = int(sys.argv[2]), int(sys.argv[3])
    limit = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))  # after SIGXCPU, SIGKILL
    length = int(sys.stdin.buffer.readline())
    markup = sys.stdin.buffer.read(length).decode()
    _stop_with_parent(tempfile.tempdir)
    try:
        pages = draw_document(markup, into=into, static=static)
    except Undrawable as fault:
        say(f"failed {' '.join(str(fault).split())}")
        return 1
    except MemoryError:
        say(f"failed Creating the pack needs more memory than the {megabytes:,} MB it may use.")
        return 1
    except OSError as fault:
        say(f"failed {storage_fault(fault.errno, words=str(fault))}")
        return 1
    say(f"ready {pages}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
