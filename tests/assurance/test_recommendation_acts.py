"""Acts on recommendations: whose they are, what they leave as it was, and what they refuse."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from assurance.actions.recommendations import change_response
from assurance.models import ActionReport, RecommendationView
from assurance.readings.recommendations import recommendations
from assurance.rules.recommendations import due_now
from assurance.words.recommendations import Body, Opinion, Progress, Viewer
from irp.actions import Faulty
from irp.models import Conflict
from irp.readings import AsAt, Now
from tests.assurance import auditors
from tests.programmes.steps import later
from tests.world import NOW


@pytest.fixture(autouse=True)
def _people(world):
    auditors.appoint(world)


def test_rule_24_further_recommendations_get_the_next_number_and_keep_it(world):
    first, second = (auditors.recommend(world).recommendation for _ in range(2))
    other = auditors.recommend(world, body=Body.OTHER, made_by="Ofsted").recommendation
    assert [str(row) for row in (first, second, other)] == [
        "External auditor 1",
        "External auditor 2",
        "Ofsted 1",
    ]
    with pytest.raises(Faulty, match="Enter another number: 2 is"):
        auditors.recommend(world, number=2)


def test_rule_19_no_record_overwrites_another(world):
    action = auditors.recommend(world)
    row = action.recommendation
    auditors.report(world, action, Progress.IN_PROGRESS)
    auditors.report(world, action, Progress.DONE)
    auditors.look(world, row, Viewer.INTERNAL_AUDIT, Opinion.IMPLEMENTED)
    auditors.look(world, row, Viewer.AUDITOR, Opinion.PARTLY)
    [facts] = recommendations(Now(NOW), quarters="financial")
    assert [report.progress for report in facts.actions[0].reports] == ["in_progress", "done"]
    assert [(view.viewer, view.opinion) for view in facts.views] == [
        ("internal_audit", "implemented"),
        ("auditor", "partly"),
    ]
    assert (facts.views[1].by_name, facts.views[1].by_post) == (
        "Person external_auditor",
        "Post of external auditor",
    )


@pytest.mark.parametrize("name", ["cpmo", "sao", "committee", "commissioner", "internal_audit"])
def test_nobody_enters_the_auditors_own_view_for_it(world, name):
    row = auditors.recommend(world).recommendation
    with pytest.raises(PermissionDenied):
        auditors.look(world, row, Viewer.AUDITOR, Opinion.IMPLEMENTED, by=world.user(name))
    assert not RecommendationView.objects.exists()


@pytest.mark.parametrize("name", ["other_sao", "rdl", "external_auditor", "committee"])
def test_only_who_answers_for_an_action_and_cpmo_report_on_it(world, name):
    action = auditors.recommend(world)
    with pytest.raises(PermissionDenied):
        auditors.report(world, action, Progress.DONE, by=world.user(name))
    auditors.report(world, action, Progress.DONE, by=world.user("cpmo"))


def test_4a1_of_two_at_once_one_is_told(world):
    action = auditors.recommend(world)
    auditors.report(world, action, Progress.DONE)
    auditors.extend(world, auditors.recommend(world), "Dec 2026")
    with pytest.raises(Conflict):
        auditors.report(world, action, Progress.IN_PROGRESS, version=0)
    change = {"owner": None, "milestones": (), "reason": "x", "by": world.user("cpmo"), "at": NOW}
    change_response(action, version=1, **change)
    with pytest.raises(Conflict):
        change_response(action, version=1, **change)
    assert ActionReport.objects.count() == 1


def test_rule_9_the_first_date_stays_and_as_at_the_day_before_it_stood(world):
    action = auditors.recommend(world)
    auditors.extend(world, action, "Dec 2026", at=later(2))
    auditors.extend(world, action, "Jan 2027", at=later(3))
    found = [
        recommendations(source, quarters="financial")[0].actions[0]
        for source in (AsAt(later(1)), Now(later(4)))
    ]
    assert [due_now(stood).raw for stood in found] == ["Sep 2026", "Jan 2027"]
    assert [stood.due.raw for stood in found] == ["Sep 2026", "Sep 2026"]
    with pytest.raises(Faulty, match="Enter a date after the one in force"):
        auditors.extend(world, action, "Dec 2026", at=later(4))
    auditors.report(world, action, Progress.DONE, at=later(4))
    with pytest.raises(Faulty, match="so its date cannot move"):
        auditors.extend(world, action, "Feb 2027", at=later(5))


def test_milestones_that_deliver_it_are_named_now_and_then(world):
    action = auditors.recommend(world)
    keys = [world.milestones[ref].pk for ref in ("HOU-01", "JOB-01")]
    change = {"reason": "Agreed", "by": world.user("cpmo"), "at": later(1)}
    change_response(action, owner=world.posts["other_sao"], milestones=keys, version=1, **change)
    sources = AsAt(NOW), AsAt(later(1)), Now(later(1))
    found = [recommendations(source, quarters="financial")[0].actions[0] for source in sources]
    assert [stood.milestones for stood in found] == [(), ("HOU-01", "JOB-01"), ("HOU-01", "JOB-01")]
    assert [stood.owner for stood in found] == ["Post of sao", *["Post of other sao"] * 2]


@pytest.mark.parametrize(
    "values",
    [
        {"progress": "done", "words": "x", "evidence": ""},
        {"progress": "finished", "words": "x", "evidence": "y"},
        {"progress": "in_progress", "words": "", "evidence": ""},
    ],
)
def test_4a3_the_database_refuses_what_the_rule_does(world, values):
    action = auditors.recommend(world)
    row = ActionReport(action=action, number=1, by_name="x", at=NOW, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionReport.objects.bulk_create([row])
