"""Addresses of indicators."""

from django.urls import URLPattern, path

from kpis.views.all_readings_csv import all_readings_csv
from kpis.views.all_targets_csv import all_targets_csv
from kpis.views.composite_edit import composite_edit
from kpis.views.indicator import indicator
from kpis.views.indicator_define import indicator_define
from kpis.views.indicator_history import indicator_history
from kpis.views.indicators import indicators
from kpis.views.indicators_csv import indicators_csv
from kpis.views.reading_add import reading_add
from kpis.views.readings_csv import readings_csv
from kpis.views.readings_enter import readings_enter
from kpis.views.readings_load import readings_load
from kpis.views.scorecard import scorecard
from kpis.views.scorecard_csv import scorecard_csv
from kpis.views.target_add import target_add
from kpis.views.targets_load import targets_load

app_name = "kpis"
urlpatterns: list[URLPattern] = [
    path("kpis", indicators, name="indicators"),
    path("kpis.csv", indicators_csv, name="indicators_csv"),
    path("kpis/scorecard", scorecard, name="scorecard"),
    path("kpis/scorecard.csv", scorecard_csv, name="scorecard_csv"),
    path("kpis/readings.csv", all_readings_csv, name="all_readings_csv"),
    path("kpis/targets.csv", all_targets_csv, name="all_targets_csv"),
    path("kpis/readings/load", readings_load, name="readings_load"),
    path("kpis/targets/load", targets_load, name="targets_load"),
    path("kpis/readings/enter", readings_enter, name="readings_enter"),
    path("kpis/<str:ref>", indicator, name="indicator"),
    path("kpis/<str:ref>/definition", indicator_define, name="indicator_define"),
    path("kpis/<str:ref>/members", composite_edit, name="composite_edit"),
    path("kpis/<str:ref>/history", indicator_history, name="indicator_history"),
    path("kpis/<str:ref>/readings.csv", readings_csv, name="readings_csv"),
    path("kpis/<str:ref>/readings/add", reading_add, name="reading_add"),
    path("kpis/<str:ref>/targets/add", target_add, name="target_add"),
]
