"""A list that is asked for a group it does not have says so: never the whole list unsaid."""

import pytest

from tests.test_permission_matrix import ask_changes, depend, register_risks

REFUSED = [
    ("administrator", "/administration/users", "show", "idle"),
    ("administrator", "/administration/posts", "show", "vacant"),
    ("cpmo", "/periods/2026-10", "show", "rdl"),
    ("commissioner", "/kpis", "show", "unread"),
    ("commissioner", "/kpis.csv", "show", "unread"),
    ("commissioner", "/plan", "aim", "3"),
    ("commissioner", "/search", "kind", "milestones"),
    ("commissioner", "/outcomes", "assessment", "cpmo"),
]
LEFT_OUT = [
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
]
UNKNOWN = ("zzz", "٣", "zzz,-1", "-1")


@pytest.fixture
def filled(world):
    """The world with something in each of its lists."""
    register_risks(world)
    ask_changes(world)
    depend(world)
    return world


def asked(client, address, name, value):
    return client.get(address, {"q": "HOU", name: value})


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "address", "name", "known"), REFUSED)
def test_an_unknown_group_is_no_such_list(world, sign_in, role, address, name, known):
    client = sign_in(role)
    assert asked(client, address, name, known).status_code == 200
    for value in UNKNOWN:
        answer = asked(client, address, name, value)
        assert answer.status_code == 404
        assert f"cannot be filtered by “{value}”" in answer.content.decode()
    assert asked(client, address, name, "\0").status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "address", "name", "known"), LEFT_OUT)
def test_an_unknown_choice_of_a_filter_is_said_and_left_out(
    filled, sign_in, role, address, name, known
):
    client = sign_in(role)
    assert "is not a choice of" not in asked(client, address, name, known).content.decode()
    for value in UNKNOWN:
        answer = asked(client, address, name, value)
        said = answer.content.decode()
        assert answer.status_code == 200 and f"“{value}” is not a choice of" in said
        assert said.count("It was left out") == 1
    assert asked(client, address, name, "\0").status_code == 400


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
