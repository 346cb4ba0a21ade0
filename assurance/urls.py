"""Addresses of assurance."""

from django.urls import URLPattern, path

from assurance.views.accuracy import accuracy
from assurance.views.action_add import action_add
from assurance.views.action_edit import action_edit
from assurance.views.action_extend import action_extend
from assurance.views.action_report import action_report
from assurance.views.amendments import amendments
from assurance.views.amendments_csv import amendments_csv
from assurance.views.answer import answer
from assurance.views.assess import assess
from assurance.views.assumptions import assumptions
from assurance.views.cell import cell
from assurance.views.cell_draft import cell_draft
from assurance.views.cell_judge import cell_judge
from assurance.views.cell_withdraw import cell_withdraw
from assurance.views.concern_respond import concern_respond
from assurance.views.council_request import council_request
from assurance.views.coverage import coverage
from assurance.views.coverage_csv import coverage_csv
from assurance.views.date_agree import date_agree
from assurance.views.direction_add import direction_add
from assurance.views.directions import directions
from assurance.views.divergence import divergence
from assurance.views.divergence_csv import divergence_csv
from assurance.views.draft_accuracy import draft_accuracy
from assurance.views.draft_discard import draft_discard
from assurance.views.draft_take_back import draft_take_back
from assurance.views.evidence import evidence
from assurance.views.evidence_add import evidence_add
from assurance.views.evidence_csv import evidence_csv
from assurance.views.evidence_download import evidence_download
from assurance.views.evidence_edit import evidence_edit
from assurance.views.evidence_link import evidence_link
from assurance.views.evidence_pack import evidence_pack
from assurance.views.evidence_piece import evidence_piece
from assurance.views.evidence_retire import evidence_retire
from assurance.views.evidence_seal import evidence_seal
from assurance.views.evidence_uses import evidence_uses
from assurance.views.evidence_version import evidence_version
from assurance.views.gate_judge import gate_judge
from assurance.views.interest_declare import interest_declare
from assurance.views.interest_end import interest_end
from assurance.views.interests_csv import interests_csv
from assurance.views.link_end import link_end
from assurance.views.links import links
from assurance.views.links_confirm import links_confirm
from assurance.views.links_csv import links_csv
from assurance.views.links_load import links_load
from assurance.views.links_propose import links_propose
from assurance.views.official_words import official_words
from assurance.views.official_words_csv import official_words_csv
from assurance.views.official_words_load import official_words_load
from assurance.views.official_words_version import official_words_version
from assurance.views.outcome import outcome
from assurance.views.outcomes import outcomes
from assurance.views.outcomes_csv import outcomes_csv
from assurance.views.owners_name import owners_name
from assurance.views.quarters import quarters
from assurance.views.quarters_confirm import quarters_confirm
from assurance.views.quarters_csv import quarters_csv
from assurance.views.question_answer import question_answer
from assurance.views.questions import questions
from assurance.views.recommendation import recommendation
from assurance.views.recommendation_add import recommendation_add
from assurance.views.recommendation_view import recommendation_view
from assurance.views.recommendations import recommendations
from assurance.views.recommendations_csv import recommendations_csv
from assurance.views.recommendations_quarter import recommendations_quarter
from assurance.views.recommendations_quarter_csv import recommendations_quarter_csv
from assurance.views.report import report
from assurance.views.report_add import report_add
from assurance.views.report_step import report_step
from assurance.views.reports import reports
from assurance.views.request_add import request_add
from assurance.views.request_step import request_step
from assurance.views.requests import requests
from assurance.views.requests_csv import requests_csv
from assurance.views.requirement import requirement
from assurance.views.requirement_add import requirement_add
from assurance.views.requirement_links import requirement_links
from assurance.views.requirement_retire import requirement_retire
from assurance.views.requirement_reword import requirement_reword
from assurance.views.requirements import requirements
from assurance.views.requirements_csv import requirements_csv
from assurance.views.step_down import step_down
from assurance.views.step_down_csv import step_down_csv
from assurance.views.sustained import sustained
from assurance.views.withdraw import withdraw

app_name = "assurance"
urlpatterns: list[URLPattern] = [
    path("outcomes", outcomes, name="outcomes"),
    path("outcomes.csv", outcomes_csv, name="outcomes_csv"),
    path("outcomes/<int:number>", outcome, name="outcome"),
    path("outcomes/<int:number>/tests/<int:test>", cell, name="cell"),
    path(
        "outcomes/<int:number>/tests/<int:test>/judge/<str:subject>", cell_judge, name="cell_judge"
    ),
    path(
        "outcomes/<int:number>/tests/<int:test>/draft/<str:subject>", cell_draft, name="cell_draft"
    ),
    path(
        "outcomes/<int:number>/tests/<int:test>/withdraw/<str:subject>",
        cell_withdraw,
        name="cell_withdraw",
    ),
    path("evidence", evidence, name="evidence"),
    path("evidence.csv", evidence_csv, name="evidence_csv"),
    path("evidence/add/<str:kind>", evidence_add, name="evidence_add"),
    path("evidence/packs/<str:of>.zip", evidence_pack, name="evidence_pack"),
    path("evidence/<str:ref>/retire", evidence_retire, name="evidence_retire"),
    path("evidence/<str:ref>", evidence_piece, name="evidence_piece"),
    path("evidence/<str:ref>/edit", evidence_edit, name="evidence_edit"),
    path("evidence/<str:ref>/version", evidence_version, name="evidence_version"),
    path("evidence/<str:ref>/uses", evidence_uses, name="evidence_uses"),
    path("evidence/<str:ref>/link", evidence_link, name="evidence_link"),
    path("evidence/<str:ref>/versions/<int:number>/seal", evidence_seal, name="evidence_seal"),
    path(
        "evidence/<str:ref>/versions/<int:number>/file",
        evidence_download,
        name="evidence_download",
    ),
    path("recommendations", recommendations, name="recommendations"),
    path("recommendations.csv", recommendations_csv, name="recommendations_csv"),
    path("recommendations/add", recommendation_add, name="recommendation_add"),
    path(
        "recommendations/quarters/<month:begins>",
        recommendations_quarter,
        name="recommendations_quarter",
    ),
    path(
        "recommendations/quarters/<month:begins>.csv",
        recommendations_quarter_csv,
        name="recommendations_quarter_csv",
    ),
    path("recommendations/<str:ref>", recommendation, name="recommendation"),
    path("recommendations/<str:ref>/actions/add", action_add, name="action_add"),
    path("recommendations/<str:ref>/actions/<int:number>/edit", action_edit, name="action_edit"),
    path(
        "recommendations/<str:ref>/actions/<int:number>/report",
        action_report,
        name="action_report",
    ),
    path(
        "recommendations/<str:ref>/actions/<int:number>/extend",
        action_extend,
        name="action_extend",
    ),
    path(
        "recommendations/<str:ref>/views/<str:viewer>",
        recommendation_view,
        name="recommendation_view",
    ),
    path("concerns/<str:ref>/respond", concern_respond, name="concern_respond"),
    path("interests.csv", interests_csv, name="interests_csv"),
    path("interests/<int:number>/end", interest_end, name="interest_end"),
    path("outcomes/<int:number>/interests/declare", interest_declare, name="interest_declare"),
    path("requests", requests, name="requests"),
    path("requests.csv", requests_csv, name="requests_csv"),
    path("requests/add", request_add, name="request_add"),
    path("requests/<str:ref>", council_request, name="council_request"),
    path("requests/<str:ref>/<str:what>", request_step, name="request_step"),
    path("requirements", requirements, name="requirements"),
    path("requirements.csv", requirements_csv, name="requirements_csv"),
    path("requirements/<str:ref>", requirement, name="requirement"),
    path("requirements/<str:ref>/sustained", sustained, name="sustained"),
    path("requirements/<str:ref>/assess/<str:speaker>", assess, name="assess"),
    path("divergence", divergence, name="divergence"),
    path("divergence.csv", divergence_csv, name="divergence_csv"),
    path("owners", owners_name, name="owners_name"),
    path("requirements/<str:ref>/answer", answer, name="answer"),
    path("requirements/<str:ref>/draft/discard", draft_discard, name="draft_discard"),
    path("requirements/<str:ref>/draft/accuracy", draft_accuracy, name="draft_accuracy"),
    path(
        "requirements/<str:ref>/draft/accuracy/<int:officer>/take-back",
        draft_take_back,
        name="draft_take_back",
    ),
    path("requirements/<str:ref>/accuracy/<int:author>", accuracy, name="accuracy"),
    path("requirements/<str:ref>/dates/<int:number>", gate_judge, name="gate_judge"),
    path("requirements/<str:ref>/withdraw/<str:speaker>", withdraw, name="withdraw"),
    path("questions", questions, name="questions"),
    path("questions/<int:number>/answer", question_answer, name="question_answer"),
    path("reports", reports, name="reports"),
    path("reports/add", report_add, name="report_add"),
    path("reports/<int:number>", report, name="report"),
    path("reports/<int:number>/<str:step>", report_step, name="report_step"),
    path("directions", directions, name="directions"),
    path("directions/add", direction_add, name="direction_add"),
    path("step-down", step_down, name="step_down"),
    path("step-down.csv", step_down_csv, name="step_down_csv"),
    path("requirements/<str:ref>/links", requirement_links, name="requirement_links"),
    path("requirements/<str:ref>/links/propose", links_propose, name="links_propose"),
    path("requirements/<str:ref>/links/confirm", links_confirm, name="links_confirm"),
    path("requirements/<str:ref>/dates/<int:number>/agree", date_agree, name="date_agree"),
    path("requirements/<str:ref>/reword", requirement_reword, name="requirement_reword"),
    path("requirements/<str:ref>/retire", requirement_retire, name="requirement_retire"),
    path("amendments", amendments, name="amendments"),
    path("amendments.csv", amendments_csv, name="amendments_csv"),
    path("amendments/add", requirement_add, name="requirement_add"),
    path("official-words", official_words, name="official_words"),
    path("official-words.csv", official_words_csv, name="official_words_csv"),
    path("official-words/load", official_words_load, name="official_words_load"),
    path("official-words/<int:number>", official_words_version, name="official_words_version"),
    path("quarters", quarters, name="quarters"),
    path("quarters.csv", quarters_csv, name="quarters_csv"),
    path("quarters/confirm", quarters_confirm, name="quarters_confirm"),
    path("links", links, name="links"),
    path("links.csv", links_csv, name="links_csv"),
    path("links/load", links_load, name="links_load"),
    path("links/<int:number>/end", link_end, name="link_end"),
    path("coverage", coverage, name="coverage"),
    path("coverage.csv", coverage_csv, name="coverage_csv"),
    path("administration/assumptions", assumptions, name="assumptions"),
]
