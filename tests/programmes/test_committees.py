"""Which committee takes which programme: the acts, and the pages (DOMAIN section 4)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from irp.actions import Faulty, Refused
from irp.models import Conflict
from irp.readings import AsAt, Now
from programmes.actions.committees import give_up_programme, take_programme
from programmes.figures.committees import committee_lines, unnamed
from programmes.models import CommitteeRemit
from programmes.readings.committees import committees
from tests.programmes.committee_steps import committee, takes
from tests.programmes.steps import later
from tests.world import LOADED_AT, NOW

SAID = {"from_on": date(2026, 12, 1), "reason": "Agreed with the committee"}


def taken(*, on, source=None):
    """Return the references that each committee takes on a day."""
    found = committees(source or Now(NOW))
    return {line.facts.name: line.refs for line in committee_lines(found, on=on)}


def end(world, row, *, version=1, at=NOW, **entered):
    by = world.user("cpmo")
    return give_up_programme(
        row.board, row.programme, version=version, **{**SAID, **entered}, by=by, at=at
    )


def test_a_committee_takes_a_programme_from_a_day_and_ends_on_a_day(world):
    row = takes(world)
    end(world, row, at=later(1))
    found = {day: taken(on=day, source=Now(later(2))) for day in (
        date(2026, 8, 31), date(2026, 9, 1), date(2026, 11, 30), date(2026, 12, 1)
    )}  # fmt: skip
    assert [remits["Homes OSC"] for remits in found.values()] == [(), ("HOU",), ("HOU",), ()]
    assert taken(on=date(2026, 12, 1), source=AsAt(NOW))["Homes OSC"] == ("HOU",)
    assert CommitteeRemit.objects.count() == 2, "what was said before stays in the record"


def test_what_no_committee_takes_is_named(world):
    takes(world)
    committee("Audit Committee", oversight="audit")
    found = committees(Now(NOW))
    lines = committee_lines(found, on=NOW.date())
    assert unnamed(lines, found) == [("JOB", "Job Evaluation Programme")]


@pytest.mark.parametrize(
    ("entered", "field", "words"),
    [
        ({"reason": "  "}, "reason", "Enter the reason"),
        ({"from_on": date(2026, 8, 31)}, "from_on", "Enter 1 Sep 2026 or a later day"),
    ],
)
def test_an_end_says_why_and_comes_after_the_beginning(world, entered, field, words):
    with pytest.raises(Faulty) as refused:
        end(world, takes(world), **entered)
    assert words in refused.value.faults[field]


def test_a_committee_takes_a_programme_once(world):
    row = takes(world)
    with pytest.raises(Faulty, match="It has had this programme since 1 Sep 2026"):
        takes(world)
    end(world, row)
    with pytest.raises(Faulty, match="does not have this programme"):
        end(world, row, version=2)
    with pytest.raises(Conflict):
        end(world, row, version=1)


def test_only_the_cpmo_says_it_and_only_of_a_committee_that_takes_programmes(world):
    programme, by = world.programmes["HOU"], world.user("cpmo")
    with pytest.raises(PermissionDenied):
        take_programme(committee(), programme, **SAID, by=world.user("sao"), at=NOW)
    audit = committee("Audit Committee", oversight="audit")
    with pytest.raises(Refused, match="does not take single programmes"):
        take_programme(audit, programme, **SAID, by=by, at=NOW)


class TestPages:
    def test_they_take_what_is_entered_and_say_whose_it_is(self, world, sign_in):
        board, cpmo = committee(), sign_in("cpmo")
        address = f"/committees/{board.pk}/take"
        boxes = {"programme": world.programmes["HOU"].pk, "from_on": "1/9/2026", "reason": "Agreed"}
        assert cpmo.post(address, boxes).status_code == 302
        page = sign_in("committee").get("/committees").content.decode()
        assert "Housing Improvement" in page
        assert "Agreed (" in page
        assert "Job Evaluation Programme" in page.partition("No committee named in the plan")[2]
        assert "Add a programme" not in page
        assert "Add a programme" in cpmo.get("/committees").content.decode()

    def test_nothing_typed_is_lost(self, world, sign_in):
        address = f"/committees/{committee().pk}/take"
        answer = sign_in("cpmo").post(address, {"from_on": "31/2/2026", "reason": "Agreed with it"})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "31/2/2026" in page
        assert "Agreed with it" in page

    def test_empty_states_say_so(self, world, sign_in):
        assert "names no committees" in sign_in("committee").get("/committees").content.decode()
        committee()
        assert "None named" in sign_in("committee").get("/committees").content.decode()
        past = sign_in("committee").get(f"/committees?as_at={LOADED_AT:%Y-%m-%d}")
        assert past.status_code == 200

    @pytest.mark.parametrize("rest", ["take", "HOU/end"])
    def test_an_unknown_committee_is_404(self, world, sign_in, rest):
        audit = committee("Audit Committee", oversight="audit")
        for key in (audit.pk, 9999):
            assert sign_in("cpmo").get(f"/committees/{key}/{rest}").status_code == 404

    def test_the_page_costs_the_same_however_many_there_are(
        self, world, sign_in, django_assert_max_num_queries
    ):
        takes(world)
        takes(world, "JOB", name="Finance OSC")
        client = sign_in("committee")
        client.get("/committees")
        with django_assert_max_num_queries(12):
            client.get("/committees")
