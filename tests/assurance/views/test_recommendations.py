"""The recommendations of the external auditor and of CfGS."""

from assurance.models import Recommendation
from irp.history import record
from tests.world import LOADED_AT, LOADER


def test_recommendations_stand_by_body_with_responses_and_dates(sign_in):
    for body, number, due in [("auditor", 1, ["30 November 2023"]), ("cfgs", 1, [])]:
        row = Recommendation(
            body=body, number=number, title=f"Do {body}", responses=["Done at once."], due=due
        )
        record(row, by=LOADER, at=LOADED_AT)
    page = sign_in("committee").get("/recommendations").content.decode()
    assert page.index("Do auditor") < page.index("Do cfgs")
    assert "External auditor, 1" in page
    assert "30 November 2023" in page
    assert "Done at once." in page


def test_queries_do_not_grow_with_the_list(sign_in, django_assert_max_num_queries):
    client = sign_in("sao")
    with django_assert_max_num_queries(6) as empty:
        assert client.get("/recommendations").status_code == 200
    for number in range(1, 26):
        record(Recommendation(body="cfgs", number=number, title="Do"), by=LOADER, at=LOADED_AT)
    with django_assert_max_num_queries(len(empty)):
        assert client.get("/recommendations").status_code == 200


def test_the_file_has_a_line_for_each_recommendation_and_no_formula(sign_in):
    row = Recommendation(body="cfgs", number=1, title="=Do", responses=["At once.", "Later."])
    record(row, by=LOADER, at=LOADED_AT)
    client = sign_in("committee")
    lines = client.get("/recommendations.csv").content.decode().splitlines()
    assert lines[0] == "\ufeffMade by,Number,Recommendation,Text,Responses,Dates in it,Source"
    assert "'=Do,,At once.; Later." in lines[1] and len(lines) == 2
    assert 'href="/recommendations.csv"' in client.get("/recommendations").content.decode()
