"""The store: a file under its own hash, whole or not there."""

import hashlib

import pytest

from packs import store


@pytest.fixture(autouse=True)
def _shelf(settings, tmp_path):
    settings.PACK_STORE = tmp_path


def test_a_file_lies_under_its_hash(tmp_path):
    with store.draft("7-mark") as path:
        path.write_bytes(b"%PDF one")
        sha256, size = store.put(path)
    assert sha256 == hashlib.sha256(b"%PDF one").hexdigest() and size == 8
    assert store.path_of(sha256).read_bytes() == b"%PDF one"
    assert list((tmp_path / "drawing").iterdir()) == []


def test_the_first_writer_wins():
    inodes = []
    for name in ("7-one", "7-two"):
        with store.draft(name) as path:
            path.write_bytes(b"%PDF same")
            sha256, _ = store.put(path)
            inodes.append(store.path_of(sha256).stat().st_ino)
    assert inodes[0] == inodes[1]


def test_a_damaged_file_is_replaced():
    with store.draft("7-one") as path:
        path.write_bytes(b"%PDF whole")
        sha256, _ = store.put(path)
    store.path_of(sha256).write_bytes(b"%PDF ha")
    with store.draft("7-two") as path:
        path.write_bytes(b"%PDF whole")
        store.put(path)
    assert store.hash_of(store.path_of(sha256)) == sha256


def test_what_a_killed_worker_left_of_a_pack_is_removed_and_no_other(tmp_path):
    folder = tmp_path / "drawing"
    folder.mkdir()
    for name in ("7-dead.pdf", "71-alive.pdf"):
        (folder / name).touch()
    store.forget_drafts("7")
    assert [path.name for path in folder.iterdir()] == ["71-alive.pdf"]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_a_name_that_is_no_hash_is_refused(name):
    with pytest.raises(ValueError, match="SHA-256"):
        store.path_of(name)
