"""Rule 23: a commissioner's draft with words like no others, looked for where it must not be.

It is shared with the other commissioners, and for accuracy with one officer, who comments on it.

Every page and file of the site as every kind of reader, every other table of the database, the
snapshot, logs and e-mails. A canary that sings names where it sang.
"""

import logging
from dataclasses import dataclass, field

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client

from assurance.models import (
    AccuracyComment,
    AccuracyShare,
    AccuracyShareEnd,
    JudgementDraft,
    JudgementDraftEnd,
)
from irp.models import SentForm, User
from packs import snapshot
from tests.standing import standing
from tests.test_permission_matrix import PAGES, ROLES, Site, build_site
from tests.world import NOW

WORD = "zanzibarine"  # in no document and no other test
ENTERED = {
    "judgement": "not_met",
    "rationale": f"Nothing of {WORD} was shown.",
    "evidence_cited": f"Letter of {WORD}",
    "missing_0": f"Proof of {WORD}",
    "version": "0",
}
# Who is asked for every page: the one who sees most of each kind. The page of the requirement and
# what lists it are asked by everybody.
OUTSIDERS = ("adm", "cpmo", "sao")
EVERYBODY = ("none", "adm", "cpmo", "sao", "sao2", "rdl", "lead", "ctee", "fin", "preparer")
NEAR = ("assurance:", "dashboards:home", "dashboards:search", "dashboards:changes", "packs:")
WRITTEN = {model._meta.db_table for model in (JudgementDraft, AccuracyShare, AccuracyComment)}
OWN_TABLES = WRITTEN | {model._meta.db_table for model in (JudgementDraftEnd, AccuracyShareEnd)}
OFFICER = "sao2"  # with whom it is shared for accuracy: one page knows of it, for them alone
DOOR = "assurance:accuracy"
# A page says neither its own moment nor its form's token alike twice.
FORGETFUL = {SentForm._meta.db_table, "django_session"}


@dataclass
class Saved:
    """The site with a draft in it, and what was there before."""

    site: Site
    rows_before: dict[str, int]
    body_before: str
    logged: list[str] = field(default_factory=list)


@pytest.fixture(autouse=True, scope="module")
def _stores(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "PACK_STORE", tmp_path_factory.mktemp("packs"))
        patch.setattr(settings, "EVIDENCE_STORE", tmp_path_factory.mktemp("evidence"))
        yield


@pytest.fixture(autouse=True)
def _now():
    """Stay in the hours in which everybody is signed in."""
    with time_machine.travel(NOW, tick=False):
        yield


@standing
def saved():
    """Return the site once a commissioner has saved a draft by its form, and shared it."""
    site = build_site(settings.PACK_STORE)
    rows, body = rows_of_tables(), plan_body()
    heard = _Heard()
    logging.getLogger().addHandler(heard)
    client = as_role(site, "comm")
    with time_machine.travel(NOW, tick=False):
        for version, act in enumerate(("draft", "share")):
            answer = client.post(
                "/requirements/PO8-T1-1/assess/commissioner",
                ENTERED | {"act": act, "version": str(version)},
            )
            assert answer.status_code == 302, answer.content.decode()
        officer = User.objects.get(email=f"{ROLES[OFFICER]}@council.example")
        shared = client.post(
            "/requirements/PO8-T1-1/draft/accuracy", {"officer": officer.pk, "until": "30 11 2026"}
        )
        door = next(site.address(line) for line in PAGES if line.name == DOOR)
        commented = as_role(site, OFFICER).post(door, {"words": f"Not {WORD}."})
        assert shared.status_code == commented.status_code == 302, commented.content.decode()
    logging.getLogger().removeHandler(heard)
    return Saved(site, rows, body, heard.lines)


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def as_role(site: Site, role: str) -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = site.sessions[role]
    return client


def rows_of_tables() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            found[name] = cursor.fetchone()[0]
    return found


def plan_body() -> str:
    """Return what a freeze would keep now: what packs are drawn from, all of it."""
    period = apps.get_model("irp", "ReportingPeriod").objects.get(frozen_at=None)
    return snapshot.body_of(snapshot.read_frozen(period, at=NOW))


def near(line) -> bool:
    return line.name.startswith(NEAR)


@pytest.mark.django_db
def test_the_canary_sings_for_its_author(saved):
    """Or the other tests would find nothing anywhere."""
    page = as_role(saved.site, "comm").get("/requirements/PO8-T1-1").content.decode()
    assert WORD in page


@pytest.mark.django_db
def test_rule_23_the_canary_sings_on_one_page_for_the_officer_it_is_shared_with(saved):
    door = next(saved.site.address(line) for line in PAGES if line.name == DOOR)
    for role in EVERYBODY:
        answer = as_role(saved.site, role).get(door)
        sings = WORD in answer.content.decode()
        assert sings is (role == OFFICER), role
        assert answer.status_code == (200 if sings else 403 if role == "none" else 404), role


@pytest.mark.django_db
@pytest.mark.parametrize("line", PAGES, ids=str)
def test_rule_23_no_page_and_no_file_knows_of_a_draft(saved, line):
    for role in EVERYBODY if near(line) else OUTSIDERS:
        if (role, line.name) == (OFFICER, DOOR):
            continue
        answer = as_role(saved.site, role).get(saved.site.address(line))
        assert answer.status_code != 302 or line.expected.get(role) != "ok", role
        body = b"".join(answer) if answer.streaming else answer.content
        headers = " ".join(f"{name} {value}" for name, value in answer.items())
        assert WORD not in body.decode(errors="replace") + headers, role


@pytest.mark.django_db
def test_rule_23_no_other_table_holds_a_word_or_a_row_of_it(saved):
    """History, sent forms, sessions and every other table, on whichever database."""
    now = rows_of_tables()
    grown = {name for name, count in now.items() if count != saved.rows_before.get(name)}
    assert grown - FORGETFUL == WRITTEN
    with connection.cursor() as cursor:
        for name in now.keys() - OWN_TABLES:
            cursor.execute(f'SELECT * FROM "{name}"')
            assert not [row for row in cursor.fetchall() if WORD in repr(row)], name


@pytest.mark.django_db
def test_rule_23_a_snapshot_and_with_it_every_pack_is_the_same_with_and_without(saved):
    assert plan_body() == saved.body_before


@pytest.mark.django_db
def test_rule_23_nothing_is_logged_or_sent_of_it(saved):
    assert not [line for line in saved.logged if WORD in line]
    assert not getattr(mail, "outbox", [])


@pytest.mark.django_db
def test_rule_23_the_words_that_others_search_for_find_nothing(saved):
    for role in EVERYBODY[1:]:
        page = as_role(saved.site, role).get(f"/search?q={WORD[:8]}").content.decode()
        assert "Search" in page and "PO8-T1-1" not in page, role
        assert WORD not in page.replace(f"{WORD[:8]}", ""), role
