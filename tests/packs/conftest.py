"""Packs of a realistic size, drawn once for all tests that look at them."""

import pytest

from packs import html, pdf
from packs.context import Edition
from packs.words import PackFile
from tests.packs import made_up


@pytest.fixture
def pack_of():
    """Return a function that gives what a forum's pack prints, of a made-up snapshot."""

    def compose_(forum: str = "tib", *, standing: str = "draft", first: bool = False):
        body = made_up.body()
        edition = Edition(forum=forum, number=2, standing=standing, supersedes="version 1")
        return made_up.composed(body, edition, last=None if first else made_up.before())

    return compose_


@pytest.fixture(scope="session")
def drawn(tmp_path_factory):
    """Return a function that gives the path of a forum's whole file and its number of pages."""
    made = {}

    def draw(forum: str, file: PackFile = PackFile.PACK):
        if (forum, file) not in made:
            body = made_up.body_for(forum, file)
            edition = Edition(forum=forum, number=2, label="v1.0", standing="final")
            pack = made_up.composed(body, edition, last=made_up.before(body))
            path = tmp_path_factory.mktemp("packs") / f"{forum}-{file}.pdf"
            made[forum, file] = path, pdf.draw(html.render(pack, file=file), path)
        return made[forum, file]

    return draw
