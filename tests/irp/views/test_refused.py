"""What the site itself refuses: each is a page with a heading, and no bare answer of Django's."""

import pytest
from django.test import Client


def headings(answer) -> tuple[str, str]:
    """Return the title and the heading of a page."""
    page = answer.content.decode()
    title = page.partition("<title>")[2].partition(" – ")[0]
    return title, page.partition('<h1 class="govuk-heading-l">')[2].partition("</h1>")[0]


@pytest.mark.parametrize(
    ("method", "address", "allow"),
    [("get", "/sign-out", "POST"), ("post", "/portfolio", "GET, HEAD")],
)
def test_a_wrong_method_is_answered_with_a_page(sign_in, method, address, allow):
    answer = getattr(sign_in("cpmo"), method)(address)
    assert answer.status_code == 405
    assert headings(answer) == ("You cannot open this address",) * 2
    assert answer.headers["Allow"] == allow
    assert "Person cpmo" in answer.content.decode()


def test_more_fields_than_any_form_of_ours_has_is_answered_with_a_page(sign_in, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    answer = sign_in("cpmo").post("/periods/open", {f"f{n}": "secret" for n in range(6)})
    assert answer.status_code == 400
    assert headings(answer) == ("We could not read what was sent",) * 2
    assert "secret" not in answer.content.decode()


def test_a_host_that_is_not_ours_is_answered_with_a_page_that_tells_nothing(world):
    answer = Client(headers={"host": "elsewhere.example"}).get("/")
    assert answer.status_code == 400
    assert headings(answer) == ("We could not read what was sent",) * 2


def test_title_and_heading_of_a_refused_right_are_one(sign_in):
    answer = sign_in("sao").get("/administration/users")
    assert answer.status_code == 403
    assert headings(answer) == ("You cannot do this",) * 2
