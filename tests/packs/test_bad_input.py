"""What no text that anybody typed can do to a pack: run, be marked up, fetch, hide other text."""

import itertools
import re
import socket
import subprocess

import pytest

from packs import html, pdf
from packs.context import Edition, compose
from tests.packs import hard_words, made_up
from tests.packs.test_hard_text import lines_of
from tests.packs.test_pdf import failures

ORDERING = "\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT EMBEDDING}"
CONTROLS = "".join(map(chr, (0, 7, 8, 11, 12, 27, 31, 127, 0x85, 0x9F, 0xFFFE, 0xFEFF)))


def hostile(port: int) -> dict[str, str]:
    """Return texts as somebody may type or paste them who means ill, each by what it is."""
    there = f"http://127.0.0.1:{port}"
    return {
        "script": "A<script>alert(1)</script>",
        "image": f'B<img src="{there}/b.png" onerror="x()">',
        "style": f"C</style><style>@import url({there}/c.css);</style>",
        "attribute": f'D" style="background:url({there}/d.png)" x="',
        "link": 'E<a rel="attachment" href="file:///etc/passwd">E</a>',
        "object": f"F<object data='{there}/f'></object><base href='{there}'>",
        "drawing": f'G<svg><image href="{there}/g.svg"/></svg>',
        "template": "H{{ 7 * 191 }}{% include '/etc/passwd' %}${7*191}#{7*191}",
        "entity": "I&amp;&lt;&nbsp;&bogus;&#0;&#x110000;<!ENTITY x SYSTEM 'file:///etc/passwd'>",
        "CDATA": "J<![CDATA[<b>]]><!-- --><?php x ?>",
        "control": f"K{CONTROLS}k",
        "ordering": f"L{ORDERING}l",
        "end": "M</td></tr></table></section></body></html>",
    }


@pytest.fixture
def listener():
    """Yield a socket on loopback that whatever is fetched would reach."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


@pytest.mark.slow
def test_what_is_typed_is_printed_and_never_done(tmp_path, listener):
    """Everything typed is hostile: the pack is drawn, passes PDF/UA-1 and fetches nothing."""
    texts = hostile(listener.getsockname()[1])
    turn = itertools.cycle(texts.values())
    body = hard_words.small(lambda field: next(turn))
    plan = hard_words.acted(made_up.facts_of(body), lambda field: next(turn))
    edition = Edition(forum="tib", number=1, standing="draft", reason=texts["style"])
    markup = html.render(compose(plan, edition, sha256="1" * 64, before=None))
    path = tmp_path / "hostile.pdf"
    pdf.draw(markup, path)
    with pytest.raises(TimeoutError):
        listener.accept()
    assert failures(path) == []
    words = "".join(lines_of(path).split())
    for name, beginning in (
        ("script", "A<script>alert(1)</script>"), ("template", "H{{7*191}}"),
        ("image", 'B<imgsrc="'), ("drawing", "G<svg>"), ("link", 'E<arel="attachment"'),
        ("CDATA", "J<![CDATA["), ("entity", "I&amp;&lt;"), ("end", "M</td></tr>"),
    ):  # fmt: skip
        assert beginning in words, name
    assert "1337" not in words and "root:" not in words
    attached = subprocess.run(["pdfdetach", "-list", path], capture_output=True, text=True)
    assert "0 embedded files" in attached.stdout
    raw = path.read_bytes()
    assert not re.search(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|SubmitForm)\b", raw)
    shown = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    letters = shown.stdout.decode()
    assert not {*CONTROLS.replace("\f", ""), *ORDERING} & set(letters)


def test_a_template_in_a_text_is_never_rendered():
    body = hard_words.small(lambda field: "{{ 7 * 191 }}{% raw %}")
    markup = html.render(made_up.composed(body, Edition(forum="irb", number=1, standing="draft")))
    assert "{{ 7 * 191 }}" in markup and "1337" not in markup


@pytest.mark.slow
def test_a_megabyte_that_was_pasted_is_stopped_by_the_limits_at_the_latest(tmp_path):
    """No field takes as much. Were it there, the limits would grow with it; here they are narrow.

    Nothing is left of the try.
    """
    pasted = "<h1>T</h1><p>" + "pasted words " * 80_000 + "</p>"
    markup = f'<html lang="en-GB"><head><title>T</title></head><body>{pasted}</body></html>'
    assert len(markup) > 1_000_000
    limits = pdf.DrawingLimits(processor=1, clock=120)
    with pytest.raises(pdf.CannotDraw, match="more than 1 seconds of processor time"):
        pdf.draw(markup, tmp_path / "out.pdf", limits=limits)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("programmes", [16, 40, 100])
def test_a_plan_of_any_size_comes_on_a_machine_that_gives_a_twentieth_of_a_processor(programmes):
    """What it takes by bench/packs.py is 30 to 45 seconds of processor time a megabyte of HTML."""
    html_of_one = 19_000  # bytes of a TIB pack a programme, as made_up has them
    markup = "x" * (html_of_one * programmes)
    takes = 45 * len(markup) / 1_000_000
    limits = pdf.DrawingLimits.of(markup)
    assert limits.processor > 5 * takes
    assert limits.clock / 20 > takes
    assert limits.megabytes > 2 * 650 * len(markup) / 1_000_000  # 650 MB a megabyte, likewise
