"""Rules 22 and 29: the index of evidence in the snapshot and in the IRB pack, never its content."""

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest

from assurance.actions.evidence_care import retire_evidence
from assurance.actions.sustained import set_sustained
from assurance.models import Evidence
from assurance.words.evidence import Cadence, EvidenceKind
from irp.readings import AsAt
from packs import snapshot
from packs.context import Edition, compose
from packs.snapshot import codec
from tests.assurance import evidence_steps as steps
from tests.dashboards import months
from tests.packs import made_up
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.EVIDENCE_STORE = tmp_path


def frozen(world):
    world.period.refresh_from_db()
    return snapshot.read_frozen(world.period, at=NOW + timedelta(hours=1))


def printed(plan, forum="irb"):
    edition = Edition(forum=forum, number=1, standing="draft")
    return " ".join(made_up.printed(compose(plan, edition, sha256="0" * 64, before=None)).split())


def row_of(page, ref):
    return page.partition(f'<th scope="row">{ref}</th>')[2].partition("</tr>")[0]


def add_four(world):
    steps.add(world, title="Repairs report", version={"expires_on": NOW.date()})
    steps.add(world, EvidenceKind.LINK, title="Council plan", content=b"")
    steps.add(world, title="Advice of counsel", classification="confidential")
    steps.add(
        world, title="Name of a tenant", classification="exempt", paragraph="1",
        exempt_reason="It names a tenant.",
    )  # fmt: skip


def test_rule_29_it_keeps_what_a_piece_is_and_withholds_a_title_that_is_not_for_everybody(world):
    add_four(world)
    plan = frozen(world)
    told = [(piece.ref, piece.title, piece.classification) for piece in plan.evidence]
    assert told == [
        ("EV-0001", "Repairs report", "official_sensitive"),
        ("EV-0002", "Council plan", "official_sensitive"),
        ("EV-0003", "", "confidential"),
        ("EV-0004", "", "exempt"),
    ]
    first = plan.evidence[0]
    assert first.sha256 == sha256(steps.PDF).hexdigest() and first.requirements == ("PO8-T1-1",)
    assert (first.effective_from.day, first.expires_on) == (1, NOW.date())
    body = codec.body_of(plan)
    assert codec.read_body(body) == plan
    for kept_back in (
        "Advice of counsel",
        "Name of a tenant",
        "It names",
        steps.LINK,
        "report.pdf",
    ):
        assert kept_back not in body, kept_back


def test_rule_16_later_versions_and_retirements_change_nothing_of_a_snapshot(world):
    add_four(world)
    october = months.freeze(world)
    months.open_november(world)
    later = NOW + timedelta(hours=4)
    steps.add(world, title="Later", at=later)
    row = Evidence.objects.get(ref="EV-0001")
    retire_evidence(
        row, reason="Replaced", cited=0, version=row.version, by=world.user("cpmo"), at=later
    )
    stored = snapshot.opened(october.body).plan
    then = snapshot.frozen_plan(AsAt(october.period.frozen_at), month=october.period.month)
    assert stored == then and len(stored.evidence) == 4
    now = snapshot.frozen_plan(AsAt(later + timedelta(days=2)), month=october.period.month)
    assert [piece.title for piece in now.evidence] == ["Council plan", "", "", "Later"]


def test_rule_14_page_and_pack_of_a_month_measure_evidence_by_its_end(world, sign_in):
    """Frozen in November, October's pack and page are of 31 October."""
    set_sustained(
        world.requirement, periods=2, cadence=Cadence.MONTH, directorates=[], reason="Two months.",
        version=0, by=world.user("commissioner"), at=NOW,
    )  # fmt: skip
    october = {"effective_from": date(2026, 10, 1), "effective_to": date(2026, 10, 31)}
    steps.add(world, version=october | {"expires_on": date(2026, 10, 31)})
    steps.add(world, version=october | {"expires_on": date(2026, 11, 1)})
    plan = snapshot.opened(months.freeze(world).body).plan
    pack, client = printed(plan), sign_in("commissioner")
    assert "Expired" in row_of(pack, "EV-0001") and "Expired" not in row_of(pack, "EV-0002")
    listed = client.get("/evidence.csv?show=expired&month=2026-10").content.decode().splitlines()
    assert [line.split(",")[0] for line in listed[1:]] == ["EV-0001"]
    run = "run 1 of 2; 1 of the last 1; no gaps"  # October is over
    assert run in pack
    assert run in client.get("/requirements/PO8-T1-1?month=2026-10").content.decode()


def test_rule_22_the_irb_pack_prints_the_index_of_an_outcome(world):
    add_four(world)
    plan = frozen(world)
    page = printed(plan)
    assert "Evidence in use for outcome 8: an index" in page
    row = row_of(page, "EV-0001")
    assert "Repairs report. Report." in row and "PO8-T1-1" in row
    assert "Title withheld: confidential" in page and "Title withheld: exempt" in page
    assert "EV-0001" not in printed(plan, "tib")
    for older in (replace(plan, evidence=None), replace(plan, evidence=())):
        assert "an index" not in printed(older)
