"""Commissioners' drafts as they were among the assessments that everybody may read (Rule 23).

Migration 0014 of assurance takes them into a table of their own; the old one is guarded then.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

from assurance.models import Assessment, JudgementDraft, JudgementDraftEnd

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
FILLED = {
    f"assurance_{name}"
    for name in (
        "priorityoutcome", "assurancetest", "requirement", "assessment", "judgementdraft",
        "judgementdraftend",
    )
}  # fmt: skip
# Who said what in turn, and what each draft became: the issued one that followed it.
SAID = (
    ("Ada", "commissioner", False, "first of Ada's", "issued by Ada"),
    ("Ben", "commissioner", False, "of Ben's, followed", None),
    ("Ben", "commissioner", False, "last of Ben's", "issued by Ada"),
    ("Ada", "commissioner", True, "issued by Ada", None),
    ("Ada", "commissioner", False, "still open", None),
    ("Cal", "cpmo", False, "an office's draft", None),
)


def leave(connection: BaseDatabaseWrapper, then: Apps) -> None:
    """Write assessments and drafts in one table, as the older models have them."""

    def add(app: str, model: str, **values: Any) -> Any:
        return then.get_model(app, model).objects.using(connection.alias).create(**values)

    users = {
        name: add("irp", "User", name=name, email=f"{name.lower()}@drafts.example.org")
        for name in ("Ada", "Ben", "Cal")
    }
    outcome = add("assurance", "PriorityOutcome", number=1, title="Leadership")
    test = add("assurance", "AssuranceTest", number=1, name="Foundations", question="Is it so?")
    requirement = add(
        "assurance", "Requirement", ref="PO1-T1-1", outcome=outcome, test=test, number=1,
        title="It works",
    )  # fmt: skip
    for minute, (name, speaker, issued, rationale, _) in enumerate(SAID):
        add(
            "assurance", "Assessment", requirement=requirement, speaker=speaker, judgement="met",
            rationale=rationale, evidence_cited="Report", issued=issued, shared=name == "Ben",
            by=users[name], by_name=name, by_post="Post", at=AT + timedelta(minutes=minute),
        )  # fmt: skip


def judge(connection: BaseDatabaseWrapper) -> None:
    """Hold that each draft is where drafts are, ended by what followed it, and nothing is lost."""
    assessments = Assessment.objects.using(connection.alias).order_by("at")
    assert list(assessments.values_list("rationale", flat=True)) == [
        rationale
        for _, speaker, issued, rationale, _ in SAID
        if issued or speaker != "commissioner"
    ]
    drafts = QuerySet(JudgementDraft, using=connection.alias).order_by("at")
    assert list(drafts.values_list("by_name", "rationale", "shared", "judgement")) == [
        (name, rationale, name == "Ben", "met")
        for name, speaker, issued, rationale, _ in SAID
        if speaker == "commissioner" and not issued
    ]
    ends = QuerySet(JudgementDraftEnd, using=connection.alias).order_by("draft__at")
    assert list(ends.values_list("draft__rationale", "became__rationale", "how")) == [
        (rationale, became, "issued") for *_, rationale, became in SAID if became
    ]
