"""Who may open and send what: every address of the site by method and role (ADRs 0005 and 0006).

One row a method: "in" is sent to sign in, "ok" is a page or, where a form was sent blank, its
faults, "done" is an act that needs no words, 403 is refused, 405 is not a method of the page. An
address without rows fails.

What it asks is counted too (DESIGN 7): a page and a save take at most 20 statements, and the same
at ten times the plan.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.http import urlencode
from jinja2 import Template

from assurance.words.cells import Said
from assurance.words.evidence import EvidenceKind
from bench.plan import BenchSize, multiply
from irp.actions import deactivate_user
from irp.history import enact, record
from irp.models import Aim, PostHolding, User
from kpis.models import Indicator
from programmes.actions import open_cycle, submit_return
from programmes.actions.change_decisions import decide_change
from programmes.actions.change_drafts import begin_draft
from programmes.actions.changes import AskedRow, Case, ask_change
from programmes.actions.dependencies import add_dependency
from programmes.actions.owners import name_preparers
from programmes.actions.points import challenge_return
from programmes.actions.raid import add_entry
from programmes.actions.risks import escalate_risk, score_risk
from programmes.actions.savings import replace_saving
from programmes.facts.raid import Score, Scores
from programmes.models import (
    ChangeDraft,
    ChangeRequest,
    ChangeStep,
    Dependency,
    PlanEdition,
    TakeOver,
)
from programmes.rules.change_parts import Part
from programmes.rules.change_rulings import Ruling
from programmes.rules.changes import Proposed
from programmes.words import (
    Basis,
    ChangeForum,
    ChangeKind,
    ChangeReason,
    Ladder,
    RaidKind,
    ReturnPart,
)
from tests import world as worlds
from tests.assurance import auditors, evidence_steps, link_steps, request_steps, shelf
from tests.packs import meeting_steps, publication_steps
from tests.programmes import benefit_steps, committee_steps, lot_steps, saving_steps
from tests.programmes.renewal import FILE, renew
from tests.programmes.steps import recurring
from tests.standing import standing
from tests.world import LOADED_AT, LOADER, NOW, World, when

ROLES = {
    "anon": None,
    "none": "nobody",  # an account that holds no post
    "adm": "administrator",
    "cpmo": "cpmo",
    "sao": "sao",  # of both programmes
    "sao2": "other_sao",  # of neither
    "rdl": "rdl",
    "lead": "lead_member",
    "comm": "commissioner",
    "ctee": "committee",
    "fin": "finance_validator",
}
# Who has no role today, and whose answers theirs must be: an account closed since it signed in, a
# post that ended yesterday, one that starts tomorrow.
WITHOUT = {"closed": "anon", "ended": "none", "to come": "none"}
SEPTEMBER = date(2026, 9, 1)
TABLE = """
address and variant                    anon none adm  cpmo sao  sao2 rdl  lead comm ctee fin
administration:users              GET  in   403  ok   403  403  403  403  403  403  403  403
administration:users              POST in   405  405  405  405  405  405  405  405  405  405
administration:posts              GET  in   403  ok   403  403  403  403  403  403  403  403
administration:posts              POST in   405  405  405  405  405  405  405  405  405  405
commissioner_confirm              GET  in   403  ok   403  403  403  403  403  ok   403  403
commissioner_confirm              POST in   403  ok   403  403  403  403  403  ok   403  403
administration:user               GET  in   403  ok   403  403  403  403  403  403  403  403
administration:user               POST in   405  405  405  405  405  405  405  405  405  405
administration:user_add           GET  in   403  ok   403  403  403  403  403  403  403  403
administration:user_add           POST in   403  ok   403  403  403  403  403  403  403  403
administration:user_edit          GET  in   403  ok   403  403  403  403  403  403  403  403
administration:user_edit          POST in   403  ok   403  403  403  403  403  403  403  403
administration:user_deactivate    GET  in   403  ok   403  403  403  403  403  403  403  403
administration:user_deactivate    POST in   403  ok   403  403  403  403  403  403  403  403
administration:user_reactivate    GET  in   403  ok   403  403  403  403  403  403  403  403
administration:user_reactivate    POST in   403  ok   403  403  403  403  403  403  403  403
administration:user_password      GET  in   403  ok   403  403  403  403  403  403  403  403
administration:user_password      POST in   403  ok   403  403  403  403  403  403  403  403
administration:post_add           GET  in   403  ok   403  403  403  403  403  403  403  403
administration:post_add           POST in   403  ok   403  403  403  403  403  403  403  403
administration:post_committee     GET  in   403  ok   403  403  403  403  403  403  403  403
administration:post_committee     POST in   403  ok   403  403  403  403  403  403  403  403
administration:appoint            GET  in   403  ok   403  403  403  403  403  403  403  403
administration:appoint            POST in   403  ok   403  403  403  403  403  403  403  403
administration:holding_end        GET  in   403  ok   403  403  403  403  403  403  403  403
administration:holding_end        POST in   403  ok   403  403  403  403  403  403  403  403
assurance:assumptions             GET  in   403  ok   403  403  403  403  403  403  403  403
assurance:assumptions             POST in   403  ok   403  403  403  403  403  403  403  403
assurance:outcomes                GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:outcomes                POST in   405  405  405  405  405  405  405  405  405  405
assurance:outcomes_csv            GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:outcomes_csv            POST in   405  405  405  405  405  405  405  405  405  405
assurance:requirements_csv        GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:requirements_csv        POST in   405  405  405  405  405  405  405  405  405  405
assurance:evidence                GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:evidence                POST in   405  405  405  405  405  405  405  405  405  405
assurance:evidence_csv            GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:evidence_csv            POST in   405  405  405  405  405  405  405  405  405  405
assurance:evidence_add file       GET  in   403  403  ok   ok   ok   ok   403  403  403  ok
assurance:evidence_add file       POST in   403  403  ok   ok   ok   ok   403  403  403  ok
assurance:evidence_add link       GET  in   403  403  ok   ok   ok   ok   403  403  403  ok
assurance:evidence_add link       POST in   403  403  ok   ok   ok   ok   403  403  403  ok
assurance:evidence_add record     GET  in   403  403  ok   ok   ok   ok   403  403  403  ok
assurance:evidence_add record     POST in   403  403  ok   ok   ok   ok   403  403  403  ok
assurance:evidence_piece          GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:evidence_piece          POST in   405  405  405  405  405  405  405  405  405  405
assurance:evidence_piece secret   GET  in   403  404  ok   404  404  404  404  ok   404  404
assurance:evidence_piece secret   POST in   405  405  405  405  405  405  405  405  405  405
assurance:evidence_edit           GET  in   403  403  ok   403  403  ok   403  403  403  403
assurance:evidence_edit           POST in   403  403  ok   403  403  ok   403  403  403  403
assurance:evidence_version        GET  in   403  403  ok   403  403  ok   403  403  403  403
assurance:evidence_version        POST in   403  403  ok   403  403  ok   403  403  403  403
assurance:evidence_uses           GET  in   403  403  ok   403  403  ok   403  403  403  403
assurance:evidence_uses           POST in   403  403  ok   403  403  ok   403  403  403  403
assurance:evidence_link           GET  in   403  403  ok   ok   ok   ok   403  ok   403  ok
assurance:evidence_link           POST in   403  403  ok   ok   ok   ok   403  ok   403  ok
assurance:evidence_retire         GET  in   403  403  ok   403  403  ok   403  403  403  403
assurance:evidence_retire         POST in   403  403  ok   403  403  ok   403  403  403  403
assurance:evidence_pack           GET  in   403  403  ok   403  403  403  403  ok   403  403
assurance:evidence_pack           POST in   405  405  405  405  405  405  405  405  405  405
assurance:evidence_seal           GET  in   403  403  ok   403  403  ok   403  ok   403  403
assurance:evidence_seal           POST in   403  403  ok   403  403  ok   403  ok   403  403
assurance:evidence_download       GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:evidence_download       POST in   405  405  405  405  405  405  405  405  405  405
assurance:evidence_download secret GET  in   403  404  ok   404  404  404  404  ok   404  404
assurance:evidence_download secret POST in   405  405  405  405  405  405  405  405  405  405
assurance:outcome                 GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:outcome                 POST in   405  405  405  405  405  405  405  405  405  405
assurance:cell                    GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:cell                    POST in   405  405  405  405  405  405  405  405  405  405
assurance:cell_judge              GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:cell_judge              POST in   403  403  403  403  403  403  403  ok   403  403
assurance:cell_draft              GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:cell_draft              POST in   403  403  403  403  403  403  403  ok   403  403
assurance:cell_withdraw           GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:cell_withdraw           POST in   403  403  403  403  403  403  403  ok   403  403
assurance:questions               GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:questions               POST in   405  405  405  405  405  405  405  405  405  405
assurance:question_answer         GET  in   403  403  ok   ok   ok   403  403  ok   403  403
assurance:question_answer         POST in   403  403  ok   ok   ok   403  403  ok   403  403
assurance:directions              GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:directions              POST in   405  405  405  405  405  405  405  405  405  405
assurance:direction_add           GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:direction_add           POST in   403  403  403  403  403  403  403  ok   403  403
assurance:interests_csv           GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:interests_csv           POST in   405  405  405  405  405  405  405  405  405  405
assurance:interest_declare        GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:interest_declare        POST in   403  403  403  403  403  403  403  ok   403  403
assurance:interest_end            GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:interest_end            POST in   403  403  403  403  403  403  403  ok   403  403
assurance:reports                 GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:reports                 POST in   405  405  405  405  405  405  405  405  405  405
assurance:report                  GET  in   403  404  404  404  404  404  404  ok   404  404
assurance:report                  POST in   405  405  405  405  405  405  405  405  405  405
assurance:report_add              GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:report_add              POST in   403  403  403  403  403  403  403  ok   403  403
assurance:report_step             GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:report_step             POST in   403  403  403  403  403  403  403  ok   403  403
assurance:step_down               GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:step_down               POST in   405  405  405  405  405  405  405  405  405  405
assurance:step_down_csv           GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:step_down_csv           POST in   405  405  405  405  405  405  405  405  405  405
assurance:amendments              GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:amendments              POST in   405  405  405  405  405  405  405  405  405  405
assurance:amendments_csv          GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:amendments_csv          POST in   405  405  405  405  405  405  405  405  405  405
assurance:official_words          GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:official_words          POST in   405  405  405  405  405  405  405  405  405  405
assurance:official_words_csv      GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:official_words_csv      POST in   405  405  405  405  405  405  405  405  405  405
assurance:official_words_load     GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:official_words_load     POST in   403  403  403  403  403  403  403  ok   403  403
assurance:official_words_version  GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:official_words_version  POST in   405  405  405  405  405  405  405  405  405  405
assurance:quarters                GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:quarters                POST in   405  405  405  405  405  405  405  405  405  405
assurance:quarters_csv            GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:quarters_csv            POST in   405  405  405  405  405  405  405  405  405  405
assurance:quarters_confirm        GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:quarters_confirm        POST in   403  403  403  403  403  403  403  ok   403  403
assurance:date_agree              GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:date_agree              POST in   403  403  403  403  403  403  403  ok   403  403
assurance:requirement_reword      GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:requirement_reword      POST in   403  403  403  403  403  403  403  ok   403  403
assurance:requirement_retire      GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:requirement_retire      POST in   403  403  403  403  403  403  403  ok   403  403
assurance:requirement_add         GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:requirement_add         POST in   403  403  403  403  403  403  403  ok   403  403
assurance:coverage                GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:coverage                POST in   405  405  405  405  405  405  405  405  405  405
assurance:coverage_csv            GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:coverage_csv            POST in   405  405  405  405  405  405  405  405  405  405
assurance:links                   GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:links                   POST in   405  405  405  405  405  405  405  405  405  405
assurance:links_csv               GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:links_csv               POST in   405  405  405  405  405  405  405  405  405  405
assurance:requirement_links       GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:requirement_links       POST in   405  405  405  405  405  405  405  405  405  405
assurance:links_load              GET  in   403  403  ok   ok   ok   403  403  403  403  403
assurance:links_load              POST in   403  403  ok   ok   ok   403  403  403  403  403
assurance:links_propose           GET  in   403  403  ok   ok   ok   403  403  403  403  403
assurance:links_propose           POST in   403  403  ok   ok   ok   403  403  403  403  403
assurance:links_confirm           GET  in   403  403  ok   ok   ok   403  403  403  403  403
assurance:links_confirm           POST in   403  403  ok   ok   ok   403  403  403  403  403
assurance:link_end                GET  in   403  403  ok   ok   403  403  403  403  403  403
assurance:link_end                POST in   403  403  ok   ok   403  403  403  403  403  403
assurance:concern_respond         GET  in   403  403  ok   ok   ok   403  403  403  403  403
assurance:concern_respond         POST in   403  403  ok   ok   ok   403  403  403  403  403
assurance:recommendations         GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:recommendations         POST in   405  405  405  405  405  405  405  405  405  405
assurance:recommendation          GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:recommendation          POST in   405  405  405  405  405  405  405  405  405  405
assurance:recommendation_add      GET  in   403  403  ok   403  403  403  403  403  403  403
assurance:recommendation_add      POST in   403  403  ok   403  403  403  403  403  403  403
assurance:action_add              GET  in   403  403  ok   403  403  403  403  403  403  403
assurance:action_add              POST in   403  403  ok   403  403  403  403  403  403  403
assurance:action_edit             GET  in   403  403  ok   403  403  403  403  403  403  403
assurance:action_edit             POST in   403  403  ok   403  403  403  403  403  403  403
assurance:action_report           GET  in   403  403  ok   ok   403  403  403  403  403  403
assurance:action_report           POST in   403  403  ok   ok   403  403  403  403  403  403
assurance:action_extend           GET  in   403  403  ok   ok   403  403  403  403  403  403
assurance:action_extend           POST in   403  403  ok   ok   403  403  403  403  403  403
assurance:recommendation_view check GET in  403  403  403  403  403  403  403  403  403  403
assurance:recommendation_view check POST in 403  403  403  403  403  403  403  403  403  403
assurance:recommendation_view own GET in    403  403  403  403  403  403  403  403  403  403
assurance:recommendation_view own POST in   403  403  403  403  403  403  403  403  403  403
assurance:recommendations_quarter GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:recommendations_quarter POST in   405  405  405  405  405  405  405  405  405  405
assurance:recommendations_quarter_csv GET in 403 ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:recommendations_quarter_csv POST in 405 405 405  405  405  405  405  405  405  405
assurance:requirements            GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:requirements            POST in   405  405  405  405  405  405  405  405  405  405
assurance:requests                GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:requests                POST in   405  405  405  405  405  405  405  405  405  405
assurance:requests_csv            GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:requests_csv            POST in   405  405  405  405  405  405  405  405  405  405
assurance:council_request         GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:council_request         POST in   405  405  405  405  405  405  405  405  405  405
assurance:request_add             GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:request_add             POST in   403  403  403  403  403  403  403  ok   403  403
assurance:request_step answered   GET  in   403  403  403  ok   403  403  403  403  403  403
assurance:request_step answered   POST in   403  403  403  ok   403  403  403  403  403  403
assurance:request_step extended   GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:request_step extended   POST in   403  403  403  403  403  403  403  ok   403  403
assurance:recommendations_csv     GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:recommendations_csv     POST in   405  405  405  405  405  405  405  405  405  405
assurance:sustained               GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:sustained               POST in   403  403  403  403  403  403  403  ok   403  403
assurance:requirement             GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:requirement             POST in   405  405  405  405  405  405  405  405  405  405
assurance:assess council          GET  in   403  403  403  ok   ok   403  403  403  403  403
assurance:assess council          POST in   403  403  403  ok   ok   403  403  403  403  403
assurance:assess cpmo             GET  in   403  403  ok   403  403  403  403  403  403  403
assurance:assess cpmo             POST in   403  403  ok   403  403  403  403  403  403  403
assurance:assess commissioner     GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:assess commissioner     POST in   403  403  403  403  403  403  403  ok   403  403
assurance:withdraw council        GET  in   403  403  403  403  403  403  403  403  403  403
assurance:withdraw council        POST in   403  403  403  403  403  403  403  403  403  403
assurance:withdraw cpmo           GET  in   403  403  ok   403  403  403  403  403  403  403
assurance:withdraw cpmo           POST in   403  403  ok   403  403  403  403  403  403  403
assurance:withdraw commissioner   GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:withdraw commissioner   POST in   403  403  403  403  403  403  403  ok   403  403
assurance:gate_judge              GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:gate_judge              POST in   403  403  403  403  403  403  403  ok   403  403
assurance:accuracy                GET  in   403  404  404  404  404  404  404  404  404  404
assurance:accuracy                POST in   403  404  404  404  404  404  404  404  404  404
assurance:draft_accuracy          GET  in   403  403  403  403  403  403  403  ok   403  403
assurance:draft_accuracy          POST in   403  403  403  403  403  403  403  ok   403  403
assurance:draft_take_back         GET  in   403  403  403  403  403  403  403  404  403  403
assurance:draft_take_back         POST in   403  403  403  403  403  403  403  404  403  403
assurance:draft_discard           GET  in   403  403  403  403  403  403  403  404  403  403
assurance:draft_discard           POST in   403  403  403  403  403  403  403  ok   403  403
assurance:divergence              GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:divergence              POST in   405  405  405  405  405  405  405  405  405  405
assurance:divergence_csv          GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
assurance:divergence_csv          POST in   405  405  405  405  405  405  405  405  405  405
assurance:answer                  GET  in   403  403  403  403  403  403  403  403  403  403
assurance:owners_name             GET  in   403  403  ok   403  403  403  403  403  403  403
assurance:answer                  POST in   403  403  403  403  403  403  403  403  403  403
assurance:owners_name             POST in   403  403  ok   403  403  403  403  403  403  403
programmes:period_open             GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:period_open             POST in   403  403  ok   403  403  403  403  403  403  403
packs:period_freeze           GET  in   403  403  ok   403  403  403  403  403  403  403
packs:period_freeze           POST in   403  403  ok   403  403  403  403  403  403  403
packs:period_signals          GET  in   403  403  ok   403  403  403  403  403  403  403
packs:period_signals          POST in   405  405  405  405  405  405  405  405  405  405
packs:period_signals open     GET  in   403  403  ok   403  403  403  403  403  403  403
packs:period_signals open     POST in   405  405  405  405  405  405  405  405  405  405
packs:period_signals_csv      GET  in   403  403  ok   403  403  403  403  403  403  403
packs:period_signals_csv      POST in   405  405  405  405  405  405  405  405  405  405
packs:packs                   GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
packs:packs                   POST in   405  405  405  405  405  405  405  405  405  405
packs:pack draft tib          GET  in   403  ok   ok   403  403  403  403  403  403  403
packs:pack draft tib          POST in   405  405  405  405  405  405  405  405  405  405
packs:pack final tib          GET  in   403  ok   ok   ok   ok   ok   403  ok   403  ok
packs:pack final tib          POST in   405  405  405  405  405  405  405  405  405  405
packs:pack final irb          GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
packs:pack final irb          POST in   405  405  405  405  405  405  405  405  405  405
packs:pack draft irb          GET  in   403  ok   ok   403  403  403  403  ok   403  403
packs:pack draft irb          POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_confirm            GET  in   403  403  403  403  403  403  403  ok   403  403
packs:pack_confirm            POST in   403  403  403  403  403  403  403  ok   403  403
packs:pack_download draft tib GET  in   403  ok   ok   403  403  403  403  403  403  403
packs:pack_download draft tib POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_download final tib GET  in   403  ok   ok   ok   ok   ok   403  ok   403  ok
packs:pack_download final tib POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_download final irb GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
packs:pack_download final irb POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_annex    draft tib GET  in   403  ok   ok   403  403  403  403  403  403  403
packs:pack_annex    draft tib POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_annex    final tib GET  in   403  ok   ok   ok   ok   ok   403  ok   403  ok
packs:pack_annex    final tib POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_annex    final irb GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
packs:pack_annex    final irb POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_check              GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
packs:pack_check              POST in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
packs:pack_verifier           GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
packs:pack_verifier           POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_manifest draft tib GET  in   403  ok   ok   403  403  403  403  403  403  403
packs:pack_manifest draft tib POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_manifest final tib GET  in   403  ok   ok   ok   ok   ok   403  ok   403  ok
packs:pack_manifest final tib POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_manifest final irb GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
packs:pack_manifest final irb POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_read draft tib GET  in   403  ok   ok   403  403  403  403  403  403  403
packs:pack_read draft tib POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_read final tib GET  in   403  ok   ok   ok   ok   ok   403  ok   403  ok
packs:pack_read final tib POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_read final irb GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
packs:pack_read final irb POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_read_annexes draft tib GET  in   403  ok   ok   403  403  403  403  403  403  403
packs:pack_read_annexes draft tib POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_read_annexes final tib GET  in   403  ok   ok   ok   ok   ok   403  ok   403  ok
packs:pack_read_annexes final tib POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_read_annexes final irb GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
packs:pack_read_annexes final irb POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_read_file draft tib GET  in   403  404   404   403  403  403  403  403  403  403
packs:pack_read_file draft tib POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_read_file final tib GET  in   403  404   404   404   404   404   403  404   403  404
packs:pack_read_file final tib POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_read_file final irb GET  in   403  404   404   404   404   404   404   404   404   404
packs:pack_read_file final irb POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_downloads          GET  in   403  ok   ok   403  403  403  403  403  403  403
packs:pack_downloads          POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_downloads_csv      GET  in   403  ok   ok   403  403  403  403  403  403  403
packs:pack_downloads_csv      POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_draw               GET  in   403  403  ok   403  403  403  403  403  403  403
packs:pack_draw               POST in   403  403  ok   403  403  403  403  403  403  403
packs:extract_request         GET  in   403  403  ok   403  403  403  403  403  403  403
packs:extract_request         POST in   403  403  ok   403  403  403  403  403  403  403
packs:public_request          GET  in   403  403  ok   403  403  403  403  403  403  403
packs:public_request          POST in   403  403  ok   403  403  403  403  403  403  403
packs:pack_request            GET  in   403  403  302  403  403  403  403  403  403  403
packs:pack_request            POST in   403  403  ok   403  403  403  403  403  403  403
packs:meetings_move           GET  in   403  403  ok   403  403  403  403  403  403  403
packs:meetings_move           POST in   403  403  ok   403  403  403  403  403  403  403
packs:meetings                GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
packs:meetings                POST in   405  405  405  405  405  405  405  405  405  405
packs:meeting tib             GET  in   403  ok   ok   ok   ok   ok   403  ok   403  ok
packs:meeting tib             POST in   405  405  405  405  405  405  405  405  405  405
packs:meeting irb             GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
packs:meeting irb             POST in   405  405  405  405  405  405  405  405  405  405
packs:meeting_arrange         GET  in   403  403  ok   403  403  403  403  403  403  403
packs:meeting_arrange         POST in   403  403  ok   403  403  403  403  403  403  403
packs:meeting_attendance      GET  in   403  403  ok   403  403  403  403  403  403  403
packs:meeting_attendance      POST in   403  403  ok   403  403  403  403  403  403  403
packs:edition                 GET  in   403  403  ok   403  403  403  403  403  403  403
packs:edition                 POST in   405  405  405  405  405  405  405  405  405  405
packs:edition_text            GET  in   403  403  ok   403  403  403  403  403  403  403
packs:edition_text            POST in   403  403  ok   403  403  403  403  403  403  403
packs:agenda_add              GET  in   403  403  ok   403  403  403  403  403  403  403
packs:agenda_add              POST in   403  403  ok   403  403  403  403  403  403  403
packs:agenda_change           GET  in   403  403  ok   403  403  403  403  403  403  403
packs:agenda_change           POST in   403  403  ok   403  403  403  403  403  403  403
packs:agenda_end decide       GET  in   403  403  ok   403  403  403  403  403  403  403
packs:agenda_end decide       POST in   403  403  ok   403  403  403  403  403  403  403
packs:agenda_end carry        GET  in   403  403  ok   403  403  403  403  403  403  403
packs:agenda_end carry        POST in   403  403  ok   403  403  403  403  403  403  403
packs:board_action_add        GET  in   403  403  ok   403  403  403  403  403  403  403
packs:board_action_add        POST in   403  403  ok   403  403  403  403  403  403  403
packs:board_actions           GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
packs:board_actions           POST in   405  405  405  405  405  405  405  405  405  405
packs:board_actions_csv       GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
packs:board_actions_csv       POST in   405  405  405  405  405  405  405  405  405  405
packs:board_action            GET  in   403  ok   ok   ok   ok   ok   403  ok   403  ok
packs:board_action            POST in   405  405  405  405  405  405  405  405  405  405
packs:board_action_step done  GET  in   403  403  403  ok   403  403  403  403  403  403
packs:board_action_step done  POST in   403  403  403  ok   403  403  403  403  403  403
packs:board_action_step accept GET  in   403  403  ok   403  403  403  403  403  403  403
packs:board_action_step accept POST in   403  403  ok   403  403  403  403  403  403  403
packs:classification          GET  in   403  ok   ok   ok   ok   ok   403  ok   403  ok
packs:classification          POST in   405  405  405  405  405  405  405  405  405  405
packs:classification_csv      GET  in   403  ok   ok   ok   ok   ok   403  ok   403  ok
packs:classification_csv      POST in   405  405  405  405  405  405  405  405  405  405
packs:classification_item     GET  in   403  ok   ok   ok   ok   ok   403  ok   403  ok
packs:classification_item     POST in   405  405  405  405  405  405  405  405  405  405
packs:pack_step receipt       GET  in   403  403  ok   403  403  403  403  403  403  403
packs:pack_step receipt       POST in   403  403  ok   403  403  403  403  403  403  403
packs:pack_step clearance     GET  in   403  403  ok   403  403  403  403  403  403  403
packs:pack_step clearance     POST in   403  403  ok   403  403  403  403  403  403  403
packs:pre_election            GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
packs:pre_election            POST in   405  405  405  405  405  405  405  405  405  405
packs:pre_election_add        GET  in   403  ok   ok   403  403  403  403  403  403  403
packs:pre_election_add        POST in   403  ok   ok   403  403  403  403  403  403  403
packs:pre_election_change     GET  in   403  ok   ok   403  403  403  403  403  403  403
packs:pre_election_change     POST in   403  ok   ok   403  403  403  403  403  403  403
packs:item_classify           GET  in   403  403  ok   403  403  403  403  403  403  403
packs:item_classify           POST in   403  403  ok   403  403  403  403  403  403  403
dashboards:documents              GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:documents              POST in   405  405  405  405  405  405  405  405  405  405
dashboards:home                   GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:home                   POST in   405  405  405  405  405  405  405  405  405  405
dashboards:plan                   GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:plan                   POST in   405  405  405  405  405  405  405  405  405  405
dashboards:portfolio              GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:portfolio              POST in   405  405  405  405  405  405  405  405  405  405
dashboards:portfolio_csv          GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:portfolio_csv          POST in   405  405  405  405  405  405  405  405  405  405
dashboards:plan_outcomes          GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:plan_outcomes          POST in   405  405  405  405  405  405  405  405  405  405
dashboards:plan_outcomes_csv      GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:plan_outcomes_csv      POST in   405  405  405  405  405  405  405  405  405  405
dashboards:plan_outcome           GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:plan_outcome           POST in   405  405  405  405  405  405  405  405  405  405
dashboards:milestones             GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:milestones             POST in   405  405  405  405  405  405  405  405  405  405
dashboards:milestones_csv         GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:milestones_csv         POST in   405  405  405  405  405  405  405  405  405  405
dashboards:periods                GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:periods                POST in   405  405  405  405  405  405  405  405  405  405
dashboards:period                 GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:period                 POST in   405  405  405  405  405  405  405  405  405  405
dashboards:glossary               GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:glossary               POST in   405  405  405  405  405  405  405  405  405  405
dashboards:runway                 GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:runway                 POST in   405  405  405  405  405  405  405  405  405  405
dashboards:runway past            GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:runway past            POST in   405  405  405  405  405  405  405  405  405  405
dashboards:runway_csv             GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:runway_csv             POST in   405  405  405  405  405  405  405  405  405  405
dashboards:search                 GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
dashboards:search                 POST in   405  405  405  405  405  405  405  405  405  405
kpis:indicators                   GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
kpis:indicators                   POST in   405  405  405  405  405  405  405  405  405  405
kpis:indicators_csv               GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
kpis:indicators_csv               POST in   405  405  405  405  405  405  405  405  405  405
kpis:indicator                    GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
kpis:indicator                    POST in   405  405  405  405  405  405  405  405  405  405
kpis:composite_edit               GET  in   403  403  ok   403  403  403  403  403  403  403
kpis:composite_edit               POST in   403  403  ok   403  403  403  403  403  403  403
kpis:indicator_define             GET  in   403  403  ok   403  403  403  403  403  403  403
kpis:indicator_define             POST in   403  403  ok   403  403  403  403  403  403  403
kpis:indicator_history            GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
kpis:indicator_history            POST in   405  405  405  405  405  405  405  405  405  405
kpis:readings_csv                 GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
kpis:readings_csv                 POST in   405  405  405  405  405  405  405  405  405  405
kpis:scorecard                    GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
kpis:scorecard                    POST in   405  405  405  405  405  405  405  405  405  405
kpis:scorecard_csv                GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
kpis:scorecard_csv                POST in   405  405  405  405  405  405  405  405  405  405
kpis:all_readings_csv             GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
kpis:all_readings_csv             POST in   405  405  405  405  405  405  405  405  405  405
kpis:all_targets_csv              GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
kpis:all_targets_csv              POST in   405  405  405  405  405  405  405  405  405  405
kpis:readings_enter               GET  in   403  403  ok   403  403  403  403  403  403  403
kpis:readings_enter               POST in   403  403  ok   403  403  403  403  403  403  403
kpis:readings_load                GET  in   403  403  ok   403  403  403  403  403  403  403
kpis:readings_load                POST in   403  403  ok   403  403  403  403  403  403  403
kpis:targets_load                 GET  in   403  403  ok   403  403  403  403  403  403  403
kpis:targets_load                 POST in   403  403  ok   403  403  403  403  403  403  403
kpis:reading_add                  GET  in   403  403  ok   403  403  403  403  403  403  403
kpis:reading_add                  POST in   403  403  ok   403  403  403  403  403  403  403
kpis:target_add                   GET  in   403  403  ok   403  403  403  403  403  403  403
kpis:target_add                   POST in   403  403  ok   403  403  403  403  403  403  403
programmes:programme              GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:programme              POST in   405  405  405  405  405  405  405  405  405  405
programmes:milestones_csv         GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:milestones_csv         POST in   405  405  405  405  405  405  405  405  405  405
programmes:programme_history      GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:programme_history      POST in   405  405  405  405  405  405  405  405  405  405
programmes:programme_plan         GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:programme_plan         POST in   405  405  405  405  405  405  405  405  405  405
programmes:programme past         GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:programme past         POST in   405  405  405  405  405  405  405  405  405  405
programmes:returns                GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:returns                POST in   405  405  405  405  405  405  405  405  405  405
programmes:people                 GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:people                 POST in   405  405  405  405  405  405  405  405  405  405
programmes:people_csv             GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:people_csv             POST in   405  405  405  405  405  405  405  405  405  405
programmes:preparers_name         GET  in   403  403  ok   403  403  ok   403  403  403  403
programmes:preparers_name         POST in   403  403  ok   403  403  ok   403  403  403  403
programmes:signing_change         GET  in   403  ok   403  403  403  403  403  403  403  403
programmes:signing_change         POST in   403  ok   403  403  403  403  403  403  403  403
programmes:rdl_appoint            GET  in   403  ok   403  403  403  403  403  403  403  403
programmes:rdl_appoint            POST in   403  ok   403  403  403  403  403  403  403  403
programmes:post                   GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:post                   POST in   405  405  405  405  405  405  405  405  405  405
programmes:post_handover          GET  in   403  ok   403  403  403  403  403  403  403  403
programmes:post_handover          POST in   403  ok   403  403  403  403  403  403  403  403
programmes:milestone              GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:milestone              POST in   405  405  405  405  405  405  405  405  405  405
programmes:milestone_history      GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:milestone_history      POST in   405  405  405  405  405  405  405  405  405  405
programmes:milestone_decide       GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:milestone_decide       POST in   403  403  ok   403  403  403  403  403  403  403
programmes:leads_name             GET  in   403  403  ok   403  403  ok   403  403  403  403
programmes:leads_name             POST in   403  403  ok   403  403  ok   403  403  403  403
programmes:completion_confirm     GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:completion_confirm     POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:confirmation_set       GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:confirmation_set       POST in   403  403  ok   403  403  403  403  403  403  403
programmes:first_date             GET  in   403  403  ok   403  403  ok   403  403  403  403
programmes:first_date             POST in   403  403  ok   403  403  ok   403  403  403  403
programmes:occurrence_report      GET  in   403  403  ok   403  403  ok   403  403  403  403
programmes:occurrence_report      POST in   403  403  ok   403  403  ok   403  403  403  403
programmes:occurrences_csv        GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:occurrences_csv        POST in   405  405  405  405  405  405  405  405  405  405
programmes:milestone_update       GET  in   403  403  ok   403  403  ok   403  403  403  403
programmes:milestone_update       POST in   403  403  ok   403  403  ok   403  403  403  403
programmes:return                 GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:return                 POST in   405  405  405  405  405  405  405  405  405  405
programmes:return owed            GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:return owed            POST in   405  405  405  405  405  405  405  405  405  405
programmes:return_edit            GET  in   403  403  ok   403  403  ok   403  403  403  403
programmes:return_edit            POST in   403  403  ok   403  403  ok   403  403  403  403
programmes:return_report          GET  in   403  403  ok   403  403  ok   403  403  403  403
programmes:return_report          POST in   403  403  done 403  403  done 403  403  403  403
programmes:return_challenge       GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:return_challenge       POST in   403  403  ok   403  403  403  403  403  403  403
programmes:register_load risk     GET  in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:register_load risk     POST in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:register_csv risk      GET  in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:register_csv risk      POST in   405  405  405  405  405  405  405  405  405  405
programmes:points                 GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:points                 POST in   405  405  405  405  405  405  405  405  405  405
programmes:points_csv             GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:points_csv             POST in   405  405  405  405  405  405  405  405  405  405
programmes:point                  GET  in   403  404  ok   ok   404  ok   404  404  404  404
programmes:point                  POST in   405  405  405  405  405  405  405  405  405  405
programmes:point_step answered    GET  in   403  404  403  ok   404  ok   404  404  404  404
programmes:point_step answered    POST in   403  404  403  ok   404  ok   404  404  404  404
programmes:point_step closed      GET  in   403  404  ok   403  404  403  404  404  404  404
programmes:point_step closed      POST in   403  404  ok   403  404  403  404  404  404  404
programmes:return_submit          GET  in   403  403  ok   403  403  ok   403  403  403  403
programmes:return_submit          POST in   403  403  ok   403  403  ok   403  403  403  403
programmes:return_sign            GET  in   403  403  403  ok   403  403  403  403  403  403
programmes:return_sign            POST in   403  403  403  ok   403  403  403  403  403  403
programmes:return_assure          GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:return_assure          POST in   403  403  ok   403  403  403  403  403  403  403
programmes:return_send_back       GET  in   403  403  ok   ok   403  403  403  403  403  403
programmes:return_send_back       POST in   403  403  ok   ok   403  403  403  403  403  403
programmes:return_take_back       GET  in   403  403  ok   403  403  ok   403  403  403  403
programmes:return_take_back       POST in   403  403  ok   403  403  ok   403  403  403  403
programmes:openings               GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:openings               POST in   405  405  405  405  405  405  405  405  405  405
programmes:opening                GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:opening                POST in   405  405  405  405  405  405  405  405  405  405
programmes:opening_csv            GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:opening_csv            POST in   405  405  405  405  405  405  405  405  405  405
programmes:opening_add            GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:opening_add            POST in   403  403  ok   403  403  403  403  403  403  403
programmes:opening_rows_csv       GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:opening_rows_csv       POST in   405  405  405  405  405  405  405  405  405  405
programmes:structure              GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:structure              POST in   405  405  405  405  405  405  405  405  405  405
programmes:structure_csv          GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:structure_csv          POST in   405  405  405  405  405  405  405  405  405  405
programmes:programme_begin        GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:programme_begin        POST in   403  403  ok   403  403  403  403  403  403  403
programmes:programme_close        GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:programme_close        POST in   403  403  ok   403  403  403  403  403  403  403
programmes:milestones_move        GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:milestones_move        POST in   403  403  ok   403  403  403  403  403  403  403
programmes:editions               GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:editions               POST in   405  405  405  405  405  405  405  405  405  405
programmes:committees             GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:committees             POST in   405  405  405  405  405  405  405  405  405  405
programmes:committee_take         GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:committee_take         POST in   403  403  ok   403  403  403  403  403  403  403
programmes:committee_give_up      GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:committee_give_up      POST in   403  403  ok   403  403  403  403  403  403  403
programmes:edition                GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:edition                POST in   405  405  405  405  405  405  405  405  405  405
programmes:edition_csv            GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:edition_csv            POST in   405  405  405  405  405  405  405  405  405  405
programmes:edition_add            GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:edition_add            POST in   403  403  ok   403  403  403  403  403  403  403
programmes:editions_open_csv      GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:editions_open_csv      POST in   405  405  405  405  405  405  405  405  405  405
programmes:changes                GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:changes                POST in   405  405  405  405  405  405  405  405  405  405
programmes:changes_csv            GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:changes_csv            POST in   405  405  405  405  405  405  405  405  405  405
programmes:change                 GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:change                 POST in   405  405  405  405  405  405  405  405  405  405
programmes:change_start           GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:change_start           POST in   405  405  405  405  405  405  405  405  405  405
programmes:change_add date        GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:change_add date        POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:change_add add         GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:change_add add         POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:change_draft           GET  in   403  403  403  403  403  ok   403  403  403  403
programmes:change_draft           POST in   403  403  403  403  403  ok   403  403  403  403
programmes:change_draft_another   GET  in   403  403  403  403  403  ok   403  403  403  403
programmes:change_draft_another   POST in   403  403  403  403  403  ok   403  403  403  403
programmes:change_draft_discard   GET  in   403  403  403  403  403  ok   403  403  403  403
programmes:change_draft_discard   POST in   403  403  403  403  403  ok   403  403  403  403
programmes:change_answer          GET  in   403  403  403  ok   403  403  403  403  403  403
programmes:change_answer          POST in   403  403  403  ok   403  403  403  403  403  403
programmes:change_decide sao      GET  in   403  403  403  ok   403  403  403  403  403  403
programmes:change_decide sao      POST in   403  403  403  ok   403  403  403  403  403  403
programmes:change_decide cpmo     GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:change_decide cpmo     POST in   403  403  ok   403  403  403  403  403  403  403
programmes:change_withdraw        GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:change_withdraw        POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:raid                   GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:raid                   POST in   405  405  405  405  405  405  405  405  405  405
programmes:raid_csv               GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:raid_csv               POST in   405  405  405  405  405  405  405  405  405  405
programmes:raid_entry             GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:raid_entry             POST in   405  405  405  405  405  405  405  405  405  405
programmes:raid_add risk          GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:raid_add risk          POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:raid_add action        GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:raid_add action        POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:raid_add all           GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:raid_add all           POST in   403  403  ok   403  403  403  403  403  403  403
programmes:raid_edit              GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:raid_edit              POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:raid_edit all          GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:raid_edit all          POST in   403  403  ok   403  403  403  403  403  403  403
programmes:raid_state             GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:raid_state             POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:risk_score             GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:risk_score             POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:risk_escalate          GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:risk_escalate          POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:risk_answer            GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:risk_answer            POST in   403  403  ok   403  403  403  403  403  403  403
programmes:outcomes_set            GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:outcomes_set            POST in   403  403  ok   403  403  403  403  403  403  403
programmes:benefits                GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:benefits                POST in   405  405  405  405  405  405  405  405  405  405
programmes:benefits_csv            GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:benefits_csv            POST in   405  405  405  405  405  405  405  405  405  405
programmes:benefit_add             GET  in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:benefit_add             POST in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:benefits_load           GET  in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:benefits_load           POST in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:benefits_month          GET  in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:benefits_month          POST in   403  403  done done done done 403  403  403  403
programmes:benefit                 GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:benefit                 POST in   405  405  405  405  405  405  405  405  405  405
programmes:benefit_edit            GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:benefit_edit            POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:benefit_read            GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:benefit_read            POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:budgets                 GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:budgets                 POST in   405  405  405  405  405  405  405  405  405  405
programmes:budgets_csv             GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:budgets_csv             POST in   405  405  405  405  405  405  405  405  405  405
programmes:budgets_load            GET  in   403  403  ok   403  403  ok   403  403  403  403
programmes:budgets_load            POST in   403  403  ok   403  403  ok   403  403  403  403
programmes:budget                  GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:budget                  POST in   405  405  405  405  405  405  405  405  405  405
programmes:budget_enter            GET  in   403  403  ok   403  403  ok   403  403  403  403
programmes:budget_enter            POST in   403  403  ok   403  403  ok   403  403  403  403
programmes:savings                 GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:savings                 POST in   405  405  405  405  405  405  405  405  405  405
programmes:savings_csv             GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:savings_csv             POST in   405  405  405  405  405  405  405  405  405  405
programmes:saving                  GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:saving                  POST in   405  405  405  405  405  405  405  405  405  405
programmes:saving_add              GET  in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:saving_add              POST in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:savings_load            GET  in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:savings_load            POST in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:saving_edit             GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:saving_edit             POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:saving_replace          GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:saving_replace          POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:replacement_end         GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:replacement_end         POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:saving_target           GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:saving_target           POST in   403  403  ok   403  403  403  403  403  403  403
programmes:year_target             GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:year_target             POST in   403  403  ok   403  403  403  403  403  403  403
programmes:savings_month           GET  in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:savings_month           POST in   403  403  done done done done 403  403  403  403
programmes:savings_validate        GET  in   403  403  403  403  403  403  403  403  403  ok
programmes:savings_validate        POST in   403  403  403  403  403  403  403  403  403  done
programmes:money                   GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:money                   POST in   405  405  405  405  405  405  405  405  405  405
programmes:money_csv               GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:money_csv               POST in   405  405  405  405  405  405  405  405  405  405
programmes:receipts                GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:receipts                POST in   405  405  405  405  405  405  405  405  405  405
programmes:receipts_csv            GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:receipts_csv            POST in   405  405  405  405  405  405  405  405  405  405
programmes:receipts_chart_csv      GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:receipts_chart_csv      POST in   405  405  405  405  405  405  405  405  405  405
programmes:lot                     GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:lot                     POST in   405  405  405  405  405  405  405  405  405  405
programmes:lot_add                 GET  in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:lot_add                 POST in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:lot_edit                GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:lot_edit                POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:receipts_load           GET  in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:receipts_load           POST in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:receipts_month          GET  in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:receipts_month          POST in   403  403  done done done done 403  403  403  403
programmes:receipt_target          GET  in   403  403  ok   403  403  403  403  403  403  403
programmes:receipt_target          POST in   403  403  ok   403  403  403  403  403  403  403
programmes:dependencies           GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:dependencies           POST in   405  405  405  405  405  405  405  405  405  405
programmes:dependencies_csv       GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:dependencies_csv       POST in   405  405  405  405  405  405  405  405  405  405
programmes:dependency             GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:dependency             POST in   405  405  405  405  405  405  405  405  405  405
programmes:dependency plan        GET  in   403  ok   ok   ok   ok   ok   ok   ok   ok   ok
programmes:dependency plan        POST in   405  405  405  405  405  405  405  405  405  405
programmes:dependency_add         GET  in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:dependency_add         POST in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:dependency_load        GET  in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:dependency_load        POST in   403  403  ok   ok   ok   ok   403  403  403  403
programmes:dependency_edit        GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:dependency_edit        POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:dependency_state       GET  in   403  403  ok   ok   403  ok   403  403  403  403
programmes:dependency_state       POST in   403  403  ok   ok   403  ok   403  403  403  403
programmes:dependency_confirm     GET  in   403  403  403  ok   403  ok   403  403  403  403
programmes:dependency_confirm     POST in   403  403  403  ok   403  ok   403  403  403  403
sign_in                           GET  ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
sign_in                           POST ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
sign_out                          GET  in   405  405  405  405  405  405  405  405  405  405
sign_out                          POST in   done done done done done done done done done done
password_change                   GET  in   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
password_change                   POST in   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
health                            GET  ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
health                            POST 405  405  405  405  405  405  405  405  405  405  405
"""
HEAD, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
assert HEAD[3:] == list(ROLES)


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    name: str
    variant: str
    method: str
    expected: dict[str, str]

    @property
    def key(self) -> str:
        """Return the address's name with its variant, which both of its methods share."""
        return f"{self.name} {self.variant}".strip()

    def __str__(self) -> str:
        return f"{self.key} {self.method}"


def read(words: list[str]) -> Line:
    """Return a row: the name, perhaps a variant, the method and an answer for each role."""
    answers = words[-len(ROLES) :]
    name, *variant, method = words[: -len(ROLES)]
    return Line(name, " ".join(variant), method, dict(zip(ROLES, answers, strict=True)))


LINES = [read(words) for words in ROWS]


@dataclass(frozen=True)
class Site:
    """The council in a state in which every page has something to show, and its addresses."""

    arguments: dict[str, list[Any]]
    sessions: dict[str, str]  # the key of each role's session; none for the anonymous

    def parts(self, line: Line) -> list[Any]:
        """Return what the address of a row of the table names."""
        return self.arguments.get(line.key, self.arguments.get(line.name, []))

    def address(self, line: Line) -> str:
        """Return the address of a row of the table, with what is asked of the page."""
        return reverse(line.name, args=self.parts(line)) + ASKED.get(line.key, "")


DOWNLOADS = {
    "packs:pack_download",
    "packs:pack_annex",
    "assurance:evidence_download",
    "assurance:evidence_pack",
}
ASKED = {
    "dashboards:search": "?q=activity",
    "dashboards:runway past": "?month=2026-09",
    "programmes:programme past": "?month=2026-09",
}
# Both have rows that no month has reported: they are looked up apart, however many they are.
ONCE, TEN_TIMES = BenchSize(rows=2, parts=1), BenchSize(rows=10, parts=2)


@pytest.fixture(autouse=True, scope="module")
def _store(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "PACK_STORE", tmp_path_factory.mktemp("packs"))
        patch.setattr(settings, "EVIDENCE_STORE", tmp_path_factory.mktemp("evidence"))
        yield


@pytest.fixture(autouse=True)
def _now():
    """Stay in the hours in which everybody is signed in."""
    with time_machine.travel(NOW, tick=False):
        yield


@standing
def council():
    """Return the site before its plan is multiplied."""
    # Django asks SQLite once a process, in three statements of whoever comes first.
    assert connection.features.supports_json_field
    return build_site(settings.PACK_STORE)


@standing
def site(council):
    """Return the site that everybody is asked in."""
    multiply(ONCE)
    return council


@standing
def site_of_ten_times_the_plan(council):
    """Return the site with ten times as much of everything."""
    multiply(TEN_TIMES)
    return council


def build_site(store: Any) -> Site:
    """Build the site in an empty database, its packs kept in the folder `store`.

    September is frozen with its packs, October open with one return submitted.
    """
    world = worlds.build(with_period=False)
    for month, day, opened in (
        (date(2026, 9, 1), date(2026, 10, 27), datetime(2026, 10, 5, 9, tzinfo=UTC)),
        (date(2026, 10, 1), date(2026, 11, 24), datetime(2026, 11, 2, 9, tzinfo=UTC)),
    ):
        world.period = open_cycle(month, tib_on=day, irb_on=day, by=world.user("cpmo"), at=opened)
        if month == date(2026, 9, 1):
            snapshot = shelf.freeze(world, at=datetime(2026, 10, 20, 9, tzinfo=UTC))
    name_preparers(
        world.programmes["HOU"], [world.posts["officer"]], version=0, by=world.user("rdl"), at=NOW
    )
    submit_return(world.report_all("HOU"), by=world.user("rdl"), at=NOW)
    packs = {
        f"{standing} {forum}": shelf.pack(
            world, snapshot, store=store, annex=True, forum=forum, standing=standing
        )
        for standing, forum in (
            ("draft", "tib"),
            ("final", "tib"),
            ("final", "irb"),
            ("draft", "irb"),
        )
    }
    meeting_steps.seek(world, period=snapshot.period)
    publication_steps.pre_election(world)
    meeting_steps.give(world, period=snapshot.period, at=NOW)
    indicator = Indicator(
        ref="KPI-1", aim=Aim.objects.get(), number=1, name="Repairs", unit="%", polarity="higher"
    )
    record(indicator, by=LOADER, at=LOADED_AT)
    shelf.a_concern(world)
    shelf.a_report(world, snapshot.period)
    shelf.a_question()
    shelf.agreed(world, Said.NOT_CONFIDENT)
    shelf.draft(world, Said.CONFIDENT)
    link_steps.propose(world, "HOU", "HOU-01")
    register_risks(world)
    ask_changes(world)
    draft_a_change(world)
    asks_its_taker(depend(world))
    challenge_housing(world)
    save_money(world)
    enact(PlanEdition, by=LOADER, at=LOADED_AT, number=1, name="Plan of March 2024")
    renew(world, FILE.replace("new dates,Mar 2027", "carried,"))
    enact(TakeOver, by=LOADER, at=NOW, number=1, tracker="Excel tracker", position_on=NOW.date())
    recurring(world)
    recurring(world, ref="JOB-20")
    evidence_steps.add(world, by="rdl")
    evidence_steps.add(world, classification="confidential", title="Advice of counsel")
    evidence_steps.add(world, EvidenceKind.LINK)
    auditors.appoint(world)
    auditors.recommend(world)
    request_steps.ask(world)
    committee_steps.takes(world)
    shelf.an_interest(world, outcome=9)
    shelf.words(world)
    names = ROLES | {"preparer": "officer"} | AUDITORS | _without(world)
    sessions = _sessions(world, names)
    closed = world.user("closed")
    deactivate_user(closed, reason="Left", version=closed.version, by=LOADER, at=NOW)
    return Site(_arguments(world, packs), sessions)


def register_risks(world: World) -> None:
    """Put a risk into the register that waits for the TIB's answer, and what stands beside it."""
    by, housing = world.user("cpmo"), world.programmes["HOU"]
    add_entry(RaidKind.RISK, None, {"title": "Pace of change"}, by=by, at=NOW)
    risk = add_entry(RaidKind.RISK, housing, {"title": "Suppliers fail"}, by=by, at=NOW)
    top = Scores(current=Score(impact=5, likelihood=5))
    risk = score_risk(risk, top, reason="The market is thin.", version=1, by=by, at=NOW)
    escalate_risk(risk, Ladder.TIB, reason="It is top.", version=2, by=by, at=NOW)
    due = {"title": "Sign a second supplier", "due_on": NOW.date(), "risk": risk}
    add_entry(RaidKind.ACTION, housing, due, by=by, at=NOW)


def ask_changes(world: World) -> None:
    """Ask for two changes: the first is with the SAO, the second with CPMO."""
    why = Case(reason_code=ChangeReason.SUPPLIER, reason="The supplier withdrew.")
    for number, ref in enumerate(("HOU-01", "HOU-02"), start=1):
        row = AskedRow(
            proposed=Proposed(number=1, kind=ChangeKind.DATE, new=when(f"{19 + number} Jan 2027")),
            milestone=world.milestones[ref],
        )
        asked = ask_change(world.programmes["HOU"], [row], why, by=world.user("rdl"), at=NOW)
    agrees = Ruling(agrees=True, rows=frozenset({1}))
    decide_change(asked, ChangeForum.SAO, agrees, version=1, by=world.user("sao"), at=NOW)


def draft_a_change(world: World) -> ChangeDraft:
    """Let the RDL keep the draft of a request that nobody else sees."""
    typed, by = {"new_1": "20 Feb 2027", "reason": "A secret reason"}, world.user("rdl")
    own = world.programmes["HOU"]
    part = Part(number=1, kind=ChangeKind.DATE, refs=("HOU-03",))
    return begin_draft(own, [part], typed, by=by, at=NOW)


def save_money(world: World) -> None:
    """Add two savings, the second in the place of the first, and two lots, one of them sold."""
    row, other = saving_steps.save(world, target=5_000_000), saving_steps.save(world, "Lower rents")
    for saving, amount in ((row, 1_000_000), (other, 2_000_000)):
        saving_steps.enter(world, saving, amount)
    saving_steps.validate(world, row, 900_000)
    lot_steps.sell(world, lot_steps.lot(world), 2_000_000)
    lot_steps.lot(world, "Garages in the south")
    lot_steps.promise(world, 5_000_000)
    benefit_steps.add(world)
    replace_saving(
        row, other, year=2026, basis=Basis.WHOLE, reason="It yields less", by=world.user("cpmo"),
        at=NOW,
    )  # fmt: skip


def asks_its_taker(late: Dependency) -> None:
    """Let the first request ask the SAO of who needs what it moves (Rule 28)."""
    request = ChangeRequest.objects.get(ref="HOU-CR-01")
    step = {"request": request, "what": "taker_asked", "dependency": late}
    enact(ChangeStep, by=LOADER, at=NOW, due_on=date(2026, 11, 16), **step)


def depend(world: World) -> Dependency:
    """Let what a row of HOU gives come too late for a row of JOB, which gives to another in turn.

    The plan has an overarching dependency beside them.
    """
    plan = Dependency(number=1, title="Leadership", description="It must be clear.")
    record(plan, by=LOADER, at=LOADED_AT)
    by, rows = world.user("rdl"), world.milestones
    days = {"give_by": date(2027, 3, 31), "need_by": date(2027, 5, 31)}
    entered = {"title": "List of tenants", "requirements": [world.requirement.ref], **days}
    late = add_dependency(rows["HOU-01"], rows["JOB-01"], entered, by=by, at=NOW)
    entered = {"title": "Trained staff", **days}
    add_dependency(rows["JOB-01"], rows["HOU-02"], entered, by=by, at=NOW)
    return late


def challenge_housing(world: World) -> str:
    """Let CPMO ask about Housing's return, and return the reference of what it asks."""
    entered: dict[str, Any] = {"part": ReturnPart.PROGRESS, "words": "What moved on?"}
    return challenge_return(world.ret("HOU"), **entered, by=world.user("cpmo"), at=NOW).ref


def _without(world: World) -> dict[str, str]:
    """Add CPMO officers and RDLs without rights today; return their names by role."""
    holdings = {
        "closed": (date(2024, 4, 1), None),
        "ended": (date(2024, 4, 1), NOW.date() - timedelta(days=1)),
        "to come": (NOW.date() + timedelta(days=1), None),
    }
    for name, (starts_on, ends_on) in holdings.items():
        user = User(email=f"{name.replace(' ', '')}@council.example", name=f"Person {name}")
        world.users[name] = record(user, by=LOADER, at=LOADED_AT)
        for post in (world.posts["cpmo"], world.posts["rdl"], world.posts["administrator"]):
            holding = PostHolding(user=user, post=post, starts_on=starts_on, ends_on=ends_on)
            record(holding, by=LOADER, at=LOADED_AT)
    return {name: name for name in holdings}


def _sessions(world: World, names: dict[str, str | None]) -> dict[str, str]:
    sessions = {}
    for role, name in names.items():
        client = Client()
        if name:
            with time_machine.travel(NOW, tick=False):
                client.force_login(world.users[name])
            sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return sessions


def _arguments(world: World, packs: dict[str, Any]) -> dict[str, list[Any]]:
    month, requirement = world.period.month, world.requirement.ref
    of_return = ["HOU", month]
    someone = [world.users["nobody"].pk]
    found: dict[str, list[Any]] = {
        "administration:user": someone,
        "dashboards:plan_outcome": [3, 1],
        "administration:user_edit": someone,
        "administration:user_deactivate": someone,
        "administration:user_reactivate": someone,
        "administration:user_password": someone,
        "administration:holding_end": [world.users["rdl"].holdings.get().pk],
        "administration:post_committee": [world.posts["committee"].pk],
        "assurance:council_request": ["REQ-01"],
        "assurance:request_step answered": ["REQ-01", "answered"],
        "assurance:request_step extended": ["REQ-01", "extended"],
        "assurance:recommendation": ["auditor-1"],
        "assurance:recommendation_view check": ["auditor-1", "internal-audit"],
        "assurance:recommendation_view own": ["auditor-1", "auditor"],
        "assurance:action_add": ["auditor-1"],
        "assurance:recommendations_quarter": [date(2026, 10, 1)],
        "assurance:recommendations_quarter_csv": [date(2026, 10, 1)],
        "assurance:evidence_add file": ["file"],
        "assurance:evidence_add link": ["link"],
        "assurance:evidence_add record": ["record"],
        "assurance:evidence_piece": ["EV-0001"],
        "assurance:evidence_piece secret": ["EV-0002"],
        "assurance:evidence_edit": ["EV-0001"],
        "assurance:evidence_version": ["EV-0001"],
        "assurance:evidence_uses": ["EV-0001"],
        "assurance:evidence_link": ["EV-0003"],
        "assurance:evidence_retire": ["EV-0001"],
        "assurance:evidence_pack": [requirement],
        "assurance:evidence_seal": ["EV-0001", 1],
        "assurance:evidence_download": ["EV-0001", 1],
        "assurance:evidence_download secret": ["EV-0002", 1],
        "assurance:sustained": [requirement],
        "assurance:outcome": [8],
        "assurance:requirement": [requirement],
        "packs:period_freeze": [month],
        "packs:period_signals": [date(2026, 9, 1)],
        "packs:period_signals open": [date(2026, 10, 1)],
        "packs:period_signals_csv": [date(2026, 10, 1)],
        "packs:extract_request": [packs["final irb"].pk],
        "packs:public_request": [packs["final irb"].pk],
        "packs:pack_request": [packs["draft tib"].pk],
        "packs:pack_confirm": [packs["draft irb"].pk],
        "packs:meetings_move": [month],
        "packs:meeting tib": ["tib", SEPTEMBER],
        "packs:meeting irb": ["irb", SEPTEMBER],
        "packs:meeting_arrange": ["tib", SEPTEMBER],
        "packs:meeting_attendance": ["tib", SEPTEMBER],
        "packs:edition": ["tib", month],
        "packs:edition_text": ["tib", month, "headline", 1],
        "packs:agenda_add": ["tib", month],
        "packs:agenda_change": ["tib", SEPTEMBER, 1],
        "packs:agenda_end decide": ["tib", SEPTEMBER, 1, "decide"],
        "packs:agenda_end carry": ["tib", SEPTEMBER, 1, "carry"],
        "packs:board_action_add": ["tib", SEPTEMBER],
        "packs:board_action": ["TIB-2026-09-A1"],
        "packs:board_action_step done": ["TIB-2026-09-A1", "done"],
        "packs:board_action_step accept": ["TIB-2026-09-A1", "accept"],
        "packs:classification_item": ["milestone", "HOU-01"],
        "packs:item_classify": ["milestone", "HOU-01"],
        "packs:pack_step receipt": [packs["final irb"].pk, "received"],
        "packs:pack_step clearance": [packs["final irb"].pk, "cleared"],
        "packs:pre_election_change": [1],
        "dashboards:period": [month],
        "kpis:indicator": ["KPI-1"],
        "kpis:composite_edit": ["KPI-1"],
        "kpis:indicator_define": ["KPI-1"],
        "kpis:indicator_history": ["KPI-1"],
        "kpis:readings_csv": ["KPI-1"],
        "kpis:reading_add": ["KPI-1"],
        "kpis:target_add": ["KPI-1"],
        "programmes:committee_take": [committee_steps.committee().pk],
        "programmes:committee_give_up": [committee_steps.committee().pk, "HOU"],
        "programmes:programme": ["HOU"],
        "programmes:outcomes_set": ["HOU"],
        "programmes:benefit": ["HOU-B-01"],
        "programmes:benefit_edit": ["HOU-B-01"],
        "programmes:benefit_read": ["HOU-B-01"],
        "programmes:budget": ["HOU"],
        "programmes:budget_enter": ["HOU"],
        "programmes:programme_history": ["HOU"],
        "programmes:programme_plan": ["HOU"],
        "programmes:milestones_csv": ["HOU"],
        "programmes:occurrences_csv": ["HOU"],
        "programmes:first_date": ["HOU-20"],
        "programmes:completion_confirm": ["HOU-01"],
        "programmes:confirmation_set": ["HOU"],
        "programmes:occurrence_report": ["HOU-20", date(2026, 10, 31)],
        "programmes:returns": ["HOU"],
        "programmes:rdl_appoint": ["HOU"],
        "programmes:people": ["HOU"],
        "programmes:signing_change": ["HOU"],
        "programmes:people_csv": ["HOU"],
        "programmes:preparers_name": ["HOU"],
        "programmes:leads_name": ["HOU-01"],
        "programmes:post": [world.posts["sao"].pk],
        "programmes:post_handover": [world.users["rdl"].holdings.get().pk],
        "programmes:milestone": ["HOU-01"],
        "programmes:milestone_history": ["HOU-01"],
        "programmes:milestone_decide": ["HOU-01"],
        "programmes:milestone_update": ["HOU-01"],
        "programmes:return": of_return,
        "programmes:return owed": ["JOB", month],
    }
    found |= {
        "programmes:raid_entry": ["HOU-R-01"],
        "programmes:raid_add risk": ["risk", "HOU"],
        "programmes:raid_add action": ["action", "HOU"],
        "programmes:raid_add all": ["decision", "overarching"],
        "programmes:raid_edit all": ["R-01"],
    }
    found |= {
        "programmes:programme_close": ["HOU"],
        "programmes:milestones_move": ["HOU"],
        "programmes:opening": [1],
        "programmes:opening_csv": [1],
        "programmes:edition": [2],
        "programmes:edition_csv": [2],
        "programmes:change": ["HOU-CR-01"],
        "programmes:change_start": ["HOU"],
        "programmes:change_add date": ["HOU", "date"],
        "programmes:change_add add": ["HOU", "add"],
        "programmes:change_draft": [ChangeDraft.objects.get().pk],
        "programmes:change_draft_another": [ChangeDraft.objects.get().pk],
        "programmes:change_draft_discard": [ChangeDraft.objects.get().pk],
        "programmes:change_answer": ["HOU-CR-01", "D-101"],
        "programmes:change_decide sao": ["HOU-CR-01"],
        "programmes:change_decide cpmo": ["HOU-CR-02"],
        "programmes:change_withdraw": ["HOU-CR-01"],
    }
    for act in ("saving", "saving_edit", "saving_replace", "saving_target"):
        found[f"programmes:{act}"] = ["SAV-S01"]
    for act in ("lot", "lot_edit"):
        found[f"programmes:{act}"] = ["LOT-01"]
    found["programmes:replacement_end"] = ["SAV-S01", 2026, "SAV-S02"]
    found["programmes:dependency plan"] = ["D-01"]
    for act in ("", "_edit", "_state", "_confirm"):
        found[f"programmes:dependency{act}"] = ["D-101"]
    for act in ("raid_edit", "raid_state", "risk_score", "risk_escalate", "risk_answer"):
        found[f"programmes:{act}"] = ["HOU-R-01"]
    found["programmes:point"] = ["HOU-CH-01"]
    for page in ("register_load", "register_csv"):
        found[f"programmes:{page} risk"] = ["risk"]
    for act in ("answered", "closed"):
        found[f"programmes:point_step {act}"] = ["HOU-CH-01", act]
    for step in (
        "challenge",
        "edit",
        "report",
        "submit",
        "sign",
        "assure",
        "send_back",
        "take_back",
    ):
        found[f"programmes:return_{step}"] = of_return
    for speaker in ("council", "cpmo", "commissioner"):
        found[f"assurance:assess {speaker}"] = [requirement, speaker]
        found[f"assurance:withdraw {speaker}"] = [requirement, speaker]
    found["assurance:cell"] = [8, 2]
    found["assurance:interest_declare"] = [8]
    found["assurance:interest_end"] = [1]
    found["assurance:official_words_version"] = [1]
    found["assurance:report"] = [1]
    found["assurance:report_step"] = [1, "agreed"]
    found["assurance:question_answer"] = [1]
    for act in ("edit", "report", "extend"):
        found[f"assurance:action_{act}"] = ["auditor-1", 1]
    found["assurance:concern_respond"] = ["PO8-C1"]
    for act in ("judge", "draft", "withdraw"):
        found[f"assurance:cell_{act}"] = [8, 2, "confidence"]
    found["assurance:gate_judge"] = [requirement, 1]
    found["assurance:link_end"] = [1]
    found["assurance:date_agree"] = [requirement, 1]
    for act in (
        *("requirement_links", "links_propose", "links_confirm"),
        *("requirement_reword", "requirement_retire"),
    ):
        found[f"assurance:{act}"] = [requirement]
    found["assurance:draft_accuracy"] = [requirement]
    held = PostHolding.objects.filter(user=world.users["commissioner"])
    found["commissioner_confirm"] = [held.get().pk]
    found["assurance:draft_take_back"] = [requirement, world.users["sao"].pk]
    found["assurance:accuracy"] = [requirement, world.users["commissioner"].pk]
    found["assurance:draft_discard"] = found["assurance:answer"] = [requirement]
    for variant, pack in packs.items():
        found[f"packs:pack {variant}"] = [pack.pk]
        found[f"packs:pack_download {variant}"] = [pack.pk]
        found[f"packs:pack_annex {variant}"] = [pack.pk]
        found[f"packs:pack_manifest {variant}"] = [pack.pk]
        found[f"packs:pack_read {variant}"] = found[f"packs:pack_read_annexes {variant}"] = [
            pack.pk
        ]
        found[f"packs:pack_read_file {variant}"] = [pack.pk, "pack", 1]
    return found


def ask(site: Site, role: str, method: str, address: str) -> str:
    """Ask as a role, undo whatever it did, and return the answer in the table's words."""
    with unwritten():
        answer, _ = answer_of(site, role, method, address)
    return in_words(method, answer)


@contextmanager
def unwritten() -> Iterator[None]:
    """Let pages be answered with all that they gather, and not written out: a third of their time.

    Who may open a page is settled before its template; one page of each kind is written.
    """
    with patch.object(Template, "render", lambda *_, **__: "<p></p>"):
        yield


def in_words(method: str, answer: HttpResponse) -> str:
    """Return an answer as the table has it."""
    if answer.status_code == 302 and answer.url.startswith(f"{reverse('sign_in')}?next="):
        return "in"
    if method not in {"GET", "HEAD"} and answer.status_code == 302:
        return "done"
    return "ok" if answer.status_code in (200, 409, 422) else str(answer.status_code)


def answer_of(
    site: Site, role: str, method: str, address: str, **typed: object
) -> tuple[HttpResponse, int]:
    """Ask as a role and undo whatever it did; return the answer and how many statements it took."""
    client, asked = Client(), []
    if role in site.sessions:
        client.cookies[settings.SESSION_COOKIE_NAME] = site.sessions[role]
    sent = (urlencode(typed), "application/x-www-form-urlencoded") if typed else ()

    def note(execute, sql, *what):
        asked.append(sql)
        return execute(sql, *what)

    with transaction.atomic():
        with connection.execute_wrapper(note):
            answer = client.generic(method, address, *sent)
        transaction.set_rollback(True)
    return answer, len(asked)


def names_of_addresses(resolver: Any = None, space: str = "") -> list[str]:
    """Return the name of every address of the site, such as "programmes:milestone"."""
    found = []
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            inner = f"{entry.namespace}:" if entry.namespace else ""
            found += names_of_addresses(entry, space + inner)
        else:
            found.append(space + entry.name)
    return found


def test_every_address_of_the_site_is_in_the_table():
    methods: dict[str, set[str]] = {}
    for line in LINES:
        methods.setdefault(line.name, set()).add(line.method)
    assert methods == {name: {"GET", "POST"} for name in names_of_addresses()}


PAGES = [line for line in LINES if line.method == "GET"]
# A method that a page does not know is refused alike to whoever is signed in: one page is asked by
# everyone, each of the others by some.
UNKNOWN_METHOD = [line for line in LINES if set(line.expected.values()) <= {"in", "405"}]
KNOWN_METHOD = [line for line in LINES if line not in UNKNOWN_METHOD]
ALL_IN_TURN = list(ROLES)[1:]


Counts = dict[str, int]  # of statements, by role


@pytest.fixture(scope="module")
def at_once() -> dict[str, Counts]:
    """What the tests counted so far of pages and the save, by their names."""
    return {}


@pytest.mark.django_db
def test_everybody_is_told_of_a_method_that_a_page_does_not_know(site):
    for line in UNKNOWN_METHOD:
        assert {line.expected[role] for role in ALL_IN_TURN} == {"405"}, line
    address = site.address(UNKNOWN_METHOD[0])
    asked = dict.fromkeys([*ROLES, *WITHOUT, "preparer"], "405") | {"anon": "in", "closed": "in"}
    assert {role: ask(site, role, "POST", address) for role in asked} == asked


@pytest.mark.django_db
@pytest.mark.parametrize("turn", range(len(PAGES)), ids=lambda turn: PAGES[turn].name)
def test_no_page_knows_another_method(site, turn):
    """HEAD is GET without the page, but no download; whatever else is asked changes nothing.

    Each method is asked by one of three roles in turn; a form that the page does not have is sent
    by the anonymous, who are sent to sign in, and by one of all the others in turn.
    """
    line, roles = PAGES[turn], ("anon", "cpmo", "adm")
    address = site.address(line)
    for other in UNKNOWN_METHOD:
        if other.key == line.key:
            for role in ("anon", ALL_IN_TURN[turn % len(ALL_IN_TURN)]):
                assert ask(site, role, other.method, address) == other.expected[role], role
    for place, method in enumerate(("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")):
        role = roles[(turn + place) % len(roles)]
        downloads = line.name in DOWNLOADS and line.expected[role] != "in"
        expected = line.expected[role] if method == "HEAD" and not downloads else "405"
        assert ask(site, role, method, address) == expected, (role, method)


def takes_arguments(line: Line) -> bool:
    """Tell whether the address names rows of the plan."""
    try:
        return not reverse(line.name)
    except NoReverseMatch:
        return True


UNKNOWN = {int: [999_999, 10**30], str: ["NO-SUCH", "%00", "é" * 300], date: [date(2099, 1, 1)]}


NAMING: dict[str, list[Line]] = {}
for _line in LINES:
    if "ok" in _line.expected.values() and takes_arguments(_line):
        NAMING.setdefault(_line.key, []).append(_line)


@pytest.mark.django_db
@pytest.mark.parametrize("key", NAMING)
def test_unknown_ids_are_not_found(site, key):
    """Each part of an address in turn names nothing: 404 for a role that may open it."""
    for line in NAMING[key]:
        role = next(role for role, answer in line.expected.items() if answer == "ok")
        arguments = site.parts(line)
        for place, argument in enumerate(arguments):
            for unknown in UNKNOWN[type(argument)]:
                wrong = [*arguments[:place], unknown, *arguments[place + 1 :]]
                address = reverse(line.name, args=wrong)
                assert ask(site, role, line.method, address) == "404", (line.method, wrong)


# What a preparer is answered where another programme's SAO is not: they draft and do not submit,
# and the return is submitted, so that nothing of it is a draft any more.
OF_A_PREPARER = {
    **{
        f"assurance:links_{act} {method}": "403"
        for act in ("load", "propose", "confirm")
        for method in ("GET", "POST")
    },
    "programmes:milestone_update POST": "ok",
    "programmes:return_edit POST": "ok",
    "programmes:return_report POST": "done",
    "programmes:occurrence_report GET": "ok",
    "programmes:occurrence_report POST": "ok",
    "programmes:register_load risk GET": "403",
    "programmes:register_load risk POST": "403",
    "programmes:register_csv risk GET": "403",
    "programmes:point GET": "ok",
    "programmes:point_step answered GET": "403",
    "programmes:point_step answered POST": "403",
    "programmes:point_step closed GET": "403",
    "programmes:point_step closed POST": "403",
    "programmes:benefit_add GET": "403",
    "programmes:benefit_add POST": "403",
    "programmes:benefits_load GET": "403",
    "programmes:benefits_load POST": "403",
    "programmes:budgets_load GET": "403",
    "programmes:budgets_load POST": "403",
    "programmes:budget_enter GET": "403",
    "programmes:budget_enter POST": "403",
    "programmes:lot_add GET": "403",
    "programmes:lot_add POST": "403",
    "programmes:receipts_load GET": "403",
    "programmes:receipts_load POST": "403",
    "programmes:saving_add GET": "403",
    "programmes:savings_load GET": "403",
    "programmes:savings_load POST": "403",
    "programmes:saving_add POST": "403",
    "programmes:dependency_add GET": "403",
    "programmes:dependency_add POST": "403",
    "programmes:dependency_load GET": "403",
    "programmes:dependency_load POST": "403",
    "assurance:question_answer GET": "403",
    "assurance:question_answer POST": "403",
    "assurance:concern_respond GET": "403",
    "assurance:concern_respond POST": "403",
    "assurance:assess council GET": "403",
    "assurance:assess council POST": "403",
}


# What internal audit and the external auditor are answered where a committee is not.
READ = ("pack_read", "pack_read_annexes")
AUDITORS = {"internal audit": "internal_audit", "auditor": "external_auditor"}
OF_AN_AUDITOR = {
    ("internal audit", "assurance:recommendation_view check"): "ok",
    ("auditor", "assurance:recommendation_view own"): "ok",
    ("auditor", "assurance:evidence_piece secret"): "ok",
    ("auditor", "assurance:evidence_download secret"): "ok",
    **{
        (role, f"packs:{page} final tib"): "ok"
        for role in AUDITORS
        for page in ("pack", "pack_download", "pack_annex", "pack_manifest", *READ)
    },
    **{
        (role, name): "ok"
        for role in AUDITORS
        for name in (
            *("packs:meeting tib", "packs:board_action"),
            *("packs:classification", "packs:classification_csv", "packs:classification_item"),
        )
    },
    **{(role, "packs:pack_read_file final tib"): "404" for role in AUDITORS},  # none was kept
}


def answers(line: Line) -> dict[str, str]:
    """Return what everybody is answered: the table's roles, and who is answered like one of them.

    Rule 31 and ADR 0005: rights are those of the posts held today, in an open account. Rule 15: a
    preparer reads like any officer, and drafts. Auditors read like a committee and enter their own
    view; the external auditor also sees evidence whatever its classification.
    """
    return (
        line.expected
        | {role: line.expected[as_role] for role, as_role in WITHOUT.items()}
        | {"preparer": OF_A_PREPARER.get(str(line), line.expected["sao2"])}
        | {role: OF_AN_AUDITOR.get((role, line.key), line.expected["ctee"]) for role in AUDITORS}
    )


@pytest.mark.django_db
@pytest.mark.parametrize("line", KNOWN_METHOD, ids=str)
def test_everybody_is_answered_as_the_table_says(site, at_once, line):
    """Of the roles for whom a page gathers as much, the first has it written, and counted."""
    address, expected = site.address(line), answers(line)
    with unwritten():
        asked = {role: answer_of(site, role, line.method, address) for role in expected}
    words = {role: in_words(line.method, answer) for role, (answer, _) in asked.items()}
    assert words == expected
    gathered = {count: role for role, (_, count) in reversed(asked.items()) if words[role] == "ok"}
    at_once[str(line)] = {}
    for role in gathered.values():
        answer, at_once[str(line)][role] = answer_of(site, role, line.method, address)
        assert in_words(line.method, answer) == "ok", role


MOST = 20
SAVE = "programmes:milestone_update"
TYPED = {
    "delivery": "amber",
    "forecast": "Jun 2027",
    "actual_on": "",
    "narrative": "Two of three suppliers are signed.",
    "reason": "Late suppliers",
    "period": "2026-10",
    "version": 0,
}


def saved(site: Site, role: str) -> int:
    """Return how many statements a person's first report of a milestone takes."""
    answer, count = answer_of(site, role, "POST", reverse(SAVE, args=["JOB-01"]), **TYPED)
    assert answer.status_code == 302, answer.content.decode()
    return count


@pytest.mark.django_db
def test_a_save_takes_at_most_20_statements(site, at_once):
    at_once[SAVE] = {role: saved(site, role) for role in ("rdl", "cpmo")}
    assert max(at_once[SAVE].values()) <= MOST


@pytest.mark.django_db
@pytest.mark.parametrize(
    "line", [line for line in PAGES if "ok" in line.expected.values()], ids=str
)
def test_a_page_takes_at_most_20_statements_and_the_same_at_ten_times_the_plan(
    site_of_ten_times_the_plan, at_once, line
):
    """DESIGN 7. Run with the test of what everybody is answered, which counts at once the plan.

    Those ask whose pages were counted there, one of all who are given a page of the same kind.
    """
    site, before = site_of_ten_times_the_plan, at_once[str(line)]
    assert max(before.values()) <= MOST
    for role in before:
        answer, count = answer_of(site, role, line.method, site.address(line))
        assert (answer.status_code, count) == (200, before[role]), role


@pytest.mark.django_db
def test_a_save_takes_the_same_at_ten_times_the_plan(site_of_ten_times_the_plan, at_once):
    """Run with the test of a save."""
    site = site_of_ten_times_the_plan
    assert {role: saved(site, role) for role in at_once[SAVE]} == at_once[SAVE]
