"""Addresses of assurance."""

from django.urls import URLPattern, path

from assurance.views.assess import assess
from assurance.views.assumptions import assumptions
from assurance.views.outcome import outcome
from assurance.views.outcomes import outcomes
from assurance.views.pack import pack
from assurance.views.pack_download import pack_download
from assurance.views.pack_draw import pack_draw
from assurance.views.pack_request import pack_request
from assurance.views.packs import packs
from assurance.views.period_freeze import period_freeze
from assurance.views.period_open import period_open
from assurance.views.recommendations import recommendations
from assurance.views.requirement import requirement

app_name = "assurance"
urlpatterns: list[URLPattern] = [
    path("outcomes", outcomes, name="outcomes"),
    path("outcomes/<int:number>", outcome, name="outcome"),
    path("recommendations", recommendations, name="recommendations"),
    path("requirements/<str:ref>", requirement, name="requirement"),
    path("requirements/<str:ref>/assess/<str:speaker>", assess, name="assess"),
    path("periods/open", period_open, name="period_open"),
    path("periods/<month:month>/freeze", period_freeze, name="period_freeze"),
    path("administration/assumptions", assumptions, name="assumptions"),
    path("packs", packs, name="packs"),
    path("packs/draw", pack_draw, name="pack_draw"),
    path("packs/<int:key>", pack, name="pack"),
    path("packs/<int:key>/download", pack_download, name="pack_download"),
    path("packs/<int:key>/request", pack_request, name="pack_request"),
]
