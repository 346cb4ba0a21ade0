"""Requests and drafts as they were before each row said what is asked of it (Rule 18).

Before migration 0023 of programmes a request had one kind for all its rows, and a draft one kind
with its milestones. The rows of requests and of history are guarded when it runs.
"""

from datetime import UTC, datetime
from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper

from programmes.models import ChangeDraft, ChangeRow
from tests.services.version_0_1 import refused

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
TABLES = ("programmes_changerow", "programmes_historicalchangedraft")
# The tables that hold the rows made here.
FILLED = {
    "irp_aim",
    "irp_post",
    "irp_user",
    *(f"programmes_{name}" for name in ("programme", "changerequest", "changedraft")),
    *TABLES,
}
KINDS = {"pause": 2, "add": 1}  # of how many rows
# What was typed of a draft of each kind, and what its part and its ticks have to say then.
TICKED = {"gate_overtaken": "on", "reason": "So it is."}
DRAFTS = {
    "date": ("HOU-01, HOU-02", {"gate_overtaken": "1,2", "reason": "So it is."}),
    "add": ("", {"gate_overtaken": "1,2,3,4", "reason": "So it is."}),
    "merge": ("HOU-01, HOU-02", {"gate_overtaken": "1", "reason": "So it is."}),
}


def leave(connection: BaseDatabaseWrapper, then: Apps) -> None:
    """Write requests and their rows, drafts and their history, as the older models have them."""

    def add(app: str, model: str, **values: Any) -> Any:
        return then.get_model(app, model).objects.using(connection.alias).create(**values)

    user = add("irp", "User", name="Ada", email="ada@example.org")
    post = add("irp", "Post", title="SAO", kind="sao")
    aim = add("irp", "Aim", number=1, name="Good services")
    programme = add(
        "programmes", "Programme", number=1, ref="HOU", name="Housing", aim=aim, sao=post
    )
    of = {"programme": programme, "reason_code": "people", "reason": "So it is."}
    for number, (kind, count) in enumerate(KINDS.items(), start=1):
        asked = add(
            "programmes", "ChangeRequest", ref=f"CR-{number}", number=number, kind=kind, **of
        )
        for row in range(1, count + 1):
            entered = {"new_title": f"Row {row}", "by": user, "by_name": "Ada", "at": AT}
            add("programmes", "ChangeRow", request=asked, number=row, **entered)
    for kind, (refs, _) in DRAFTS.items():
        entered = {"kind": kind, "refs": refs, "entered": TICKED, "saved_at": AT}
        entered |= {"author": user, "programme": programme}
        draft = add("programmes", "ChangeDraft", **entered)
        entered |= {"id": draft.pk, "history_date": AT, "history_type": "+"}
        add("programmes", "HistoricalChangeDraft", **entered)


def is_guarded(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether what was written can be altered no more."""
    return all(refused(f"UPDATE {table} SET id = id", connection) for table in TABLES)


def judge(connection: BaseDatabaseWrapper) -> None:
    """Hold that each row says its request's kind, each draft its one part, guarded as before."""
    rows = ChangeRow.objects.using(connection.alias).order_by("request", "number")
    assert list(rows.values_list("kind", "part", "new_title")) == [
        (kind, 1, f"Row {row}") for kind, count in KINDS.items() for row in range(1, count + 1)
    ]
    for model in (ChangeDraft, ChangeDraft.history.model):
        found = {draft.parts[0]["kind"]: draft for draft in model.objects.using(connection.alias)}
        assert set(found) == set(DRAFTS)
        for kind, (refs, entered) in DRAFTS.items():
            named = refs.split(", ") if refs else []
            assert found[kind].parts == [{"number": 1, "kind": kind, "refs": named}]
            assert found[kind].entered == entered, (model, kind)
    assert is_guarded(connection)
