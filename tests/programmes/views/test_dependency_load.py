"""Dependencies from a file: previewed, all or none, the same file twice adds nothing (Rule 28)."""

import csv
from io import StringIO

import pytest

from irp.history import record
from programmes.columns.dependencies import DEPENDENCY
from programmes.models import Dependency, DependencyConfirmation
from tests.programmes.views.test_dependencies import text
from tests.programmes.views.test_register_load import CONFIRMS, as_file, confirm, send
from tests.test_permission_matrix import depend
from tests.world import LOADER, NOW

LOAD = "/dependencies/load"
GOOD = {"Giver": "hou-01", "Taker": "JOB-01", "What is handed over": "List of tenants",
        "Give by": "31/3/2027", "Need by": "31 May 2027"}  # fmt: skip
OTHER = GOOD | {"Giver": "JOB", "Taker": "HOU-02", "What is handed over": "Trained staff"}


def loaded(client, rows):
    return confirm(client, as_file(rows), LOAD)


def shown(client, rows):
    return send(client, as_file(rows), LOAD)


def test_who_may_open_it(refuses):
    refuses(LOAD, refused=["lead_member", "commissioner", "committee", "administrator"])


def test_the_list_leads_there_for_who_may_and_the_page_says_what_each_column_is(world, sign_in):
    assert f'href="{LOAD}"' in text(sign_in("rdl").get("/dependencies"))
    assert f'href="{LOAD}"' not in text(sign_in("commissioner").get("/dependencies"))
    page = text(sign_in("rdl").get(LOAD))
    for column in DEPENDENCY:
        assert column.meaning, column.label
        needed = f'<td role="cell" data-label="Needed">{"Yes" if column.is_needed else "No"}<'
        assert f">{column.label}</th>{needed if column.is_read else '<'}" in page


def test_rule_28_new_rows_are_shown_first_and_then_added_together_confirmed_for_ones_side(
    world, sign_in
):
    programme = world.programmes["JOB"]
    programme.sao, programme.rdl = world.posts["other_sao"], None
    record(programme, by=LOADER, at=NOW)
    rows = [GOOD | {"Requirements": world.requirement.ref, "More about it": "By street"}, OTHER]
    client = sign_in("rdl")
    page = text(shown(client, rows))
    assert "New: 2" in page and "Save both rows" in page and not Dependency.objects.exists()
    answer = loaded(client, rows)
    assert answer.redirect_chain == [("/dependencies", 302)]
    assert "2 dependencies added from the file." in text(answer)
    first, second = Dependency.objects.all()
    assert (first.ref, first.requirements) == ("D-101", [world.requirement.ref])
    assert first.description == "By street" and second.giver_programme.ref == "JOB"
    assert list(DependencyConfirmation.objects.values_list("side", flat=True)) == ["giver", "taker"]


def test_rule_28_what_is_to_be_given_after_it_is_needed_is_said_before_it_is_added(world, sign_in):
    late = OTHER | {"Give by": "14/6/2027"}
    client = sign_in("rdl")
    page = text(shown(client, [GOOD, late]))
    assert "1 of the new ones is to be given after it is needed." in page
    assert "14 days after it is needed</span>" in page and page.count("after it is needed<") == 1
    assert "are to be given after they are needed" in text(shown(client, [late, late | {
        "What is handed over": "Keys"}]))  # fmt: skip
    assert "after it is needed" not in text(shown(client, [GOOD]))
    assert "2 dependencies added" in text(loaded(client, [GOOD, late]))


def test_rule_28_the_same_file_twice_and_the_lists_own_file_add_nothing(world, sign_in):
    depend(world)
    client = sign_in("rdl")
    loaded(client, [GOOD | {"What is handed over": "Keys"}])
    again = [GOOD | {"What is handed over": "  KEYS "}, OTHER]
    page = text(shown(client, again))
    assert "Already there, and left as they are: 1" in page and "Save the row" in page
    assert "1 dependency added" in text(loaded(client, again))
    assert Dependency.objects.count() == 5
    content = client.get("/dependencies.csv").content.decode("utf-8-sig")
    assert len(list(csv.DictReader(StringIO(content)))) == 4
    for answer in (send(client, content, LOAD), confirm(client, content, LOAD)):
        assert "Already there, and left as they are: 4" in text(answer)
        assert "There is nothing to save." in text(answer)
    assert Dependency.objects.count() == 5


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"Giver": "HOU-99"}, "line 2, Giver: Enter the reference of a milestone or a programme"),
        ({"Taker": ""}, "line 2, Taker: Enter the reference of a milestone or a programme"),
        ({"Taker": "HOU-01"}, "line 2, Taker: HOU-01 cannot depend on itself"),
        ({"Taker": "HOU"}, "line 2, Taker: HOU-01 is part of HOU"),
        ({"What is handed over": ""}, "line 2, What is handed over: Enter what is handed over"),
        ({"What is handed over": "=cmd"}, "line 2, What is handed over: Begin with a letter"),
        ({"Give by": "31/02/2027"}, "line 2, Give by: "),
        ({"Need by": ""}, "line 2, Need by: Enter the day by which it is needed"),
        ({"Need by": "1/1/2099"}, "line 2, Need by: Enter a date from 5 Oct 2018 to 31 Oct 2043"),
        ({"Requirements": "PO9-T9-9"}, "line 2, Requirements: Enter references that are in"),
        ({"Ref": "D-777"}, "line 2, Ref: Leave it empty for a new dependency"),
        ({"Ref": "D-101"}, "line 2, What is handed over: Type List of tenants, as D-101 says"),
        ({"What is handed over": "List of tenants", "Give by": "1/4/2027"},
         "line 2, Give by: Type 31 Mar 2027, as D-101 says, or change D-101 on its own"),
        ({"Giver": "JOB-01", "Taker": "HOU-01"},
         "line 2, Taker: This would make a circle: JOB-01 → HOU-01 → JOB-01. "
         "Close one of the others first"),
        ({"Colour": "red"}, "line 1, Colour: Use one of these column headings"),
    ],
)  # fmt: skip
def test_rule_28_each_fault_is_named_by_line_and_column_and_nothing_is_saved(
    world, sign_in, changes, fault
):
    depend(world)
    client = sign_in("rdl")
    rows = [GOOD | {"What is handed over": "Keys"} | changes, OTHER]
    answer = shown(client, rows)
    assert answer.status_code == 422 and fault in text(answer)
    assert CONFIRMS not in text(answer)
    assert loaded(client, rows).status_code == 422
    assert Dependency.objects.count() == 3


def test_rule_28_a_circle_within_the_file_and_a_row_twice_are_refused(world, sign_in):
    rows = [GOOD, GOOD | {"Giver": "JOB-01", "Taker": "HOU-02"},
            GOOD | {"Giver": "HOU-02", "Taker": "HOU-01"}, GOOD]  # fmt: skip
    answer = shown(sign_in("cpmo"), rows)
    circle = "line 4, Taker: This would make a circle: HOU-02 → HOU-01 → JOB-01 → HOU-02."
    assert f"{circle} Leave this row out, or line 2 or 3" in text(answer)
    assert "line 5, What is handed over: Line 2 says the same" in text(answer)
    assert not Dependency.objects.exists()


def test_rows_between_programmes_that_are_not_the_persons_are_refused(world, sign_in):
    answer = shown(sign_in("other_sao"), [GOOD])
    assert "line 2, Giver: Leave this row out. Neither its giver nor its taker" in text(answer)
    assert "1 dependency added" in text(loaded(sign_in("cpmo"), [GOOD]))


def test_a_row_that_was_added_between_the_preview_and_its_confirming_is_not_added_twice(
    world, sign_in, monkeypatch
):
    read = "programmes.forms.dependency_file.of_two_ends"
    assert "1 dependency added" in text(loaded(sign_in("rdl"), [GOOD]))
    with monkeypatch.context() as patch:
        before = {"asked": 0}

        def meanwhile():
            before["asked"] += 1
            rows = Dependency.objects.filter(days_set_at__isnull=False)
            return rows.none() if before["asked"] == 1 else rows

        patch.setattr(read, meanwhile)
        answer = loaded(sign_in("cpmo"), [GOOD, OTHER])
    assert answer.status_code == 409
    assert "Somebody else saved some of these first" in text(answer)
    assert "New: 1" in text(answer) and "Already there, and left as they are: 1" in text(answer)
    assert Dependency.objects.count() == 1


def test_4a10_a_long_file_is_written_in_as_many_statements_as_a_short_one(
    world, sign_in, django_assert_max_num_queries
):
    rows = [GOOD | {"What is handed over": f"List {number}"} for number in range(200)]
    client = sign_in("rdl")
    content = as_file(rows)
    assert "New: 200" in text(send(client, content, LOAD))
    with django_assert_max_num_queries(50):
        client.post(LOAD, {"file_text": content, "confirmed": "yes"})
    assert Dependency.objects.count() == DependencyConfirmation.objects.count() / 2 == 200
