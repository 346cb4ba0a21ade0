"""Addresses of the register: risks and issues, dependencies, asks and challenges."""

from django.urls import URLPattern, path

from programmes.views.dependencies import dependencies
from programmes.views.dependencies_csv import dependencies_csv
from programmes.views.dependency import dependency
from programmes.views.dependency_add import dependency_add
from programmes.views.dependency_confirm import dependency_confirm
from programmes.views.dependency_edit import dependency_edit
from programmes.views.dependency_load import dependency_load
from programmes.views.dependency_state import dependency_state
from programmes.views.point import point
from programmes.views.point_step import point_step
from programmes.views.points import points
from programmes.views.points_csv import points_csv
from programmes.views.raid import raid
from programmes.views.raid_add import raid_add
from programmes.views.raid_csv import raid_csv
from programmes.views.raid_edit import raid_edit
from programmes.views.raid_entry import raid_entry
from programmes.views.raid_state import raid_state
from programmes.views.register_csv import register_csv
from programmes.views.register_load import register_load
from programmes.views.risk_answer import risk_answer
from programmes.views.risk_escalate import risk_escalate
from programmes.views.risk_score import risk_score

urlpatterns: list[URLPattern] = [
    path("dependencies", dependencies, name="dependencies"),
    path("dependencies.csv", dependencies_csv, name="dependencies_csv"),
    path("dependencies/add", dependency_add, name="dependency_add"),
    path("dependencies/load", dependency_load, name="dependency_load"),
    path("dependencies/<str:ref>", dependency, name="dependency"),
    path("dependencies/<str:ref>/edit", dependency_edit, name="dependency_edit"),
    path("dependencies/<str:ref>/confirm", dependency_confirm, name="dependency_confirm"),
    path("dependencies/<str:ref>/state", dependency_state, name="dependency_state"),
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
]
