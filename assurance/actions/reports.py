"""Commissioners draft a report to the Secretary of State, and take its next step (Rule 24c)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from assurance.models import SecretaryReport, SecretaryReportStep
from assurance.readings.leads import leads
from assurance.readings.step_down import pinned_position
from assurance.rules.reports import report_faults, step_faults
from assurance.words.reports import ReportStep
from irp.actions import Faulty, Refused, hold_to_newest
from irp.history import enact
from irp.models import PlanSettings, User
from irp.permissions import require
from irp.readings import plan_settings
from irp.rules.agreement import agreement_faults
from irp.words import Agrees

RIGHT = "assurance.judge_tests"


def draft_report(
    values: Mapping[str, Any], *, version: int, by: User, at: datetime
) -> SecretaryReport:
    """Draft a report; only commissioners know of it until it is published.

    `values` are by column; `version` is how many reports the person saw. Raises `Faulty` by field,
    `Conflict` where another was drafted meanwhile.
    """
    require(by, RIGHT, at=at)
    period = values["pinned"]
    if period.frozen_at is None:
        raise Faulty({"pinned": "Choose a month that has been frozen"})
    met = pinned_position(period).is_met
    faults = report_faults(limb=values["limb"], all_true=met, differs=values["differs"])
    if faults:
        raise Faulty(faults)
    with transaction.atomic():
        # Numbers are given one after another: whoever else drafts one waits.
        PlanSettings.objects.select_for_update().first()
        drafted = SecretaryReport.objects.seen_by(by).order_by("number")
        hold_to_newest(drafted.last(), seen=version)
        texts = {name: value for name, value in values.items() if name != "limb"}
        return enact(
            SecretaryReport,
            by=by,
            at=at,
            number=version + 1,
            limb=values["limb"].value,
            **texts,
        )


def take_report_step(
    report: SecretaryReport, step: ReportStep, *, words: str, version: int, by: User, at: datetime
) -> SecretaryReportStep:
    """Agree, end, send, publish a report, or record the reply; `version` is how many steps.

    Raises `Faulty` or `Refused` where the rule does not allow it, `Conflict` for a stale page.
    """
    require(by, RIGHT, at=at)
    with transaction.atomic():
        SecretaryReport.objects.seen_by(by).select_for_update().get(pk=report.pk)
        rows = SecretaryReportStep.objects.seen_by(by).filter(report=report).order_by("number")
        taken = list(rows.select_related("report"))
        hold_to_newest(taken[-1] if taken else None, seen=version)
        faults = step_faults(
            step,
            [ReportStep(row.step) for row in taken],
            agreement=agreement_faults(
                Agrees(plan_settings().agreed_by),
                drafted_by=report.by_id or 0,
                agreed_by=by.pk,
                leads=leads(at=at),
            ),
            words=words,
        )
        if "" in faults:
            raise Refused(faults[""])
        if faults:
            raise Faulty(faults)
        return enact(
            SecretaryReportStep,
            by=by,
            at=at,
            report=report,
            number=version + 1,
            step=step.value,
            words=words.strip(),
        )
