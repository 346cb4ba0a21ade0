"""Where council and commissioners differ: the page, its file and a past day."""

import re
from datetime import timedelta

import time_machine

from assurance.words import Judgement, Speaker
from tests.assurance import shelf
from tests.world import NOW


def text(answer) -> str:
    """Return the page's words without marks and runs of space."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_rule_24f_the_page_and_its_file_say_who_is_more_confident_and_since_when(sign_in, world):
    shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL)
    shelf.judge(world, Judgement.NOT_MET, at=NOW + timedelta(days=1))
    client = sign_in("committee")
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        page = text(client.get("/divergence"))
        assert "Council more confident: 1." in page and "PO8-T1-1 Safety" in page
        assert re.search(r"PO8-T1-1 Safety Met 9 Nov 2026 Not met 10 Nov 2026 2 days", page)
        file = client.get("/divergence.csv").content.decode()
        assert "PO8-T1-1" in file and "Council more confident" in file
        then = text(client.get("/divergence?as_at=2026-11-09"))
        assert "They differ on no requirement that both have assessed." in then
        assert "/divergence" in client.get("/outcomes").content.decode()


def test_rule_24f_what_is_older_than_the_councils_says_not_looked_at_since(sign_in, world):
    shelf.judge(world, Judgement.NOT_MET)
    later = NOW + timedelta(minutes=1)
    shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL, at=later)
    page = text(sign_in("rdl").get("/divergence"))
    assert "Commissioners judged before the council’s newest" in page
    assert "since the council’s newest assessment: 1." in page
