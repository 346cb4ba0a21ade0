"""Rules 22 and 29: the index of evidence in the snapshot and in the IRB pack, never its content."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from assurance.actions.evidence_care import retire_evidence
from assurance.models import Evidence
from assurance.words.evidence import EvidenceKind
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


def test_rule_22_the_irb_pack_prints_the_index_of_an_outcome(world):
    add_four(world)
    plan = frozen(world)
    page = printed(plan)
    assert "Evidence in use for outcome 8: an index" in page
    row = page.partition('<th scope="row">EV-0001</th>')[2].partition("</tr>")[0]
    assert "Repairs report. Report." in row and "Expired" in row and "PO8-T1-1" in row
    assert "Title withheld: confidential" in page and "Title withheld: exempt" in page
    assert "EV-0001" not in printed(plan, "tib")
    for older in (replace(plan, evidence=None), replace(plan, evidence=())):
        assert "an index" not in printed(older)
