"""Addresses of the pages over everything."""

from django.urls import URLPattern, path

from dashboards.views.documents import documents
from dashboards.views.glossary import glossary
from dashboards.views.home import home
from dashboards.views.milestones import milestones
from dashboards.views.milestones_csv import milestones_csv
from dashboards.views.period import period
from dashboards.views.periods import periods
from dashboards.views.plan import plan
from dashboards.views.plan_outcome import plan_outcome
from dashboards.views.plan_outcomes import plan_outcomes
from dashboards.views.plan_outcomes_csv import plan_outcomes_csv
from dashboards.views.portfolio import portfolio
from dashboards.views.portfolio_csv import portfolio_csv
from dashboards.views.runway import runway
from dashboards.views.runway_csv import runway_csv
from dashboards.views.search import search

app_name = "dashboards"
urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("portfolio", portfolio, name="portfolio"),
    path("plan", plan, name="plan"),
    path("plan/outcomes", plan_outcomes, name="plan_outcomes"),
    path("plan/outcomes.csv", plan_outcomes_csv, name="plan_outcomes_csv"),
    path("plan/outcomes/<int:aim>/<int:number>", plan_outcome, name="plan_outcome"),
    path("portfolio.csv", portfolio_csv, name="portfolio_csv"),
    path("milestones", milestones, name="milestones"),
    path("milestones.csv", milestones_csv, name="milestones_csv"),
    path("runway", runway, name="runway"),
    path("runway.csv", runway_csv, name="runway_csv"),
    path("periods", periods, name="periods"),
    path("periods/<month:month>", period, name="period"),
    path("documents", documents, name="documents"),
    path("glossary", glossary, name="glossary"),
    path("search", search, name="search"),
]
