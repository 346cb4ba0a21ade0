"""Commissioners set sustained evidence; the requirement's page shows run and gaps (Rule 22)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from assurance.actions.evidence import add_version
from assurance.actions.evidence_content import file_content
from assurance.actions.sustained import set_sustained
from assurance.facts.evidence import CoveredFacts
from assurance.figures.sustained import held_of, runs_of
from assurance.models import SustainedEvidence
from assurance.readings.evidence import evidence_for
from assurance.readings.sustained import setting_of
from assurance.words.evidence import Cadence, EvidenceKind
from irp.actions import Faulty
from irp.models import Conflict
from irp.readings import AsAt, Now
from irp.rules.measuring import Measured
from tests.assurance import evidence_steps as steps
from tests.assurance.views.test_requirement import PAGE, text
from tests.world import NOW

LATER = NOW + timedelta(days=1)
HOUSING = CoveredFacts(name="City Housing", since=None, until=None)


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.EVIDENCE_STORE = tmp_path


def asked(world, *, by="commissioner", version=0, at=NOW, **changes):
    entered = {
        "periods": 4,
        "cadence": Cadence.MONTH,
        "directorates": [],
        "reason": "A third of a year",
    }
    return set_sustained(
        world.requirement, **entered | changes, version=version, by=world.user(by), at=at
    )


def month(number: int, **changes):
    last = date(2026, number + 1, 1) - timedelta(days=1)
    return {"effective_from": date(2026, number, 1), "effective_to": last} | changes


def run_of(world, *, source=None):
    source = source or Now(LATER)
    setting = setting_of(source, world.requirement.ref)
    pieces = evidence_for(source, world.requirement.ref, user=world.user("cpmo"))
    return runs_of(setting, map(held_of, pieces), measured=Measured(NOW.date()))[0].words(
        setting.cadence
    )


def test_rule_22_commissioners_alone_set_it_and_the_one_before_stays(world):
    for name in ("cpmo", "sao", "administrator", "committee"):
        with pytest.raises(PermissionDenied):
            asked(world, by=name)
    first = asked(world)
    with pytest.raises(Conflict):
        asked(world, version=0, periods=6)
    assert asked(world, version=first.pk) is None  # it says so already
    asked(world, version=first.pk, periods=6, at=LATER)
    with pytest.raises(Faulty):
        asked(world, version=first.pk, reason=" ")
    ref = world.requirement.ref
    assert setting_of(AsAt(NOW), ref).periods == 4 and setting_of(Now(LATER), ref).periods == 6
    assert SustainedEvidence.objects.count() == 2


def test_rule_22_what_counts_for_the_run(world):
    asked(world)
    for number in (8, 10):
        steps.add(world, version=month(number))
    assert run_of(world) == "run 1 of 4; 2 of the last 3; gap Sep"
    steps.add(world, EvidenceKind.LINK, version=month(9))  # a link is not held
    steps.add(world, uses=[], version=month(9))  # of no requirement
    steps.add(world, version=month(9, expires_on=date(2026, 11, 1)))  # expired
    assert run_of(world) == "run 1 of 4; 2 of the last 3; gap Sep"
    old = steps.add(world, version=month(9))
    assert run_of(world) == "run 3 of 4; 3 of the last 3; no gaps"
    version = steps.held(**month(7), note="It was July’s")
    content = file_content(steps.sent(steps.png()))
    add_version(old, version, content=content, newest=1, by=world.user("cpmo"), at=LATER)
    assert run_of(world) == "run 1 of 4; 3 of the last 4; gap Sep"
    assert run_of(world, source=AsAt(NOW)) == "run 3 of 4; 3 of the last 3; no gaps"


def test_rule_22_the_directorates_are_told_apart(world):
    other = CoveredFacts(name="City Operations", since=None, until=None)
    asked(world, directorates=[HOUSING, other])
    steps.add(world, version=month(10), council_wide=True, directorates=["city  housing"])
    setting = setting_of(Now(LATER), world.requirement.ref)
    pieces = evidence_for(Now(LATER), world.requirement.ref, user=world.user("cpmo"))
    told = {
        run.name: run.run
        for run in runs_of(setting, map(held_of, pieces), measured=Measured(NOW.date()))
    }
    assert told == {"City Housing": 1, "City Operations": 0}


def test_rule_22_the_requirements_page_has_its_evidence_and_the_strip(world, sign_in):
    commissioner, committee = sign_in("commissioner"), sign_in("committee")
    page = text(committee.get(PAGE))
    assert "No evidence has been added for it that you may see" in page
    assert "Commissioners have not set how long" in page and "/sustained" not in page
    boxes = {"periods": "3", "cadence": "month", "reason": "To be sure", "version": "0",
             "directorates": "City Housing from 1/4/2026"}  # fmt: skip
    with time_machine.travel(NOW, tick=False):
        bad = commissioner.post(f"{PAGE}/sustained", boxes | {"directorates": "A from 31/2/2026"})
        assert bad.status_code == 422 and "such as City Housing from 1/4/2026" in text(bad)
        assert commissioner.post(f"{PAGE}/sustained", boxes).status_code == 302
        steps.add(world, title="Repairs in August", version=month(8))
        steps.add(world, title="Between us", classification="confidential", version=month(10))
        page = text(committee.get(PAGE))
        assert "Repairs in August" in page and "Between us" not in page
        assert "City Housing: run 0 of 3; 1 of the last 3; gaps Sep, Oct" in page
        assert "Only evidence that you may see is counted" in page
        full = text(commissioner.get(PAGE))
    assert "City Housing: run 1 of 3; 2 of the last 3; gap Sep" in full and "Between us" in full


def test_4a1_a_setting_is_not_written_over_one_that_began_later_and_landed_first(world):
    asked(world, at=LATER)
    with pytest.raises(Conflict):
        asked(world, periods=12, at=NOW)
    assert SustainedEvidence.objects.get().periods == 4
