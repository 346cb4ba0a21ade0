"""What cannot be read is refused as a page, whoever sends it and wherever it goes.

Run on PostgreSQL too (tests/services): it refuses to look for a NUL, which SQLite looks for.
"""

import pytest
from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.test import Client, RequestFactory

from irp.wsgi import application
from tests.irp.views.test_refused import headings

FORM = "application/x-www-form-urlencoded"
PART = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'
# What is sent, and as what.
BODIES = {
    "multipart without boundary": (PART, "multipart/form-data"),
    "multipart cut short": (b"--x\r\nContent-Dis", "multipart/form-data; boundary=\x01"),
    "multipart in no character set": (PART, "multipart/form-data; boundary=x; charset=hex"),
    "a form in UTF-16": ("a=b".encode("utf-16"), f"{FORM}; charset=utf-16"),
    "5,000 fields": (b"&".join(b"f%d=1" % n for n in range(5000)), FORM),
    "3 MB": (b"a=" + b"b" * 3_000_000, FORM),
}
# A page that does not exist, one that is refused, one that takes a form, and two without signing in
PLACES = ("/none", "/administration/users/add", "/password", "/sign-in", "/health")


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("role", [None, "rdl"])
def test_a_form_that_cannot_be_read_is_answered_with_a_page(world, sign_in, role, body):
    client = sign_in(role) if role else Client()
    sent, kind = BODIES[body]
    for place in PLACES:
        answer = client.generic("POST", place, sent, content_type=kind)
        assert (answer.status_code, place) == (400, place)
        assert headings(answer) == ("We could not read what was sent",) * 2


def test_htmx_is_told_so_in_the_notice(world, sign_in):
    sent, kind = BODIES["multipart without boundary"]
    answer = sign_in("rdl").generic(
        "POST", "/milestones/HOU-01/update", sent, content_type=kind, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 400
    assert answer.headers["HX-Retarget"] == "#app-notice"
    assert b"We could not read what was sent" in answer.content


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/programmes/%00", 404),
        ("/programmes/HOU%00", 404),
        ("/milestones/%00/update", 404),
        ("/requirements/%00/assess/council", 404),
        ("/kpis/%00/readings/add", 404),
        ("/returns/%00/2026-10/sign", 404),
        ("/%00", 404),
        ("/programmes/%ff%fe", 404),  # no UTF-8
        ("/programmes/%ed%a0%80", 404),  # half a pair
        ("/search?q=%00", 400),
        ("/search?%00=a", 400),
        ("/packs?period=%00", 400),
        ("/administration/appointments/add?user=%00", 400),
        ("/portfolio?" + "&".join(f"f{n}=1" for n in range(5000)), 400),
        ("/search?q=%ff", 200),
    ],
)
def test_an_address_that_names_nothing_is_answered_with_a_page(world, sign_in, address, status):
    client = sign_in("cpmo")
    answer = client.get(address)
    assert answer.status_code == status
    assert "<h1" in answer.content.decode()
    assert client.post(address).status_code in {status, 405}  # a page that takes no form
    assert Client().get(address).status_code in {status, 302}


def test_a_session_that_none_of_ours_can_be_is_none(world):
    client = Client(headers={"cookie": rf'{settings.SESSION_COOKIE_NAME}="\000aaaaaaaaaaaaaaa"'})
    assert client.get("/portfolio").url == "/sign-in?next=/portfolio"


def test_a_query_in_no_character_set_is_read_as_utf8():
    """Django reads it before any middleware of ours, and a test's client before the handler."""
    query = {"PATH_INFO": "/search", "QUERY_STRING": "q=%C3%A9"}
    for charset in ("hex", "idna", "undefined", "no-such"):
        named = query | {"CONTENT_TYPE": f"text/plain; charset={charset}"}
        environ = RequestFactory()._base_environ(**named)
        assert application.request_class(environ).GET == {"q": ["é"]}


def test_too_many_fields_of_a_named_character_set_are_left_to_the_middleware():
    query = "&".join(f"f{n}=1" for n in range(5000))
    environ = RequestFactory()._base_environ(
        QUERY_STRING=query, CONTENT_TYPE="text/plain; charset=utf-8"
    )
    request = application.request_class(environ)
    with pytest.raises(TooManyFieldsSent):
        _ = request.GET


@pytest.mark.parametrize("method", ["PUT", "OPTIONS", "TRACE", "DELETE", "PATCH", "PROPFIND"])
@pytest.mark.parametrize("place", ["/", "/none", "/sign-in", "/sign-out", "/health", "/%00"])
def test_a_method_of_no_page_is_answered_405(world, place, method):
    answer = Client().generic(method, place, b"a=b", content_type=FORM)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, POST")
    assert headings(answer) == ("You cannot open this address",) * 2
