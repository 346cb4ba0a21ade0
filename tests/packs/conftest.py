"""Packs of a realistic size, drawn once for all tests that look at them."""

import pytest

from packs import html, pdf
from packs.context import Edition
from tests.packs import made_up


@pytest.fixture
def pack_of():
    """Return a function that gives what a forum's pack prints, of a made-up snapshot."""

    def compose_(forum: str = "tib", *, standing: str = "draft", first: bool = False):
        body = made_up.body()
        edition = Edition(forum=forum, number=2, standing=standing, supersedes=1)
        return made_up.composed(body, edition, last=None if first else made_up.before())

    return compose_


@pytest.fixture(scope="session")
def drawn(tmp_path_factory):
    """Return a function that gives the path of a forum's whole pack and its number of pages."""
    made = {}

    def draw(forum: str):
        if forum not in made:
            body = made_up.body_for(forum)
            edition = Edition(forum=forum, number=1, standing="final")
            markup = html.render(made_up.composed(body, edition, last=made_up.before(body)))
            path = tmp_path_factory.mktemp("packs") / f"{forum}.pdf"
            made[forum] = path, pdf.draw(markup, path)
        return made[forum]

    return draw
