"""Evidence is added, versioned, tied and held: what is kept, what is refused (Rules 22, 24, 29)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from assurance.actions.evidence import add_version, change_evidence, tie_evidence
from assurance.actions.evidence_care import seal_step, tell_link
from assurance.actions.evidence_content import (
    file_content,
    link_content,
    record_content,
)
from assurance.figures.evidence import evidence_lines, standings
from assurance.models import Evidence, EvidenceUse, EvidenceVersion
from assurance.readings.evidence import evidence
from assurance.readings.evidence_positions import evidence_positions, register_read
from assurance.readings.held import evidence_store
from assurance.readings.piece import piece_read
from assurance.readings.seals import seals
from assurance.tasks import remove_sealed_files
from assurance.words.classification import Classification
from assurance.words.evidence import EvidenceKind, LinkFound, RecordKind, SealStep
from assurance.words.gates import Ruling
from irp.actions import Faulty, Refused
from irp.history import record
from irp.models import Conflict
from irp.readings import AsAt, Now
from irp.rules.measuring import Measured
from tests.assurance import evidence_steps as steps
from tests.assurance import shelf
from tests.world import NOW

LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.EVIDENCE_STORE = tmp_path


def facts(world, user="cpmo", *, source=None):
    return evidence(source or Now(LATER), user=world.user(user))


def test_rule_22_a_piece_has_a_reference_a_version_and_what_it_is_for(world):
    row = steps.add(world, by="rdl")
    (piece,) = facts(world)
    assert (row.ref, piece.ref, piece.kind) == ("EV-0001", "EV-0001", EvidenceKind.FILE)
    assert [use.requirement for use in piece.uses] == [world.requirement.ref]
    assert (piece.version.effective_from, piece.version.at) == (date(2026, 10, 1), NOW)
    assert (piece.version.by_name, piece.version.prepared_by_name) == ("Person rdl", "Repairs team")
    assert steps.add(world).ref == "EV-0002"


def test_rule_13_what_expires_before_a_date_is_not_said_once_the_date_is_settled(world):
    """Nor of a date to begin by: neither waits for evidence any more (Rule 20)."""
    requirement = world.requirement
    requirement.gates.all().delete()
    shelf.add_gate(requirement, "Q3 2028", purpose="begin")
    gate = shelf.add_gate(requirement, "Q4 2027", purpose="completion")
    row = steps.add(world, version={"expires_on": date(2027, 6, 30)})

    def groups(source):
        user, measured = world.user("cpmo"), Measured(NOW.date())
        register = register_read(source)
        positions = evidence_positions(source, user=user, register=register)
        lists = [
            standings(positions, measured=measured),
            evidence_lines(evidence(source, user=user), measured=measured),
            evidence_lines([piece_read(source, row).facts], measured=measured),
        ]
        return {piece.expires_before_gate for pieces in lists for piece in pieces}

    assert groups(Now(NOW)) == {True}
    shelf.say_of_gate(world, gate, Ruling.SATISFIED, at=LATER)
    assert groups(Now(LATER)) == {False}
    assert groups(AsAt(NOW)) == {True}


def test_4a9_a_held_file_lies_under_its_hash_whatever_its_name(world, tmp_path):
    told = file_content(steps.sent(steps.png(), name="../../evil\u202egnp.pdf"))
    assert (told["format"], told["file_name"]) == ("png", "evilgnp.png")
    assert evidence_store().path_of(told["sha256"]).read_bytes() == steps.png()
    assert not list((tmp_path / "coming").iterdir())


def test_4a9_what_is_refused_leaves_nothing(world, tmp_path):
    with pytest.raises(Faulty) as fault:
        file_content(steps.sent(b"<html>", name="a.pdf"))
    assert "Choose a PDF" in fault.value.faults["file"]
    assert not list(tmp_path.rglob("*"))


def test_4a9_a_file_that_is_too_long_is_refused_unread(settings):
    settings.LARGEST_UPLOAD = 10
    with pytest.raises(Faulty) as fault:
        file_content(steps.sent())
    assert "0 MB or less" in fault.value.faults["file"]


def test_rule_22_a_new_version_supersedes_and_the_old_one_stays(world):
    row = steps.add(world)
    sending = {"content": file_content(steps.sent(steps.png())), "by": world.user("cpmo")}
    version = steps.held(note="With September corrected")
    add_version(row, version, newest=1, at=LATER, **sending)
    assert [stored.number for stored in row.versions.all()] == [1, 2]
    assert facts(world)[0].version.format == "png"
    assert facts(world, source=AsAt(NOW))[0].version.format == "pdf"
    with pytest.raises(Conflict) as conflict:
        add_version(row, version, newest=1, at=LATER, **sending)
    assert conflict.value.row.number == 2
    with pytest.raises(Refused, match="already"):
        add_version(row, version, newest=2, at=LATER, **sending)


def test_rule_22_versions_are_append_only_and_evidence_is_never_deleted(world):
    row = steps.add(world)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        EvidenceVersion.objects.update(sha256="0" * 64)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        EvidenceVersion.objects.all()._raw_delete("default")
    with pytest.raises(IntegrityError), transaction.atomic():
        row.delete()


def test_rule_22_many_to_many_with_requirements_and_considerations(world):
    world.requirement.considerations = ["That it works", "That it lasts"]
    record(world.requirement, by="test", at=NOW)
    other = shelf.outcomes(1, requirements=1)[0]
    row = steps.add(world, uses=[(world.requirement, 0)])
    seen = [use.pk for use in EvidenceUse.objects.filter(ended=False)]
    by = {"by": world.user("cpmo"), "at": LATER}
    wanted = [(world.requirement, 2), (other, 0)]
    assert tie_evidence(row, wanted, seen=seen, **by) == 3
    uses = {(use.requirement, use.consideration) for use in facts(world)[0].uses}
    assert uses == {(world.requirement.ref, 2), (other.ref, 0)}
    before = facts(world, source=AsAt(NOW))[0].uses
    assert [(use.requirement, use.consideration) for use in before] == [(world.requirement.ref, 0)]
    with pytest.raises(Conflict):
        tie_evidence(row, [], seen=seen, **by)
    now = [use.pk for use in EvidenceUse.objects.filter(ended=False)]
    assert tie_evidence(row, wanted, seen=now, **by) == 0
    with pytest.raises(Refused, match="no consideration 3"):
        tie_evidence(row, [(world.requirement, 3)], seen=now, **by)


def test_rule_22_a_records_value_is_pinned(world):
    row = steps.add(world, EvidenceKind.RECORD)
    told = row.versions.get()
    assert (told.record_ref, told.record_title) == ("HOU-01", world.milestones["HOU-01"].title)
    assert told.record_value
    with pytest.raises(Faulty) as fault:
        record_content(RecordKind.KPI, "KPI-9-99", at=NOW)
    assert "such as KPI-3-01" in fault.value.faults["record_ref"]


def test_rule_15_a_records_value_gives_no_unsigned_report_away(world):
    before = record_content(RecordKind.MILESTONE, "HOU-01", at=NOW)["record_value"]
    world.report("HOU-01")
    assert record_content(RecordKind.MILESTONE, "HOU-01", at=LATER)["record_value"] == before


def test_rule_22_a_link_is_never_opened_and_private_ones_are_refused():
    with pytest.raises(Faulty):
        link_content("http://169.254.169.254/latest")
    assert link_content(steps.LINK) == {"address": steps.LINK}


@pytest.mark.parametrize("name", ["commissioner", "committee", "administrator", "lead_member"])
def test_only_council_offices_add_evidence(world, name):
    with pytest.raises(PermissionDenied):
        steps.add(world, by=name)
    assert not Evidence.objects.exists()


def test_who_added_it_and_cpmo_alone_change_it(world):
    row = steps.add(world, by="rdl")
    change = {"version": 1, "reason": "", "at": LATER}
    with pytest.raises(PermissionDenied):
        change_evidence(row, steps.about(title="Mine"), by=world.user("sao"), **change)
    change_evidence(row, steps.about(title="A"), by=world.user("rdl"), **change)
    with pytest.raises(Conflict):
        change_evidence(row, steps.about(title="B"), by=world.user("cpmo"), **change)
    assert Evidence.objects.get().title == "A"


@pytest.mark.parametrize("name", ["commissioner", "cpmo", "sao", "rdl", "officer", "committee",
                                  "administrator", "lead_member", "finance_validator"])  # fmt: skip
def test_rule_29_and_its_twin_who_sees_which_classification(world, name):
    from assurance.rules.evidence import is_seen

    exempt = {"paragraph": "3", "exempt_reason": "A tender is open."}
    for kind in Classification:
        more = exempt if kind is Classification.EXEMPT else {}
        steps.add(world, classification=kind.value, title=kind.value, **more)
    prepared = {"prepared_by": world.users[name], "prepared_by_name": f"Person {name}"}
    steps.add(world, classification="confidential", title="own", version=prepared)
    user = world.user(name)
    seen = {piece.title for piece in facts(world, name)}
    asked = {kind.value for kind in Classification if is_seen(kind, kinds=user.kinds())}
    assert seen == asked | {"own"}
    for row in Evidence.objects.all():
        assert user.has_perm("assurance.see_evidence", row) == (row.title in seen)


def test_rule_29_a_past_date_gives_nothing_away_that_is_kept_back_since(world):
    row = steps.add(world)
    change_evidence(
        row, steps.about(classification="confidential"), version=1, reason="Names a tenant",
        by=world.user("cpmo"), at=LATER,
    )  # fmt: skip
    assert facts(world, "committee", source=AsAt(NOW)) == []
    assert facts(world, "commissioner", source=AsAt(NOW))[0].classification == "official_sensitive"


def sealed(world, version, step, *, by, reason="It names a tenant.", at=LATER):
    with transaction.atomic():
        return seal_step(version, step, reason=reason, by=world.user(by), at=at)


def test_rule_22_two_people_seal_and_title_hash_and_reason_stay(
    world, django_capture_on_commit_callbacks
):
    version = steps.add(world, title="Tenants’ letters").versions.get()
    path = evidence_store().path_of(version.sha256)
    sealed(world, version, SealStep.ASKED, by="cpmo")
    with pytest.raises(Refused, match="Another person has to confirm"):
        sealed(world, version, SealStep.CONFIRMED, by="cpmo")
    with pytest.raises(Refused, match="Somebody has asked already"):
        sealed(world, version, SealStep.ASKED, by="cpmo2")
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        sealed(world, version, SealStep.CONFIRMED, by="cpmo2")
    assert not path.exists()
    (piece,) = facts(world)
    seal = piece.version.seal
    assert (piece.title, piece.version.sha256) == ("Tenants’ letters", version.sha256)
    assert (seal.reason, seal.asked_by, seal.confirmed_by) == (
        "It names a tenant.", "Person cpmo", "Person cpmo2",
    )  # fmt: skip
    for step in SealStep:
        with pytest.raises(Refused, match="sealed already"):
            sealed(world, version, step, by="commissioner")
    with pytest.raises(Faulty) as fault:
        steps.add(world, title="The same again")
    assert "was sealed" in fault.value.faults["file"]


def test_rule_22_a_seal_is_declined_or_taken_back_and_needs_a_right_and_a_reason(world):
    version = steps.add(world, by="rdl").versions.get()
    for name in ("sao", "committee", "administrator"):
        with pytest.raises(PermissionDenied):
            sealed(world, version, SealStep.ASKED, by=name)
    with pytest.raises(Faulty):
        sealed(world, version, SealStep.ASKED, by="rdl", reason=" ")
    with pytest.raises(Refused, match="Nobody has asked"):
        sealed(world, version, SealStep.CONFIRMED, by="cpmo")
    sealed(world, version, SealStep.ASKED, by="rdl")
    with pytest.raises(PermissionDenied):
        sealed(world, version, SealStep.CONFIRMED, by="rdl")
    sealed(world, version, SealStep.DECLINED, by="cpmo")
    with pytest.raises(Refused, match="Nobody has asked"):
        sealed(world, version, SealStep.CONFIRMED, by="cpmo2")
    assert seals(until=LATER) == {}


def test_rule_22_what_a_killed_process_left_of_a_sealed_file_is_removed(world):
    version = steps.add(world).versions.get()
    sealed(world, version, SealStep.ASKED, by="cpmo")
    sealed(world, version, SealStep.CONFIRMED, by="commissioner")
    path = evidence_store().path_of(version.sha256)
    assert path.exists()  # the test's transaction is never committed
    remove_sealed_files()
    assert not path.exists()


def test_rule_22_a_link_is_checked_when_somebody_tells(world):
    row = steps.add(world, EvidenceKind.LINK)
    look = {"newest": 1, "looked_on": NOW.date(), "note": "", "at": LATER}
    tell_link(row, found=LinkFound.THERE, by=world.user("commissioner"), **look)
    check = facts(world)[0].check
    assert (check.found, check.looked_on, check.by_name) == (
        LinkFound.THERE, NOW.date(), "Person commissioner",
    )  # fmt: skip
    for changes, field in (
        ({"found": LinkFound.GONE}, "note"),
        ({"looked_on": date(2027, 1, 1)}, "looked_on"),
    ):
        with pytest.raises(Faulty) as fault:
            tell_link(row, by=world.user("cpmo"), **{"found": LinkFound.THERE} | look | changes)
        assert field in fault.value.faults
    with pytest.raises(PermissionDenied):
        tell_link(row, found=LinkFound.THERE, by=world.user("committee"), **look)
    version = steps.held(note="Moved")
    content = link_content("https://www.gov.uk/other")
    add_version(row, version, content=content, newest=1, by=world.user("cpmo"), at=LATER)
    with pytest.raises(Conflict):
        tell_link(row, found=LinkFound.THERE, by=world.user("cpmo"), **look)
    assert facts(world)[0].check is None  # nobody has looked at the new address
    with pytest.raises(Refused, match="is not a link"):
        tell_link(steps.add(world), found=LinkFound.THERE, by=world.user("cpmo"), **look)
