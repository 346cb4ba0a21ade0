"""One template as page and as fragment; the frame round every page; the pages of refusals."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.template.loader import get_template
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware
from jinja2 import ChoiceLoader, DictLoader
from jinja2_fragments import BlockNotFoundError

from irp.context import PLACES, navigation
from irp.pages import page, refusal

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATE = """{% extends "layout.html" %}{% block title %}T{% endblock %}
{% block content %}before{% block part %}<p>{{ word }}{{ csrf_input }}</p>{% endblock %}
{% endblock %}"""


@pytest.fixture
def template(monkeypatch):
    env = engines["jinja2"].env
    monkeypatch.setattr(
        env, "loader", ChoiceLoader([DictLoader({"tried.html": TEMPLATE}), env.loader])
    )
    return "tried.html"


def answer(template, *, fragment="part", status=200, **headers):
    request = RequestFactory().get("/", headers=headers)
    request.user = AnonymousUser()
    return HtmxMiddleware(
        lambda request: page(request, template, {"word": "hi"}, fragment=fragment, status=status)
    )(request)


@pytest.mark.django_db
def test_a_browser_gets_the_whole_page_and_htmx_the_part(template):
    whole, part = answer(template), answer(template, HX_Request="true", status=422)
    assert whole.content.startswith(b"<!DOCTYPE html>")
    assert re.fullmatch(rb"<p>hi<input type=\"hidden\" name=\"csrf[^>]+></p>", part.content)
    assert part.status_code == 422
    assert "HX-Request" in whole["Vary"] and "HX-Request" in part["Vary"]


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["HX_Boosted", "HX_History_Restore_Request"])
def test_a_boosted_link_and_the_way_back_get_the_whole_page(template, header):
    response = answer(template, HX_Request="true", **{header: "true"})
    assert response.content.startswith(b"<!DOCTYPE html>")


def test_a_block_that_is_not_there_is_a_fault(template):
    with pytest.raises(BlockNotFoundError):
        answer(template, fragment="misspelt", HX_Request="true")


@pytest.mark.django_db
def test_no_page_holds_inline_code_or_the_crown(template):
    """The policy refuses inline style and script, and we are not GOV.UK."""
    text = answer(template).content.decode()
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", text)
    assert not re.search(r"crown|crest|govuk-logo|GDS Transport", text, re.IGNORECASE)


def test_our_templates_hold_no_inline_code():
    for path in (ROOT / "templates").rglob("*.html"):
        if "print" in path.relative_to(ROOT).parts:
            continue  # print templates are drawn by WeasyPrint, not served
        text = path.read_text()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", text), path


def test_what_people_wrote_is_shown_without_the_line_breaks_of_a_template():
    """Where a page keeps those of a text (`app-raw`), a template's own would be seen too."""
    below = '<span class="app-block'  # on a line of its own anyway
    tags = re.compile(r"<[^<>]*>|\{\{.*?\}\}|\{[%#].*?[%#]\}", re.DOTALL)
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        for found in re.finditer(
            r"<(p|dd|td|span|li)\b[^<>]*\bapp-raw\b[^<>]*>(.*?)</\1>", text, re.DOTALL
        ):
            inside = tags.sub(lambda tag: " ".join(tag[0].split()), found[2])
            inside = re.sub(r"\s+(?=\{[{%]-)|(?<=-[}%]\})\s+", "", inside).strip()
            broken = re.search(rf"\n ++(?!{below})(?!{{% if [^%]*%}}{below})", inside)
            assert not broken, f"{path}: {inside}"


def test_what_is_served_holds_no_crown_crest_or_gds_font():
    """DESIGN section 6; built by `./run set-up`."""
    served = ROOT / "static" / "dist"
    names = [path.name for path in served.rglob("*")]
    assert "app.css" in names and "app.js" in names
    for name in ("app.css", "app.js"):
        text = (served / name).read_text()
        assert not re.search(r"crown|crest|GDS Transport|@import|url\([\"']?https?:", text)
    assert not [name for name in names if re.search(r"crown|crest|light-|bold-", name)]


def test_a_page_lies_under_the_longest_stem_that_fits():
    """Freezing belongs to Periods although it is the assurance app's."""
    fits = {place.text: place.fits("packs:period_freeze") for place in PLACES}
    assert max(fits, key=fits.get) == "Periods"
    assert not any(entry["active"] for entry in navigation("sign_in"))


def test_the_page_of_a_fault_needs_nothing():
    """It is drawn when the database, the session or the context may be what is broken."""
    text = get_template("500.html").render()
    assert "Something went wrong" in text and "{{" not in text


@pytest.mark.django_db
def test_every_answer_varies_by_what_a_view_may_choose_by(template):
    """Else "back" shows the form of a row, without style or head, for the whole page."""
    for answered in (answer(template, fragment=None), answer(template, HX_Request="true")):
        assert {"HX-Request", "HX-Target"} <= set(answered["Vary"].split(", "))


def refused(*, typed=None, shows_typed=True, **headers):
    request = RequestFactory().post("/", typed or {}, headers=headers)
    request.user = AnonymousUser()
    return HtmxMiddleware(
        lambda request: refusal(
            request, "frozen.html", {"period": None}, status=409, shows_typed=shows_typed
        )
    )(request)


@pytest.mark.django_db
def test_a_refusal_is_a_page_with_what_was_typed():
    typed = {"csrfmiddlewaretoken": "t0ken", "version": "17", "help_needed": "<b>Staff</b>\nsoon",
             "new_password1": "s3cret", "reason": " "}  # fmt: skip
    response = refused(typed=typed)
    text = response.content.decode()
    assert (response.status_code, text.count("<header")) == (409, 1)
    assert "<h1" in text and "Nothing was saved." in text
    assert '<dt>Help needed</dt><dd class="app-raw">&lt;b&gt;Staff&lt;/b&gt;\nsoon</dd>' in text
    assert "<dt>Reason" not in text and "s3cret" not in text and "<dt>Version" not in text
    assert "What you typed" not in refused(typed=typed, shows_typed=False).content.decode()


@pytest.mark.django_db
def test_for_htmx_a_refusal_goes_into_the_notice_and_the_form_stays():
    response = refused(typed={"narrative": "Words."}, HX_Request="true")
    text = response.content.decode()
    assert (response["HX-Retarget"], response["HX-Reswap"]) == ("#app-notice", "innerHTML")
    assert "<b>This period is frozen</b>" in text
    assert "What you typed is still on this page" in text
    assert not re.search(r"<html|<header|<h1|<tr|Words", text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["403", "404", "409", "frozen", "signed_out", "form_too_old", "not_open"]
)
@pytest.mark.parametrize(("asked_by", "title"), [({}, "<h1"), ({"HX_Request": "true"}, "<b>")])
def test_every_refusal_is_page_and_notice(name, asked_by, title):
    request = RequestFactory().get("/", headers=asked_by)
    request.user = AnonymousUser()
    given = {"came_from": "/", "row": None, "period": None}
    drawn = HtmxMiddleware(lambda request: refusal(request, f"{name}.html", given, status=403))
    assert title in drawn(request).content.decode()
