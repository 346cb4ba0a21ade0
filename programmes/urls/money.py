"""Addresses of money: savings, capital receipts, budgets, benefits."""

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
from programmes.views.lot import lot
from programmes.views.lot_add import lot_add
from programmes.views.lot_edit import lot_edit
from programmes.views.money import money
from programmes.views.money_csv import money_csv
from programmes.views.receipt_target import receipt_target
from programmes.views.receipts import receipts
from programmes.views.receipts_chart_csv import receipts_chart_csv
from programmes.views.receipts_csv import receipts_csv
from programmes.views.receipts_load import receipts_load
from programmes.views.receipts_month import receipts_month
from programmes.views.replacement_end import replacement_end
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
from programmes.views.year_target import year_target

urlpatterns: list[URLPattern] = [
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
