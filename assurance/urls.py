"""Addresses of assurance."""

from django.urls import URLPattern, path

from assurance.views.assess import assess
from assurance.views.assumptions import assumptions
from assurance.views.cell import cell
from assurance.views.cell_draft import cell_draft
from assurance.views.cell_judge import cell_judge
from assurance.views.cell_withdraw import cell_withdraw
from assurance.views.outcome import outcome
from assurance.views.outcomes import outcomes
from assurance.views.recommendations import recommendations
from assurance.views.recommendations_csv import recommendations_csv
from assurance.views.requirement import requirement
from assurance.views.requirements_csv import requirements_csv
from assurance.views.withdraw import withdraw

app_name = "assurance"
urlpatterns: list[URLPattern] = [
    path("outcomes", outcomes, name="outcomes"),
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
    path("recommendations", recommendations, name="recommendations"),
    path("recommendations.csv", recommendations_csv, name="recommendations_csv"),
    path("requirements.csv", requirements_csv, name="requirements_csv"),
    path("requirements/<str:ref>", requirement, name="requirement"),
    path("requirements/<str:ref>/assess/<str:speaker>", assess, name="assess"),
    path("requirements/<str:ref>/withdraw/<str:speaker>", withdraw, name="withdraw"),
    path("administration/assumptions", assumptions, name="assumptions"),
]
