"""A pack on screen: what it was drawn from, and each table and chart as a file (Rule 32)."""

import csv
import io
import re

import pytest

from packs import build, store
from packs.manifest import markup_hashes
from packs.models import Pack
from packs.words import PackFile
from tests.assurance import shelf
from tests.packs.test_build import clock, queued, quick  # noqa: F401 a fixture
from tests.packs.views.test_packs import text
from tests.standing import standing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.PACK_STORE = tmp_path / "store"


@standing
def snapshot(world):
    return shelf.freeze(world, drafts=False)


@pytest.fixture
def pack(world, snapshot, quick) -> Pack:  # noqa: F811
    """Return an IRB pack that was drawn: with its annexes, so that both files are there."""
    row = queued(world, snapshot, forum="irb", standing="final")
    assert build.build(row.pk, clock=clock())
    return Pack.objects.get(pk=row.pk)


def test_it_reads_as_it_was_drawn_from_with_its_contents_as_links(sign_in, pack):
    """The same figures in the same order, since it is the same markup."""
    answer = sign_in("commissioner").get(f"/packs/{pack.pk}/read")
    page = answer.content.decode()
    assert answer.status_code == 200 and "Improvement and Recovery Board" in text(answer)
    contents = re.findall(r'<li><a class="govuk-link" href="#([\w-]+)">', page)
    assert "?open=all" in page and "<details open" not in page
    whole = sign_in("commissioner").get(f"/packs/{pack.pk}/read?open=all").content.decode()
    assert whole.count(" open=") == page.count('class="govuk-details app-printed app-pack__')
    assert contents[0] == "cover" and len(contents) > 5
    assert all(f'id="{name}"' in page for name in contents)
    assert page.count("<h1") == 1 and "style=" not in page


def test_the_annexes_read_apart_and_lead_back(sign_in, pack):
    client = sign_in("commissioner")
    assert f"/packs/{pack.pk}/read/annexes" in client.get(f"/packs/{pack.pk}/read").content.decode()
    annexes = client.get(f"/packs/{pack.pk}/read/annexes")
    assert annexes.status_code == 200 and "Read the pack" in text(annexes)


def test_the_page_of_the_pack_and_the_list_lead_to_it(sign_in, pack):
    client = sign_in("commissioner")
    for address in (f"/packs/{pack.pk}", "/packs"):
        assert f'href="/packs/{pack.pk}/read"' in client.get(address).content.decode()


def test_each_table_is_a_file_under_the_name_of_the_pack(sign_in, pack):
    client = sign_in("commissioner")
    found = re.findall(rf"/packs/{pack.pk}/read/pack/\d+\.csv", client.get(
        f"/packs/{pack.pk}/read"
    ).content.decode())  # fmt: skip
    assert len(found) == len(set(found)) > 3
    answer = client.get(found[0])
    assert answer["Content-Disposition"] == (
        'attachment; filename="irb-pack-2026-10-v1.0-final-1.csv"'
    )
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1 and len(rows) > 1
    assert client.get(f"/packs/{pack.pk}/read/pack/9999.csv").status_code == 404


def test_what_was_not_kept_is_made_anew_if_it_is_what_the_manifest_says(sign_in, pack):
    """DESIGN 4: a pack can be made again from its snapshot, and is compared byte for byte."""
    client = sign_in("commissioner")
    before = client.get(f"/packs/{pack.pk}/read").content
    for sha256 in markup_hashes(pack.manifest).values():
        store._markups().remove(sha256)
    assert text_of_body(client.get(f"/packs/{pack.pk}/read").content) == text_of_body(before)


def test_what_was_altered_is_not_shown(sign_in, pack, monkeypatch):
    """A stored page that is not what its hash says is not read, and no other takes its place."""
    path = store._markups().path_of(markup_hashes(pack.manifest)[PackFile.PACK])
    path.write_text(path.read_text().replace("Improvement", "Recovery"))
    monkeypatch.setattr(build, "markup_of", lambda *_: "<html><body>another</body></html>")
    answer = sign_in("commissioner").get(f"/packs/{pack.pk}/read")
    assert "cannot be read on screen" in text(answer) and "another" not in text(answer)


def test_one_that_is_not_ready_says_so(sign_in, world, snapshot):
    row = queued(world, snapshot, standing="draft")
    answer = sign_in("cpmo").get(f"/packs/{row.pk}/read")
    assert answer.status_code == 404 and "not ready" in text(answer)


def text_of_body(page: bytes) -> str:
    """Return a page's main part without what differs from visit to visit."""
    return re.sub(r'value="[\w-]{20,}"', "", page.decode().partition("<main")[2])
