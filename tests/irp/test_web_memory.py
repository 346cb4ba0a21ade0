"""What a web process never loads: the printer, and what rings or counts only now and then."""

import subprocess
import sys

import pytest
from django.conf import settings

LOAD = """
import irp.wsgi, sys
from django.template import engines
from django.urls import get_resolver, reverse

def load(resolver):
    return [load(e) if hasattr(e, "url_patterns") else e.callback for e in resolver.url_patterns]

assert load(get_resolver())
engines["jinja2"].get_template("layout.html")
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """The modules of a web process that has resolved every address."""
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LOAD],
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


def test_a_web_process_knows_every_view(loaded):
    assert {"packs.views.packs", "programmes.views.milestone", "irp.views.users"} <= loaded


@pytest.mark.parametrize(
    "heavy",
    [
        "weasyprint",  # drawing is the worker's: 60 MB, and it fails where Pango is missing
        "pikepdf",
        "celery",  # 6 MB until a pack is asked for
        "requests",  # 8 MB that govuk_bank_holidays brings until a period is opened
    ],
)
def test_a_web_process_does_not_import(loaded, heavy):
    assert heavy not in loaded
