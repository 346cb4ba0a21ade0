"""Addresses of programmes, their milestones and returns, and of the opening of a period.

Longer than most, since every address of the app is here.
"""

from django.urls import URLPattern, path

from programmes.views.benefit import benefit
from programmes.views.benefit_add import benefit_add
from programmes.views.benefit_edit import benefit_edit
from programmes.views.benefit_read import benefit_read
from programmes.views.benefits import benefits
from programmes.views.benefits_csv import benefits_csv
from programmes.views.benefits_load import benefits_load
from programmes.views.benefits_month import benefits_month
from programmes.views.budget import budget
from programmes.views.budget_enter import budget_enter
from programmes.views.budgets import budgets
from programmes.views.budgets_csv import budgets_csv
from programmes.views.budgets_load import budgets_load
from programmes.views.change import change
from programmes.views.change_add import change_add
from programmes.views.change_answer import change_answer
from programmes.views.change_decide import change_decide
from programmes.views.change_draft import change_draft
from programmes.views.change_draft_another import change_draft_another
from programmes.views.change_draft_discard import change_draft_discard
from programmes.views.change_start import change_start
from programmes.views.change_withdraw import change_withdraw
from programmes.views.changes import changes
from programmes.views.changes_csv import changes_csv
from programmes.views.committee_give_up import committee_give_up
from programmes.views.committee_take import committee_take
from programmes.views.committees import committees
from programmes.views.completion_confirm import completion_confirm
from programmes.views.confirmation_set import confirmation_set
from programmes.views.dependencies import dependencies
from programmes.views.dependencies_csv import dependencies_csv
from programmes.views.dependency import dependency
from programmes.views.dependency_add import dependency_add
from programmes.views.dependency_confirm import dependency_confirm
from programmes.views.dependency_edit import dependency_edit
from programmes.views.dependency_load import dependency_load
from programmes.views.dependency_state import dependency_state
from programmes.views.edition import edition
from programmes.views.edition_add import edition_add
from programmes.views.edition_csv import edition_csv
from programmes.views.editions import editions
from programmes.views.editions_open_csv import editions_open_csv
from programmes.views.first_date import first_date
from programmes.views.leads_name import leads_name
from programmes.views.lot import lot
from programmes.views.lot_add import lot_add
from programmes.views.lot_edit import lot_edit
from programmes.views.milestone import milestone
from programmes.views.milestone_decide import milestone_decide
from programmes.views.milestone_history import milestone_history
from programmes.views.milestone_update import milestone_update
from programmes.views.milestones_csv import milestones_csv
from programmes.views.milestones_move import milestones_move
from programmes.views.money import money
from programmes.views.money_csv import money_csv
from programmes.views.occurrence_report import occurrence_report
from programmes.views.occurrences_csv import occurrences_csv
from programmes.views.opening import opening
from programmes.views.opening_add import opening_add
from programmes.views.opening_csv import opening_csv
from programmes.views.opening_rows_csv import opening_rows_csv
from programmes.views.openings import openings
from programmes.views.outcomes_set import outcomes_set
from programmes.views.people import people
from programmes.views.people_csv import people_csv
from programmes.views.period_open import period_open
from programmes.views.point import point
from programmes.views.point_step import point_step
from programmes.views.points import points
from programmes.views.points_csv import points_csv
from programmes.views.post import post
from programmes.views.post_handover import post_handover
from programmes.views.preparers_name import preparers_name
from programmes.views.programme import programme
from programmes.views.programme_begin import programme_begin
from programmes.views.programme_close import programme_close
from programmes.views.programme_history import programme_history
from programmes.views.programme_plan import programme_plan
from programmes.views.raid import raid
from programmes.views.raid_add import raid_add
from programmes.views.raid_csv import raid_csv
from programmes.views.raid_edit import raid_edit
from programmes.views.raid_entry import raid_entry
from programmes.views.raid_state import raid_state
from programmes.views.rdl_appoint import rdl_appoint
from programmes.views.receipt_target import receipt_target
from programmes.views.receipts import receipts
from programmes.views.receipts_chart_csv import receipts_chart_csv
from programmes.views.receipts_csv import receipts_csv
from programmes.views.receipts_load import receipts_load
from programmes.views.receipts_month import receipts_month
from programmes.views.register_csv import register_csv
from programmes.views.register_load import register_load
from programmes.views.replacement_end import replacement_end
from programmes.views.return_ import return_
from programmes.views.return_assure import return_assure
from programmes.views.return_challenge import return_challenge
from programmes.views.return_edit import return_edit
from programmes.views.return_report import return_report
from programmes.views.return_send_back import return_send_back
from programmes.views.return_sign import return_sign
from programmes.views.return_submit import return_submit
from programmes.views.return_take_back import return_take_back
from programmes.views.returns import returns
from programmes.views.risk_answer import risk_answer
from programmes.views.risk_escalate import risk_escalate
from programmes.views.risk_score import risk_score
from programmes.views.saving import saving
from programmes.views.saving_add import saving_add
from programmes.views.saving_edit import saving_edit
from programmes.views.saving_replace import saving_replace
from programmes.views.saving_target import saving_target
from programmes.views.savings import savings
from programmes.views.savings_csv import savings_csv
from programmes.views.savings_load import savings_load
from programmes.views.savings_month import savings_month
from programmes.views.savings_validate import savings_validate
from programmes.views.signing_change import signing_change
from programmes.views.structure import structure
from programmes.views.structure_csv import structure_csv
from programmes.views.year_target import year_target

app_name = "programmes"
urlpatterns: list[URLPattern] = [
    path("periods/open", period_open, name="period_open"),
    path("programmes/<str:ref>", programme, name="programme"),
    path("programmes/<str:ref>/milestones.csv", milestones_csv, name="milestones_csv"),
    path("programmes/<str:ref>/occurrences.csv", occurrences_csv, name="occurrences_csv"),
    path("programmes/<str:ref>/history", programme_history, name="programme_history"),
    path("programmes/<str:ref>/plan", programme_plan, name="programme_plan"),
    path("programmes/<str:ref>/returns", returns, name="returns"),
    path("programmes/<str:ref>/people", people, name="people"),
    path("programmes/<str:ref>/people.csv", people_csv, name="people_csv"),
    path("programmes/<str:ref>/preparers", preparers_name, name="preparers_name"),
    path("programmes/<str:ref>/signing", signing_change, name="signing_change"),
    path("programmes/<str:ref>/rdl", rdl_appoint, name="rdl_appoint"),
    path("programmes/<str:ref>/close", programme_close, name="programme_close"),
    path("programmes/<str:ref>/move-milestones", milestones_move, name="milestones_move"),
    path("structure", structure, name="structure"),
    path("structure.csv", structure_csv, name="structure_csv"),
    path("structure/begin", programme_begin, name="programme_begin"),
    path("milestones/<str:ref>", milestone, name="milestone"),
    path("programmes/<str:ref>/completions", confirmation_set, name="confirmation_set"),
    path("milestones/<str:ref>/confirm", completion_confirm, name="completion_confirm"),
    path("milestones/<str:ref>/decision", milestone_decide, name="milestone_decide"),
    path("milestones/<str:ref>/first-date", first_date, name="first_date"),
    path(
        "milestones/<str:ref>/occurrences/<day:due_on>",
        occurrence_report,
        name="occurrence_report",
    ),
    path("milestones/<str:ref>/history", milestone_history, name="milestone_history"),
    path("milestones/<str:ref>/leads", leads_name, name="leads_name"),
    path("milestones/<str:ref>/update", milestone_update, name="milestone_update"),
    path("returns/<str:ref>/<month:month>", return_, name="return"),
    path("returns/<str:ref>/<month:month>/edit", return_edit, name="return_edit"),
    path("returns/<str:ref>/<month:month>/milestones", return_report, name="return_report"),
    path("returns/<str:ref>/<month:month>/submit", return_submit, name="return_submit"),
    path("returns/<str:ref>/<month:month>/sign", return_sign, name="return_sign"),
    path("returns/<str:ref>/<month:month>/assure", return_assure, name="return_assure"),
    path("returns/<str:ref>/<month:month>/send-back", return_send_back, name="return_send_back"),
    path("returns/<str:ref>/<month:month>/take-back", return_take_back, name="return_take_back"),
    path("posts/<int:key>", post, name="post"),
    path("posts/appointments/<int:key>/hand-over", post_handover, name="post_handover"),
    path("changes", changes, name="changes"),
    path("changes.csv", changes_csv, name="changes_csv"),
    path("changes/start/<str:ref>", change_start, name="change_start"),
    path("changes/add/<str:ref>/<str:kind>", change_add, name="change_add"),
    path("changes/drafts/<int:key>", change_draft, name="change_draft"),
    path("changes/drafts/<int:key>/another", change_draft_another, name="change_draft_another"),
    path("changes/drafts/<int:key>/discard", change_draft_discard, name="change_draft_discard"),
    path("changes/<str:ref>", change, name="change"),
    path("changes/<str:ref>/answer/<str:dependency>", change_answer, name="change_answer"),
    path("changes/<str:ref>/decide", change_decide, name="change_decide"),
    path("changes/<str:ref>/withdraw", change_withdraw, name="change_withdraw"),
    path("committees", committees, name="committees"),
    path("committees/<int:key>/take", committee_take, name="committee_take"),
    path("committees/<int:key>/<str:ref>/end", committee_give_up, name="committee_give_up"),
    path("editions", editions, name="editions"),
    path("editions/add", edition_add, name="edition_add"),
    path("editions/open.csv", editions_open_csv, name="editions_open_csv"),
    path("editions/<int:number>", edition, name="edition"),
    path("editions/<int:number>.csv", edition_csv, name="edition_csv"),
    path("opening-position", openings, name="openings"),
    path("opening-position/add", opening_add, name="opening_add"),
    path("opening-position/milestones.csv", opening_rows_csv, name="opening_rows_csv"),
    path("opening-position/<int:number>", opening, name="opening"),
    path("opening-position/<int:number>.csv", opening_csv, name="opening_csv"),
    path("dependencies", dependencies, name="dependencies"),
    path("dependencies.csv", dependencies_csv, name="dependencies_csv"),
    path("dependencies/add", dependency_add, name="dependency_add"),
    path("dependencies/load", dependency_load, name="dependency_load"),
    path("dependencies/<str:ref>", dependency, name="dependency"),
    path("dependencies/<str:ref>/edit", dependency_edit, name="dependency_edit"),
    path("dependencies/<str:ref>/confirm", dependency_confirm, name="dependency_confirm"),
    path("dependencies/<str:ref>/state", dependency_state, name="dependency_state"),
    path("returns/<str:ref>/<month:month>/challenge", return_challenge, name="return_challenge"),
    path("points", points, name="points"),
    path("points.csv", points_csv, name="points_csv"),
    path("points/<str:ref>", point, name="point"),
    path("points/<str:ref>/<str:to>", point_step, name="point_step"),
    path("raid", raid, name="raid"),
    path("raid.csv", raid_csv, name="raid_csv"),
    path("raid/add/<str:kind>/<str:scope>", raid_add, name="raid_add"),
    path("raid/load/<str:kind>.csv", register_csv, name="register_csv"),
    path("raid/load/<str:kind>", register_load, name="register_load"),
    path("raid/<str:ref>", raid_entry, name="raid_entry"),
    path("raid/<str:ref>/edit", raid_edit, name="raid_edit"),
    path("raid/<str:ref>/state", raid_state, name="raid_state"),
    path("raid/<str:ref>/score", risk_score, name="risk_score"),
    path("raid/<str:ref>/escalate", risk_escalate, name="risk_escalate"),
    path("raid/<str:ref>/answer", risk_answer, name="risk_answer"),
    path("benefits", benefits, name="benefits"),
    path("benefits.csv", benefits_csv, name="benefits_csv"),
    path("benefits/add", benefit_add, name="benefit_add"),
    path("benefits/load", benefits_load, name="benefits_load"),
    path("benefits/month", benefits_month, name="benefits_month"),
    path("benefits/<str:ref>", benefit, name="benefit"),
    path("benefits/<str:ref>/edit", benefit_edit, name="benefit_edit"),
    path("benefits/<str:ref>/read", benefit_read, name="benefit_read"),
    path("budgets", budgets, name="budgets"),
    path("budgets.csv", budgets_csv, name="budgets_csv"),
    path("budgets/load", budgets_load, name="budgets_load"),
    path("programmes/<str:ref>/outcomes", outcomes_set, name="outcomes_set"),
    path("programmes/<str:ref>/budget", budget, name="budget"),
    path("programmes/<str:ref>/budget/enter", budget_enter, name="budget_enter"),
    path("money", money, name="money"),
    path("money.csv", money_csv, name="money_csv"),
    path("receipts", receipts, name="receipts"),
    path("receipts.csv", receipts_csv, name="receipts_csv"),
    path("receipts/chart.csv", receipts_chart_csv, name="receipts_chart_csv"),
    path("receipts/add", lot_add, name="lot_add"),
    path("receipts/load", receipts_load, name="receipts_load"),
    path("receipts/month", receipts_month, name="receipts_month"),
    path("receipts/target", receipt_target, name="receipt_target"),
    path("receipts/<str:ref>", lot, name="lot"),
    path("receipts/<str:ref>/edit", lot_edit, name="lot_edit"),
    path("savings", savings, name="savings"),
    path("savings.csv", savings_csv, name="savings_csv"),
    path("savings/add", saving_add, name="saving_add"),
    path("savings/load", savings_load, name="savings_load"),
    path("savings/month", savings_month, name="savings_month"),
    path("savings/validate", savings_validate, name="savings_validate"),
    path("savings/year-target", year_target, name="year_target"),
    path("savings/<str:ref>", saving, name="saving"),
    path("savings/<str:ref>/edit", saving_edit, name="saving_edit"),
    path("savings/<str:ref>/target", saving_target, name="saving_target"),
    path("savings/<str:ref>/replace", saving_replace, name="saving_replace"),
    path(
        "savings/<str:ref>/replaced/<int:year>/<str:other>/end",
        replacement_end,
        name="replacement_end",
    ),
]
