"""A list that is asked for a group it does not have says so: never the whole list unsaid.

Its page leaves out what it does not know and says so; its file is refused.
"""

import pytest

from tests.standing import standing
from tests.test_permission_matrix import ask_changes, depend, register_risks

PAGES = [
    ("administrator", "/administration/users", "show", "idle"),
    ("administrator", "/administration/posts", "show", "vacant"),
    ("cpmo", "/periods/2026-10", "show", "rdl"),
    ("commissioner", "/kpis", "show", "unread"),
    ("commissioner", "/plan", "aim", "3"),
    ("commissioner", "/search", "kind", "milestones"),
    ("cpmo", "/portfolio", "state", "draft"),
    ("cpmo", "/portfolio", "aim", "3"),
    ("cpmo", "/milestones", "show", "late"),
    ("cpmo", "/milestones", "among", "HOU,JOB"),
    ("cpmo", "/raid", "among", "HOU"),
    ("cpmo", "/raid", "kind", "risk"),
    ("cpmo", "/changes", "state", "open"),
    ("cpmo", "/dependencies", "programme", "HOU"),
    ("cpmo", "/programmes/HOU", "state", "late"),
    ("cpmo", "/packs", "forum", "tib"),
    ("cpmo", "/classification", "kind", "milestone"),
    ("cpmo", "/meetings", "forum", "tib"),
    ("cpmo", "/meetings/actions", "show", "open"),
    ("commissioner", "/evidence", "kind", "file"),
    ("commissioner", "/runway", "test", "1"),
    ("commissioner", "/links", "kind", "kpi"),
    ("commissioner", "/coverage", "outcome", "8"),
    ("commissioner", "/requests", "show", "open"),
    ("commissioner", "/recommendations", "show", "open"),
]
FILES = [
    ("/kpis.csv", "show", "unread"),
    ("/portfolio.csv", "state", "draft"),
    ("/portfolio.csv", "aim", "3"),
    ("/milestones.csv", "show", "late"),
    ("/milestones.csv", "among", "HOU,JOB"),
    ("/raid.csv", "among", "HOU"),
    ("/raid.csv", "kind", "risk"),
    ("/changes.csv", "state", "open"),
    ("/dependencies.csv", "programme", "HOU"),
    ("/programmes/HOU/milestones.csv", "state", "late"),
    ("/meetings/actions.csv", "show", "open"),
]
DATED = (
    "/structure.csv",
    "/points.csv",
    "/requirements.csv",
    "/programmes/HOU/people.csv",
    "/programmes/HOU/occurrences.csv",
)
WITHOUT_A_PAST = (
    "/classification.csv",
    "/editions/open.csv",
    "/opening-position/milestones.csv",
    "/packs/downloads.csv",
    "/periods/2026-10/signals.csv",
)
UNKNOWN = ("zzz", "٣", "zzz,-1", "-1", "HOU,NONE")


@standing
def filled(world):
    """The world with something in each of its lists."""
    register_risks(world)
    ask_changes(world)
    depend(world)
    return world


def asked(client, address, name, value):
    words = {"q": "HOU"} if address == "/search" else {}
    return client.get(address, {**words, name: value})


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "address", "name", "known"), PAGES)
def test_a_page_says_what_it_left_out(filled, sign_in, role, address, name, known):
    client = sign_in(role)
    assert "is not a choice of" not in asked(client, address, name, known).content.decode()
    for value in UNKNOWN:
        answer = asked(client, address, name, value)
        page = answer.content.decode()
        assert answer.status_code == 200 and f"“{value}” is not a choice of" in page
        assert page.count("It was left out") == 1
    assert asked(client, address, name, "\0").status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "name", "known"), [*FILES, ("/classification.csv", "kind", "milestone")]
)
def test_a_file_of_a_group_that_there_is_not_is_refused(filled, sign_in, address, name, known):
    client = sign_in("cpmo")
    assert asked(client, address, name, known)["Content-Type"].startswith("text/csv")
    for value in UNKNOWN:
        answer = asked(client, address, name, value)
        page = answer.content.decode()
        assert answer.status_code == 400 and "Content-Disposition" not in answer
        assert page.count(f"“{value}” is not a choice of") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*(file for file, _, _ in FILES), *DATED])
@pytest.mark.parametrize(
    ("past", "words"),
    [
        ({"as_at": "31 June 2026"}, "That day does not exist"),
        ({"month": "2031-01"}, "Choose a month"),
    ],
)
def test_a_file_as_at_a_day_that_cannot_be_shown_is_refused(world, sign_in, address, past, words):
    answer = sign_in("cpmo").get(address, past)
    assert answer.status_code == 400 and words in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*(file for file, _, _ in FILES), *DATED])
def test_a_file_is_refused_what_it_cannot_be_chosen_by(filled, sign_in, address):
    answer = sign_in("cpmo").get(address, {"porgramme": "HOU"})
    assert answer.status_code == 400 and "This file has no “porgramme”" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", WITHOUT_A_PAST)
def test_a_file_that_is_of_today_alone_is_refused_as_at_a_past_day(world, sign_in, address):
    client = sign_in("cpmo")
    assert client.get(address)["Content-Type"].startswith("text/csv")
    answer = client.get(address, {"as_at": "2026-10-05"})
    assert answer.status_code == 400 and "This file has no “as_at”" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "outcomes",
        "kpis",
        "plan",
        "portfolio",
        "milestones",
        "raid",
        "changes",
        "points",
        "dependencies",
        "structure",
        "editions",
        "opening-position",
        "programmes/HOU",
        "programmes/HOU/people",
        "milestones/HOU-01",
    ],
)
def test_a_page_as_at_a_day_that_cannot_be_shown_says_so_at_its_head(world, sign_in, address):
    page = sign_in("cpmo").get(f"/{address}", {"as_at": "31 June 2026"}).content.decode()
    assert "<title>Error: " in " ".join(page.split()).replace("<title> ", "<title>")
    assert (
        page.index("There is a problem") < page.index("<h1") and "That day does not exist" in page
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("administrator", "/administration/users"),
        ("administrator", "/administration/posts"),
        ("cpmo", "/periods"),
        ("cpmo", "/milestones"),
        ("cpmo", "/raid"),
    ],
)
@pytest.mark.parametrize("number", ["zzz", "٣", "1_000", "-1", "9" * 30])
def test_an_unknown_page_of_a_list_is_one_that_there_is(filled, sign_in, role, address, number):
    answer = sign_in(role).get(address, {"page": number})
    assert answer.status_code == 200 and "<table" in answer.content.decode()
