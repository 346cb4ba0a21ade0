"""Same form, same effect once: every form of the site, sent twice as it was opened (4a.1).

The first time its statements are counted: at most twenty a save, except those named here.
"""

import re
import tempfile
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.contrib.messages import get_messages
from django.db import connection
from django.db.models import F
from django.test import Client, override_settings
from django.urls import URLPattern, get_resolver

from assurance.words import Judgement
from assurance.words.cells import Said
from assurance.words.evidence import EvidenceKind
from irp import tasks
from irp.actions import appoint
from irp.history import record
from irp.models import Act, Aim, Outcome, Post, PostHolding, SentForm, Tracked
from irp.models.sent import KEPT
from kpis.models import Indicator
from packs.actions import freeze_period
from packs.models import Pack
from programmes.actions.dependencies import change_dependency
from tests.assurance import auditors, link_steps, request_steps, shelf
from tests.assurance.evidence_steps import add as add_evidence
from tests.assurance.views.test_assumptions import entered as assumed
from tests.packs import meeting_steps, publication_steps
from tests.packs.test_extracts import issued
from tests.programmes import committee_steps, structure, taking_over
from tests.programmes.benefit_steps import add as add_a_benefit
from tests.programmes.renewal import BOXES, FILE, mark
from tests.programmes.saving_steps import save
from tests.programmes.steps import (
    TEXTS,
    done_last_month,
    later,
    recurring,
    signed,
    submitted,
    to_confirm,
)
from tests.programmes.views.test_milestone_update import ENTERED as REPORTED
from tests.programmes.views.test_return_report import ROW
from tests.programmes.views.test_structure import new_programme, preview
from tests.statements import Counter
from tests.test_permission_matrix import (
    ask_changes,
    asks_its_taker,
    challenge_housing,
    depend,
    draft_a_change,
    register_risks,
    save_money,
)
from tests.world import NOW, PASSWORD, World, build

RET = "/returns/HOU/2026-10"
ACTIONS = "Ref,Programme,Title,Due day\n,HOU,Mend the lifts,1/12/2026\n"
DEPENDENCIES = (
    "Giver,Taker,What is handed over,Give by,Need by\n"
    "HOU-01,JOB-01,List of tenants,31/3/2027,31/5/2027\n"
)
READINGS = "Ref,Month of data,Value,Figure\nKPI-3-01,Sep 2026,12.5,Provisional\n"
TARGETS = "Ref,What,From,Value,Who decided it,Why\nKPI-3-01,Target,Apr 2027,95,Cabinet,The budget\n"
LOTS = "Asset or lot,Programme\nDepot,HOU\n"
SAVINGS = "What is saved,Programme\nFewer cars,HOU\n"
BENEFITS = "Programme,What it is,What is measured\nHOU,Homes are let sooner,Days\n"
BUDGETS = (
    "Ref,Approved budget,Spent,Forecast spend,Called from the fund,Posts needed,Posts filled\n"
    "HOU,3000000,1500000,3000000,0,20,18\n"
)
AMENDED = {"agreed_by": "All, 11 Nov 2026", "reason": "Left open.", "confirmed": "on"}
NEW = "some other long words"
LINKED = {
    "title": "Housing strategy", "type": "plan", "directorates": "City Housing",
    "classification": "public", "effective_from": "1/10/2026", "effective_to": "31/10/2026",
    "prepared_by_name": "Policy team", "address": "https://www.birmingham.gov.uk/strategy",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(later(4), tick=False):
        yield


def asked_of_taker(world) -> None:
    ask_changes(world)
    asks_its_taker(depend(world))


def person(world, act) -> str:
    return f"/administration/users/{world.users['rdl'].pk}/{act}"


def closed(world) -> None:
    rdl = world.users["rdl"]
    rdl.is_active = False
    record(rdl, by="test", at=NOW)


def frozen(world) -> Pack:
    freeze_period(
        world.period, version=world.period.version, reason="x", by=world.user("cpmo"), at=NOW
    )
    return Pack.objects.first()


def again(world) -> Any:
    world.period.refresh_from_db()
    return world.period


def failed(world) -> str:
    pack = frozen(world)
    Pack.objects.filter(pk=pack.pk).update(state="failed")
    return f"/packs/{pack.pk}/request"


def drafted_for_irb(world) -> str:
    """Return where a commissioner confirms the draft of an IRB pack that is ready."""
    snapshot = shelf.freeze(world)
    Pack.objects.update(state="failed", failure="A glyph is missing.")
    made = shelf.pack(world, snapshot, forum="irb", store=tempfile.mkdtemp())
    return f"/packs/{made.pk}/confirm"


def issued_for_irb(world) -> str:
    """Return where CPMO records that the IRB received the pack that was issued to it."""
    return f"/packs/{publication_steps.issued(world).pk}/steps/received"


def issued_to_irb(world) -> str:
    """Return where a committee's extract of an issued IRB pack is asked for."""
    committee_steps.takes(world)
    made = issued(world, shelf.freeze(world, drafts=False))
    asked = f"committee={committee_steps.committee().pk}&meets_on=10+12+2026"
    return f"/packs/{made.pk}/extract?{asked}"


def issued_for_everybody(world) -> str:
    """Return where the public edition of an issued pack is asked for."""
    made = issued(world, shelf.freeze(world, drafts=False))
    return f"/packs/{made.pk}/public"


def undrawn(world) -> str:
    period = world.period
    freeze_period(
        period, version=period.version, reason="x", by=world.user("cpmo"), at=NOW, drafts=False
    )
    return "/packs/draw"


def holding(world, page="/administration/appointments/{}/end") -> str:
    return page.format(PostHolding.objects.get(user=world.users["rdl"]).pk)


def measured(world, form="readings/add") -> str:
    indicator = Indicator(
        ref="KPI-3-01", aim=Aim.objects.get(), number=1, name="Repairs", unit="percent",
        polarity="higher",
    )  # fmt: skip
    record(indicator, by="test", at=NOW)
    return f"/kpis/KPI-3-01/{form}"


def more_measures() -> list[int]:
    """Return the keys of two more indicators, of which a composite can be made."""
    aim = Aim.objects.get()
    rows = [
        Indicator(ref=f"KPI-3-0{number}", aim=aim, number=number, name=f"N{number}",
                  unit="percent", polarity="higher")
        for number in (2, 3)
    ]  # fmt: skip
    return [record(row, by="test", at=NOW).pk for row in rows]


def at_risk(page: str) -> Any:
    """Return what puts a risk into the register and gives its page's address."""
    return lambda w: register_risks(w) or f"/raid/{page}"


def depending(page: str) -> Any:
    """Return what lets a row depend on another and gives its page's address."""
    return lambda w: depend(w) and f"/dependencies/D-101/{page}"


def saved(page: str) -> Any:
    """Return what enters three savings and gives the address of a page of the first."""
    return lambda w: save_money(w) or (save(w) and f"/savings/SAV-S01/{page}")


def at_the_meeting(w: World, page: str) -> str:
    """Hold October's TIB today, with an item and an action; return the address of its page."""
    meeting_steps.bring_forward(w)
    meeting_steps.seat(w, "sao", version=2)
    meeting_steps.seek(w)
    meeting_steps.give(w, at=NOW)
    return f"/meetings/tib/2026-10/{page}"


def on_evidence(page: str) -> Any:
    """Return what adds a link as evidence and gives the address of a page of it."""
    return lambda w: add_evidence(w, EvidenceKind.LINK) and f"/evidence/EV-0001/{page}"


def held_evidence(w: World) -> str:
    """Hold a file as evidence and return where it is sealed."""
    with tempfile.TemporaryDirectory() as folder, override_settings(EVIDENCE_STORE=folder):
        return f"/evidence/{add_evidence(w).ref}/versions/1/seal"


def responding(page: str) -> Any:
    """Return what adds a recommendation and gives the address of a page of its response."""
    return lambda w: auditors.recommend(w) and f"/recommendations/auditor-1/actions/{page}"


def unconfirmed(w: World) -> str:
    """Return the address at which days are confirmed that CPMO has changed."""
    row = depend(w)
    values = {"title": row.title, "give_by": row.give_by, "need_by": date(2027, 7, 1)}
    change_dependency(row, values, version=1, by=w.user("cpmo"), at=later(1))
    return "/dependencies/D-101/confirm"


OPENED = {"month": "October 2026", "tib_on": "24/11/2026", "irb_on": "1/12/2026", "sure": "on"}


def a_commissioner(world):
    """Appoint a commissioner, whose post waits to be confirmed."""
    post = record(Post(title="Finance Commissioner", kind="commissioner"), by="test", at=NOW)
    return appoint(
        world.users["nobody"], post, starts_on=NOW.date(), by=world.user("administrator"), at=NOW
    )


# By the name of its view: who sends the form, its address once what it needs is there, what they
# type. What a page hides in its form is sent as it stands there.
FORMS = {
    "appoint": (
        "administrator",
        lambda w: "/administration/appointments/add",
        lambda w: {
            "user": w.users["nobody"].pk, "post": w.posts["rdl"].pk, "starts_on": "1/12/2026",
            "capacity": "permanent",
        },
    ),
    "assess": (
        "commissioner",
        lambda w: "/requirements/PO8-T1-1/assess/commissioner",
        lambda w: {"judgement": "met", "rationale": "Seen.", "missing_0": "", "act": "draft"},
    ),
    "meetings_move": (
        "cpmo",
        lambda w: "/periods/2026-10/meetings/move",
        lambda w: {"tib_on": "26 11 2026", "irb_on": "1 12 2026", "reason": "The chair is away"},
    ),
    "meeting_arrange": (
        "cpmo",
        lambda w: "/meetings/tib/2026-10/arrange",
        lambda w: {"starts": "2pm", "members": w.posts["sao"].pk},
    ),
    "meeting_attendance": (
        "cpmo",
        lambda w: at_the_meeting(w, "attendance"),
        lambda w: {f"came_{w.posts['sao'].pk}": "present"},
    ),
    "edition_text": (
        "cpmo",
        lambda w: "/packs/tib/2026-10/texts/headline/1",
        lambda w: {"words": "Housing is late", "stage": "in"},
    ),
    "agenda_add": (
        "cpmo",
        lambda w: "/meetings/tib/2026-10/items/add",
        lambda w: {"ask": "Agree a second supplier", "decide_by": "4 12 2026"},
    ),
    "agenda_change": (
        "cpmo",
        lambda w: at_the_meeting(w, "items/1/change"),
        lambda w: {"ask": "Agree a third supplier"},
    ),
    "agenda_end": (
        "cpmo",
        lambda w: at_the_meeting(w, "items/1/decide"),
        lambda w: {"decided": "agreed", "words": "Agreed.", "minute": "4.2"},
    ),
    "board_action_add": (
        "cpmo",
        lambda w: at_the_meeting(w, "actions/add"),
        lambda w: {"words": "Sign", "owner": w.posts["sao"].pk, "due_on": "4 12 2026"},
    ),
    "board_action_step": (
        "sao",
        lambda w: at_the_meeting(w, "") and "/meetings/actions/TIB-2026-10-A1/done",
        lambda w: {"words": "It is signed."},
    ),
    "answer": (
        "sao",
        lambda w: shelf.own(w)
        or (shelf.judge(w, Judgement.NOT_MET) and "/requirements/PO8-T1-1/answer"),
        lambda w: {"answer": "in_part", "reasons": "The register is complete."},
    ),
    "owners_name": (
        "cpmo",
        lambda w: "/owners",
        lambda w: {
            "requirements": w.requirement.pk, "post": w.posts["sao"].pk, "starts_on": "1/12/2026",
            "reason": "Decided",
        },
    ),
    "draft_discard": (
        "commissioner",
        lambda w: shelf.judge(w, Judgement.NOT_MET, issued=False)
        and "/requirements/PO8-T1-1/draft/discard",
        lambda w: {"confirmed": "on"},
    ),
    "commissioner_confirm": (
        "commissioner",
        lambda w: f"/commissioners/{a_commissioner(w).pk}/confirm",
        lambda w: {"confirmed": "on"},
    ),
    "draft_accuracy": (
        "commissioner",
        lambda w: shelf.judge(w, Judgement.NOT_MET, issued=False)
        and "/requirements/PO8-T1-1/draft/accuracy",
        lambda w: {"officer": w.users["sao"].pk, "until": "30/11/2026"},
    ),
    "draft_take_back": (
        "commissioner",
        lambda w: shelf.shared_for_accuracy(w)
        and f"/requirements/PO8-T1-1/draft/accuracy/{w.users['sao'].pk}/take-back",
        lambda w: {"confirmed": "on"},
    ),
    "accuracy": (
        "sao",
        lambda w: shelf.shared_for_accuracy(w)
        and f"/requirements/PO8-T1-1/accuracy/{w.users['commissioner'].pk}",
        lambda w: {"words": "It is twelve."},
    ),
    "gate_judge": (
        "commissioner",
        lambda w: "/requirements/PO8-T1-1/dates/1",
        lambda w: {
            "ruling": "satisfied", "reason": "Shown", "evidence_cited": "Audit report 14",
        },
    ),
    "withdraw": (
        "commissioner",
        lambda w: shelf.judge(w, Judgement.MET) and "/requirements/PO8-T1-1/withdraw/commissioner",
        lambda w: {"reason": "Another year's audit", "confirmed": "on"},
    ),
    "report_add": (
        "commissioner",
        lambda w: frozen(w) and "/reports/add",
        lambda w: {
            "pinned": w.period.pk, "limb": "neither", "words": "x", "question_1": "x",
            "question_2": "x", "question_3": "x",
        },
    ),
    "report_step": (
        "commissioner2",
        lambda w: frozen(w) and shelf.a_report(w, again(w)) and "/reports/1/agreed",
        lambda w: {},
    ),
    "question_answer": (
        "commissioner",
        lambda w: shelf.a_question() and "/questions/1/answer",
        lambda w: {"answer": "no", "narrative": "Surveys say otherwise."},
    ),
    "interest_declare": (
        "commissioner",
        lambda w: "/outcomes/8/interests/declare",
        lambda w: {"starts_on": "2/11/2026", "words": "A relation is a landlord there."},
    ),
    "interest_end": (
        "commissioner",
        lambda w: shelf.an_interest(w) and "/interests/1/end",
        lambda w: {"ends_on": "30/11/2026"},
    ),
    "direction_add": (
        "commissioner",
        lambda w: "/directions/add",
        lambda w: {
            "kind": "used", "title": "Power of appointment", "done_on": "2/11/2026", "reason": "x",
        },
    ),
    "concern_respond": (
        "cpmo",
        lambda w: shelf.a_concern(w) and "/concerns/PO8-C1/respond",
        lambda w: {"words": "A team is in place.", "trend": "better", "owner": w.posts["sao"].pk},
    ),
    "cell_judge": (
        "commissioner",
        lambda w: shelf.a_test(2) and "/outcomes/8/tests/2/judge/confidence",
        lambda w: {"said": "not_confident", "reason": "Little is seen."},
    ),
    "cell_draft": (
        "commissioner2",
        lambda w: shelf.draft(w, Said.NOT_CONFIDENT) and "/outcomes/8/tests/2/draft/confidence",
        lambda w: {"agrees": "yes"},
    ),
    "cell_withdraw": (
        "commissioner",
        lambda w: shelf.agreed(w, Said.NOT_CONFIDENT)
        and "/outcomes/8/tests/2/withdraw/confidence",
        lambda w: {"reason": "It is seen now."},
    ),
    "date_agree": (
        "commissioner",
        lambda w: "/requirements/PO8-T1-1/dates/1/agree",
        lambda w: {"due": "Q2 2027", **AMENDED},
    ),
    "requirement_reword": (
        "commissioner",
        lambda w: "/requirements/PO8-T1-1/reword",
        lambda w: {"title": "Safety of homes", "considerations": "", **AMENDED},
    ),
    "requirement_retire": (
        "commissioner",
        lambda w: "/requirements/PO8-T1-1/retire",
        lambda w: {"on": "1/6/2027", **AMENDED},
    ),
    "requirement_add": (
        "commissioner",
        lambda w: "/amendments/add",
        lambda w: {
            "outcome": w.requirement.outcome_id,
            "test": w.requirement.test_id,
            "title": "Safety of homes",
            "considerations": "",
            "purpose": "assurance",
            "due": "Q2 2028",
            **AMENDED,
        },
    ),
    "quarters_confirm": (
        "commissioner",
        lambda w: "/quarters/confirm",
        lambda w: {
            "quarters": "financial",
            "decided_on": "3/11/2026",
            "reason": "Agreed.",
            "confirmed": "1",
        },
    ),
    "official_words_load": (
        "commissioner",
        lambda w: "/official-words/load",
        lambda w: {
            "confirmed": "yes",
            "file_text": "Ref,Version,Official words\nPO8-T1-1,,Homes are safe",
            "reason": "The edition of January 2026.",
        },
    ),
    "links_load": (
        "cpmo",
        lambda w: "/links/load",
        lambda w: {
            "confirmed": "yes",
            "file_text": "Requirement,Served by,How it serves it\nPO8-T1-1,HOU-01,It does.",
        },
    ),
    "links_propose": (
        "cpmo",
        lambda w: "/requirements/PO8-T1-1/links/propose",
        lambda w: {"refs": "HOU, HOU-01", "reason": "It does."},
    ),
    "links_confirm": (
        "sao",
        lambda w: link_steps.propose(w, "HOU-01") and "/requirements/PO8-T1-1/links/confirm",
        lambda w: {"links": ["1:1"]},
    ),
    "link_end": (
        "sao",
        lambda w: link_steps.propose(w, "HOU-01") and "/links/1/end",
        lambda w: {"reason": "It moved."},
    ),
    "request_add": (
        "commissioner",
        lambda w: "/requests/add",
        lambda w: {"owner": w.posts["sao"].pk, "words": "Show it.", "due_on": "1/12/2028"},
    ),
    "request_step": (
        "sao",
        lambda w: request_steps.ask(w) and "/requests/REQ-01/answered",
        lambda w: {"words": "Here."},
    ),
    "recommendation_add": (
        "cpmo",
        lambda w: "/recommendations/add",
        lambda w: {"body": "auditor", "title": "Do it.", "source": "Letter of May 2026"},
    ),
    "recommendation_view": (
        "external_auditor",
        lambda w: auditors.recommend(w) and "/recommendations/auditor-1/views/auditor",
        lambda w: {"opinion": "partly", "reason": "Seen."},
    ),
    "action_add": (
        "cpmo", responding("add"), lambda w: {"words": "Begin.", "milestone_refs": "HOU-01"}
    ),
    "action_edit": ("cpmo", responding("1/edit"), lambda w: {"owner": "", "reason": "x"}),
    "action_extend": ("sao", responding("1/extend"), lambda w: {"due": "Jun 2027", "reason": "x"}),
    "action_report": (
        "sao", responding("1/report"), lambda w: {"progress": "in_progress", "words": "Begun."}
    ),
    "assumptions": (
        "administrator",
        lambda w: "/administration/assumptions",
        lambda w: assumed(council="Another council"),
    ),
    "evidence_add": ("rdl", lambda w: "/evidence/add/link", lambda w: LINKED),
    "evidence_edit": (
        "cpmo", on_evidence("edit"), lambda w: LINKED | {"title": "Another", "reason": "x"}
    ),
    "sustained": (
        "commissioner",
        lambda w: "/requirements/PO8-T1-1/sustained",
        lambda w: {"periods": "12", "cadence": "month", "reason": "A full year"},
    ),
    "evidence_retire": ("cpmo", on_evidence("retire"), lambda w: {"reason": "Replaced"}),
    "evidence_link": (
        "cpmo", on_evidence("link"), lambda w: {"looked_on": "1/11/2026", "found": "there"}
    ),
    "evidence_seal": (
        "cpmo", held_evidence, lambda w: {"act": "ask", "reason": "It names a tenant."}
    ),
    "evidence_uses": ("cpmo", on_evidence("uses"), lambda w: {"uses": ""}),
    "evidence_version": ("cpmo", on_evidence("version"), lambda w: LINKED | {"note": "Newer"}),
    "composite_edit": (
        "cpmo",
        lambda w: measured(w, "members"),
        lambda w: {"counts": "on_target", "members": more_measures(), "reason": "x"},
    ),
    "indicator_define": (
        "cpmo",
        lambda w: measured(w, "definition"),
        lambda w: {
            "definition": "Repairs by the day promised", "unit": "percent", "polarity": "higher",
            "reason": "x",
        },
    ),
    "holding_end": ("administrator", holding, lambda w: {"ends_on": "1/12/2027", "reason": "x"}),
    "leads_name": (
        "rdl",
        lambda w: "/milestones/HOU-01/leads",
        lambda w: {"posts": w.posts["officer"].pk, "accountable": w.posts["officer"].pk},
    ),
    "milestone_decide": (
        "cpmo",
        lambda w: done_last_month(w) and "/milestones/HOU-01/decision",
        lambda w: {"delivery": "amber", "forecast": "Jun 2027", "reason": "Decided"},
    ),
    "milestone_update": ("rdl", lambda w: "/milestones/HOU-01/update", lambda w: REPORTED),
    "completion_confirm": (
        "sao",
        lambda w: to_confirm(w) or "/milestones/HOU-01/confirm",
        lambda w: {"answer": "confirmed", "reason": ""},
    ),
    "confirmation_set": (
        "cpmo", lambda w: "/programmes/HOU/completions", lambda w: {"confirms": "yes"}
    ),
    "first_date": (
        "rdl",
        lambda w: recurring(w, start="Monthly") and "/milestones/HOU-20/first-date",
        lambda w: {"first_on": "12/10/2026"},
    ),
    "occurrence_report": (
        "rdl",
        lambda w: recurring(w) and "/milestones/HOU-20/occurrences/2026-10-31",
        lambda w: {"turn": "held", "done_on": "29/10/2026"},
    ),
    "pack_step": (
        "cpmo",
        issued_for_irb,
        lambda w: {"on": "9 11 2026", "words": "Minute 4.2 of the IRB"},
    ),
    "pre_election_add": (
        "cpmo",
        lambda w: "/pre-election/add",
        lambda w: {"election": "By-election", "starts_on": "2 11 2026", "ends_on": "26 11 2026"},
    ),
    "pre_election_change": (
        "cpmo",
        lambda w: publication_steps.pre_election(w) and "/pre-election/1",
        lambda w: {
            "election": "By-election", "starts_on": "2 11 2026", "ends_on": "19 11 2026",
            "reason": "It is held earlier",
        },
    ),
    "public_request": ("cpmo", issued_for_everybody, lambda w: {"read": "on"}),
    "extract_request": (
        "cpmo",
        issued_to_irb,
        lambda w: {"read": "on"},
    ),
    "item_classify": (
        "cpmo",
        lambda w: "/classification/milestone/HOU-01/classify",
        lambda w: {"classification": "confidential", "reason": "A court has said so."},
    ),
    "pack_draw": ("cpmo", undrawn, lambda w: {"pack": "2026-10-tib"}),
    "pack_confirm": ("commissioner", drafted_for_irb, lambda w: {"agrees": "yes"}),
    "pack_request": ("cpmo", failed, lambda w: {"offer": "again"}),
    "password_change": (
        "rdl",
        lambda w: "/password",
        lambda w: {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW},
    ),
    "period_freeze": (
        "cpmo",
        lambda w: "/periods/2026-10/freeze",
        lambda w: {"reason": "Not signed", "confirmed": "on"},
    ),
    "period_open": ("cpmo", lambda w: "/periods/open", lambda w: OPENED),
    "point_step": (
        "rdl",
        lambda w: submitted(w) and f"/points/{challenge_housing(w)}/answered",
        lambda w: {"words": "The roofs."},
    ),
    "post_add": (
        "administrator",
        lambda w: "/administration/posts/add",
        lambda w: {"title": "New post", "kind": "cpmo"},
    ),
    "post_committee": (
        "administrator",
        lambda w: f"/administration/posts/{w.posts['committee'].pk}/committee",
        lambda w: {"committee": committee_steps.committee().pk, "reason": "Council, 20 May"},
    ),
    "post_handover": (
        "administrator",
        lambda w: holding(w, "/posts/appointments/{}/hand-over"),
        lambda w: {
            "successor": w.users["nobody"].pk, "first_day": "1/12/2026", "capacity": "acting",
            "reason": "x",
        },
    ),
    "change_add": (
        "rdl",
        lambda w: "/changes/add/HOU/date?rows=HOU-01",
        lambda w: {"new_1": "20 Jan 2027", "reason_code": "money", "reason": "Cut"},
    ),
    "change_draft": (
        "rdl", lambda w: f"/changes/drafts/{draft_a_change(w).pk}",
        lambda w: {"new_1": "20 Jan 2027", "reason_code": "money", "reason": "Cut"},
    ),
    "change_draft_another": (
        "rdl", lambda w: f"/changes/drafts/{draft_a_change(w).pk}/another",
        lambda w: {"kind": "pause", "rows": ["HOU-01"]},
    ),
    "change_draft_discard": (
        "rdl", lambda w: f"/changes/drafts/{draft_a_change(w).pk}/discard", lambda w: {}
    ),
    "change_decide": (
        "sao", lambda w: ask_changes(w) or "/changes/HOU-CR-01/decide",
        lambda w: {"answer": "agree", "why": ""},
    ),
    "change_withdraw": (
        "rdl", lambda w: ask_changes(w) or "/changes/HOU-CR-01/withdraw", lambda w: {"why": "x"}
    ),
    "change_answer": (
        "sao", lambda w: asked_of_taker(w) or "/changes/HOU-CR-01/answer/D-101",
        lambda w: {"answer": "agree", "reason": ""},
    ),
    "milestones_move": (
        "cpmo", lambda w: "/programmes/HOU/move-milestones",
        lambda w: structure.BOXES | {"rows": ["HOU-02", "HOU-03"], "target": "JOB"},
    ),
    "programme_begin": ("cpmo", lambda w: "/structure/begin", new_programme),
    "programme_close": (
        "cpmo", lambda w: structure.all_done(w) and "/programmes/HOU/close",
        lambda w: structure.BOXES,
    ),
    "preparers_name": (
        "rdl",
        lambda w: "/programmes/HOU/preparers",
        lambda w: {"posts": w.posts["officer"].pk},
    ),
    "committee_take": (
        "cpmo",
        lambda w: f"/committees/{committee_steps.committee().pk}/take",
        lambda w: {
            "programme": w.programmes["HOU"].pk, "from_on": "1/12/2026", "reason": "Agreed"
        },
    ),
    "committee_give_up": (
        "cpmo",
        lambda w: f"/committees/{committee_steps.takes(w).board_id}/HOU/end",
        lambda w: {"from_on": "1/12/2026", "reason": "Homes takes it", "version": 1},
    ),
    "edition_add": (
        "cpmo",
        lambda w: "/editions/add",
        lambda w: BOXES | {"act": "confirm", "file_text": FILE, "seen": mark(at=later(4))},
    ),
    "opening_add": (
        "cpmo",
        lambda w: "/opening-position/add",
        lambda w: taking_over.BOXES
        | {"act": "confirm", "file_text": taking_over.FILE, "seen": taking_over.mark(at=later(4))},
    ),
    "raid_add": (
        "rdl",
        lambda w: "/raid/add/action/HOU",
        lambda w: {"title": "Mend the lifts", "due_on": "1/12/2026"},
    ),
    "outcomes_set": (
        "cpmo",
        lambda w: "/programmes/HOU/outcomes",
        lambda w: {"serves": list(Outcome.objects.values_list("pk", flat=True)), "reason": "x"},
    ),
    "benefit_add": (
        "rdl",
        lambda w: "/benefits/add",
        lambda w: {
            "title": "Homes are let sooner", "programme": w.programmes["HOU"].pk,
            "kind": "benefit", "measure": "Days", "better": "lower",
        },
    ),
    "benefit_edit": (
        "rdl",
        lambda w: add_a_benefit(w) and "/benefits/HOU-B-01/edit",
        lambda w: {
            "title": "Homes are let", "kind": "benefit", "measure": "Days", "unit": "days",
            "better": "lower",
        },
    ),
    "benefit_read": (
        "rdl", lambda w: add_a_benefit(w) and "/benefits/HOU-B-01/read", lambda w: {"value": "41"}
    ),
    "benefits_month": (
        "rdl",
        lambda w: add_a_benefit(w) and "/benefits/month",
        lambda w: {"HOU-B-01-value": "41", "HOU-B-01-note": ""},
    ),
    "benefits_load": (
        "cpmo",
        lambda w: "/benefits/load",
        lambda w: {"confirmed": "yes", "file_text": BENEFITS},
    ),
    "budget_enter": (
        "rdl",
        lambda w: "/programmes/HOU/budget/enter",
        lambda w: {
            "approved": "£3,000,000", "spent": "1,500,000", "forecast": "3,000,000", "fund": "0",
            "needed": "20", "filled": "18",
        },
    ),
    "budgets_load": (
        "cpmo",
        lambda w: "/budgets/load",
        lambda w: {"confirmed": "yes", "file_text": BUDGETS},
    ),
    "saving_add": (
        "sao",
        lambda w: "/savings/add",
        lambda w: {"title": "Fewer cars", "programme": w.programmes["HOU"].pk},
    ),
    "saving_edit": (
        "rdl", saved("edit"), lambda w: {"title": "Fewer cars", "equality": "under_way"}
    ),
    "saving_replace": (
        "sao",
        saved("replace"),
        lambda w: {"by_ref": "SAV-S03", "year": "2026/27", "basis": "whole", "reason": "Less"},
    ),
    "replacement_end": (
        "cpmo", saved("replaced/2026/SAV-S02/end"), lambda w: {"reason": "A mistake"}
    ),
    "saving_target": (
        "cpmo",
        saved("target"),
        lambda w: {
            "year": "2026/27", "in_year": "£6,000,000", "decided_by": "Council", "reason": "Cut"
        },
    ),
    "year_target": (
        "cpmo",
        lambda w: "/savings/year-target",
        lambda w: {
            "year": "2026/27", "amount": "40,000,000", "decided_by": "Council", "reason": "Budget"
        },
    ),
    "savings_month": (
        "rdl",
        lambda w: save_money(w) or "/savings/month",
        lambda w: {"SAV-S01-delivered": "1,100,000", "SAV-S01-in_delivery": "1,100,000",
                   "SAV-S01-approved": "1,100,000", "SAV-S01-identified": "1,100,000",
                   "SAV-S01-forecast": "2,000,000", "SAV-S01-confidence": "low"},
    ),
    "savings_validate": (
        "finance_validator",
        lambda w: save_money(w) or "/savings/validate",
        lambda w: {"SAV-S02-in_year": "2,000,000", "SAV-S02-evidence": "Ledger 7100"},
    ),
    "lot_add": (
        "sao",
        lambda w: "/receipts/add",
        lambda w: {"title": "Depot", "programme": w.programmes["HOU"].pk},
    ),
    "lot_edit": (
        "rdl", lambda w: save_money(w) or "/receipts/LOT-01/edit", lambda w: {"title": "Field"}
    ),
    "receipt_target": (
        "cpmo",
        lambda w: "/receipts/target",
        lambda w: {
            "due_on": "31/3/2027", "total": "600,000,000", "decided_by": "Cabinet", "reason": "x"
        },
    ),
    "receipts_month": (
        "rdl",
        lambda w: save_money(w) or "/receipts/month",
        lambda w: {"LOT-02-agreed": "500,000", "LOT-02-agreed_on": "2/11/2026"},
    ),
    "receipts_load": (
        "cpmo",
        lambda w: "/receipts/load",
        lambda w: {"confirmed": "yes", "file_text": LOTS},
    ),
    "dependency_add": (
        "rdl",
        lambda w: "/dependencies/add",
        lambda w: {"giver_ref": "HOU-01", "taker_ref": "JOB-01", "title": "A list",
                   "give_by": "1/3/2027", "need_by": "1/4/2027"},
    ),
    "dependency_edit": ("rdl", depending("edit"), lambda w: {
        "title": "A list", "give_by": "1/3/2027", "need_by": "1/4/2027"}),
    "dependency_confirm": ("sao", unconfirmed, lambda w: {}),
    "savings_load": (
        "cpmo",
        lambda w: "/savings/load",
        lambda w: {"confirmed": "yes", "file_text": SAVINGS},
    ),
    "dependency_load": (
        "rdl",
        lambda w: "/dependencies/load",
        lambda w: {"confirmed": "yes", "file_text": DEPENDENCIES},
    ),
    "dependency_state": ("rdl", depending("state"),
                         lambda w: {"state": "given", "reason": "Sent."}),
    "raid_edit": ("rdl", at_risk("HOU-R-01/edit"), lambda w: {"title": "Lifts fail"}),
    "raid_state": ("rdl", at_risk("HOU-R-01/state"),
                   lambda w: {"state": "happened", "reason": "Seen."}),
    "risk_score": ("rdl", at_risk("HOU-R-01/score"),
                   lambda w: {"current_impact": "1", "current_likelihood": "1", "reason": "x"}),
    "risk_escalate": ("rdl", at_risk("HOU-R-01/escalate"),
                      lambda w: {"forum": "irb", "reason": "Worse."}),
    "risk_answer": ("cpmo", at_risk("HOU-R-01/answer"),
                    lambda w: {"answer": "accepted", "reason": "Heard."}),
    "rdl_appoint": (
        "administrator",
        lambda w: "/programmes/HOU/rdl",
        lambda w: {"title": "RDL of Housing", "confirmed": "yes"},
    ),
    "reading_add": (
        "cpmo",
        measured,
        lambda w: {"month": "Sep 2026", "value": "12.5", "figure": "provisional"},
    ),
    "readings_enter": (
        "cpmo",
        lambda w: measured(w) and "/kpis/readings/enter?month=2026-09",
        lambda w: {"KPI-3-01-value": "12.5", "KPI-3-01-figure": "provisional"},
    ),
    "readings_load": (
        "cpmo",
        lambda w: measured(w) and "/kpis/readings/load",
        lambda w: {"file_text": READINGS, "confirmed": "yes"},
    ),
    "targets_load": (
        "cpmo",
        lambda w: measured(w) and "/kpis/targets/load",
        lambda w: {"file_text": TARGETS, "confirmed": "yes"},
    ),
    "register_load": (
        "rdl",
        lambda w: "/raid/load/action",
        lambda w: {"confirmed": "yes", "file_text": ACTIONS},
    ),
    "return_assure": (
        "cpmo",
        lambda w: signed(w) and f"{RET}/assure",
        lambda w: {"rating": "green", "reason": "Agreed."},
    ),
    "return_challenge": (
        "cpmo",
        lambda w: submitted(w) and f"{RET}/challenge",
        lambda w: {"part": "progress", "words": "What moved on?"},
    ),
    "return_edit": ("rdl", lambda w: f"{RET}/edit", lambda w: TEXTS),
    "return_report": (
        "rdl",
        lambda w: f"{RET}/milestones",
        lambda w: {f"HOU-01-{name}": words for name, words in ROW.items()},
    ),
    "return_send_back": (
        "cpmo", lambda w: signed(w) and f"{RET}/send-back", lambda w: {"reason": "Say more."}
    ),
    "return_sign": (
        "sao",
        lambda w: submitted(w) and f"{RET}/sign",
        lambda w: {"rating": "green", "reason": "", "post": w.posts["sao"].pk},
    ),
    "return_submit": ("rdl", lambda w: w.report_all("HOU") and f"{RET}/submit", lambda w: {}),
    "return_take_back": (
        "rdl", lambda w: submitted(w) and f"{RET}/take-back", lambda w: {"reason": "A slip."}
    ),
    "target_add": (
        "cpmo",
        lambda w: measured(w, "targets/add"),
        lambda w: {
            "kind": "target", "value": "95", "from_month": "Apr 2027", "decided_by": "Cabinet",
            "reason": "The budget",
        },
    ),
    "signing_change": (
        "administrator",
        lambda w: "/programmes/HOU/signing",
        lambda w: {"saos": w.posts["other_sao"].pk},
    ),
    "user_add": (
        "administrator",
        lambda w: "/administration/users/add",
        lambda w: {"name": "New", "email": "new@council.example", "password": NEW},
    ),
    "user_deactivate": (
        "administrator", lambda w: person(w, "deactivate"), lambda w: {"reason": "Left"}
    ),
    "user_edit": (
        "administrator",
        lambda w: person(w, "edit"),
        lambda w: {"name": "Another", "email": "rdl@council.example"},
    ),
    "user_password": (
        "administrator", lambda w: person(w, "password"), lambda w: {"password": NEW}
    ),
    "user_reactivate": (
        "administrator", lambda w: closed(w) or person(w, "reactivate"), lambda w: {}
    ),
}  # fmt: skip


PREVIEWED = {"programme_begin", "programme_close", "milestones_move"}


def hidden_in(page: str, address: str) -> dict[str, str]:
    """Return what the form at an address hides, its token included."""
    found = re.findall(r'<form[^>]*method="post".*?</form>', page, re.S)  # filters are asked by GET
    forms = [form for form in found if "sign-out" not in form]
    own = [form for form in forms if f'action="{address}"' in form] or forms
    inputs = re.findall(r"<(?:input|button)[^>]*>", own[0])
    named = {
        name[1]: value[1] if (value := re.search(r'value="([^"]*)"', each)) else ""
        for each in inputs
        if 'type="hidden"' in each and (name := re.search(r'name="([^"]*)"', each))
    }
    return named


def effects() -> dict[str, int]:
    """Return how many versions and acts there are, table by table, in one statement."""
    models = [model for model in apps.get_models() if issubclass(model, Act | Tracked)]
    models += [model for model in apps.get_models() if hasattr(model, "instance_type")] + [Pack]
    tables = [model._meta.db_table for model in models]
    asked = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM \"{table}\"" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return dict(cursor.fetchall())


def opened(client, world, name) -> tuple[str, dict[str, str]]:
    """Return the address of a form, and what is sent with it as it was opened."""
    _, address_of, typed = FORMS[name]
    address = address_of(world)
    page = client.get(address, follow=True).content.decode()
    sent = hidden_in(page, address) | typed(world)
    if name in {"period_open", "meetings_move"}:  # it is confirmed on the page that previews it
        page = client.post(address, sent).content.decode()
        sent |= {"confirmed": re.search(r'name="confirmed" value="([^"]+)"', page)[1]}
    if name in PREVIEWED:
        sent |= {"act": "confirm", "seen": preview(client, address, sent)[1]}
    return address, sent


@pytest.mark.parametrize("name", [name for name in FORMS if name != "period_open"])
def test_4a1_a_form_sent_twice_takes_effect_once_and_is_already_saved(world, sign_in, name):
    takes_effect_once(world, sign_in, name)


def test_4a1_a_month_is_opened_once(db):
    council = build(with_period=False)

    def sign_in(name):
        client = Client()
        client.force_login(council.users[name])
        return client

    takes_effect_once(council, sign_in, "period_open")


# What acts on the whole plan, or on many of its rows at once, takes more than any other save.
MOST, MOST_OF = 20, {
    "edition_add": 27,
    "milestones_move": 28,
    "pack_draw": 115,
    "pack_request": 118,
    "period_freeze": 147,
    "programme_close": 37,
}  # fmt: skip


def takes_effect_once(world, sign_in, name):
    who = FORMS[name][0]
    if who in auditors.NAMES:
        auditors.appoint(world)
        client = Client()
        client.force_login(world.users[who])
    else:
        client = sign_in(who)
    address, sent = opened(client, world, name)
    with connection.execute_wrapper(counter := Counter()):
        first = client.post(address, sent)
    assert first.status_code == 302, first.content.decode()
    assert counter.asked <= MOST_OF.get(name, MOST)
    client.get(first.url)  # which says what was saved
    after = effects()
    again = client.post(address, sent)
    assert (again.status_code, again.url) == (302, first.url)
    assert effects() == after
    told = get_messages(client.get(again.url).wsgi_request)
    assert [*map(str, told)] == ["Already saved"]


def views(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from views(pattern.url_patterns)


def test_every_form_of_the_site_is_sent_twice_here():
    taking = {
        view.name
        for view in views(get_resolver().url_patterns)
        if hasattr(view.callback, "kinds_of_form")
    }
    # Who signs in or checks a pack saves nothing of what they typed: sent twice it answers twice.
    assert taking - {"sign_in", "pack_check"} == set(FORMS)


def test_a_form_that_was_refused_may_be_sent_again(world, sign_in):
    client = sign_in("rdl")
    address, sent = opened(client, world, "milestone_update")
    assert client.post(address, sent | {"narrative": ""}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert SentForm.objects.count() == 1


def test_the_same_words_in_a_form_opened_anew_are_a_new_act(world, sign_in):
    client = sign_in("administrator")
    for versions in (2, 3):
        address, sent = opened(client, world, "user_password")
        assert client.post(address, sent).status_code == 302
        assert world.user("rdl").version == versions


def test_who_was_signed_out_by_the_first_is_told_of_it_too(world):
    """A new password renews the session: the second of a double click bears the old one."""
    client = Client()
    client.force_login(world.users["rdl"])
    address, sent = opened(client, world, "password_change")
    client.post(address, sent)
    client.logout()
    again = client.post(address, sent, follow=True)
    assert "Already saved" in again.content.decode()
    assert world.user("rdl").version == 2


@pytest.mark.django_db
def test_what_can_be_sent_no_more_is_forgotten_and_nothing_else():
    """By the database's clock, hourly in the process that sweeps; two days outlast a session."""
    SentForm.objects.bulk_create([SentForm(number=name) for name in ("old", "of today")])
    SentForm.objects.filter(number="old").update(at=F("at") - KEPT - timedelta(minutes=1))
    SentForm.objects.filter(number="of today").update(at=F("at") - timedelta(days=1, hours=23))
    tasks.forget_sent_forms()
    assert [form.number for form in SentForm.objects.all()] == ["of today"]
    assert timedelta(seconds=settings.SESSION_COOKIE_AGE) < KEPT
    entry = settings.CELERY_BEAT_SCHEDULE["forget-sent-forms"]
    assert entry["task"] == tasks.forget_sent_forms.name and entry["options"]["queue"] == "sweep"
