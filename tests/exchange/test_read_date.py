"""`manage.py read_date`: how wordings are read, for whoever prepares a plan file (Rule 8)."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

SHEET = "\ufeffMarch ’26\r\nMarch 31\n\nH1 2026\nComplete – BAU"


@pytest.fixture
def answers(monkeypatch):
    """Give a caller of the command, with a sheet of wordings on its standard input."""

    def ask(*arguments: str) -> list[str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SHEET.encode())))
        out = io.StringIO()
        call_command("read_date", *arguments, stdout=out)
        return out.getvalue().splitlines()

    return ask


@pytest.mark.parametrize(
    ("arguments", "half"),
    [
        ((), ("2026-04-01", "2026-09-30")),
        (("--quarters", "financial"), ("2026-04-01", "2026-09-30")),
        (("--quarters", "calendar"), ("2026-01-01", "2026-06-30")),
    ],
)
def test_rule_8_each_line_is_one_object_read_or_refused(answers, arguments, half):
    """No database is asked: this test has none."""
    march, unclear, blank, first_half, status = map(json.loads, answers("--json", *arguments))
    assert march == {
        "raw": "March ’26",
        "precision": "month",
        "earliest": "2026-03-01",
        "latest": "2026-03-31",
    }
    assert set(unclear) == set(status) == {"raw", "error"}
    assert unclear["error"].startswith("31 could be a day or a year.")
    assert status["error"].startswith("Complete is a status, not a date.")
    assert blank == {"raw": "", "precision": "undated", "earliest": None, "latest": None}
    assert (first_half["earliest"], first_half["latest"]) == half


def test_rule_8_people_read_what_was_made_of_each_line(answers):
    march, unclear, *_ = answers()
    assert march == "March ’26: Mar 2026 [month, 2026-03-01 to 2026-03-31]"
    assert unclear.startswith("March 31: cannot be read. 31 could be a day or a year.")


def test_other_quarters_are_refused(answers):
    with pytest.raises(CommandError, match="invalid choice: 'lunar'"):
        answers("--quarters", "lunar")
