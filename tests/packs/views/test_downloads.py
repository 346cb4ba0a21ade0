"""The log of downloads: who took which file of which pack, and when, as a page and a file."""

import csv

import pytest
import time_machine

from packs.actions import note_download
from packs.words import PackFile
from tests.assurance import shelf
from tests.packs.views.test_packs import text
from tests.world import NOW


@pytest.fixture(autouse=True)
def _now(settings, tmp_path):
    settings.PACK_STORE = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


def test_nobody_downloaded_anything_is_said(world, sign_in):
    assert "Nobody has downloaded a pack yet." in text(sign_in("cpmo").get("/packs/downloads"))


def test_who_took_which_file_and_when(world, sign_in):
    made = shelf.pack(world, shelf.freeze(world), forum="irb", standing="final", annex=True)
    for file in PackFile:
        note_download(made, by=world.user("commissioner"), at=NOW, file=file)
    client = sign_in("administrator")
    page = text(client.get("/packs/downloads"))
    assert page.count("Person commissioner Post of commissioner IRB October 2026") == 2
    content = client.get("/packs/downloads.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(content.splitlines()))
    assert {row["File"] for row in rows} == {file.label for file in PackFile}
    assert {row["When"] for row in rows} == {"9 Nov 2026 at 10:00"}
    assert {row["Version"] for row in rows} == {made.version}


@pytest.mark.parametrize("name", ["commissioner", "sao", "committee"])
def test_others_do_not_read_who_downloaded(world, sign_in, name):
    for address in ("/packs/downloads", "/packs/downloads.csv"):
        assert sign_in(name).get(address).status_code == 403
