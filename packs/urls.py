"""Addresses of freeze and packs."""

from django.urls import URLPattern, path

from packs.views.pack import pack
from packs.views.pack_annex import pack_annex
from packs.views.pack_check import pack_check
from packs.views.pack_download import pack_download
from packs.views.pack_draw import pack_draw
from packs.views.pack_manifest import pack_manifest
from packs.views.pack_request import pack_request
from packs.views.pack_verifier import pack_verifier
from packs.views.packs import packs
from packs.views.period_freeze import period_freeze
from packs.views.period_signals import period_signals
from packs.views.period_signals_csv import period_signals_csv

app_name = "packs"
urlpatterns: list[URLPattern] = [
    path("periods/<month:month>/freeze", period_freeze, name="period_freeze"),
    path("periods/<month:month>/signals", period_signals, name="period_signals"),
    path("periods/<month:month>/signals.csv", period_signals_csv, name="period_signals_csv"),
    path("packs", packs, name="packs"),
    path("packs/check", pack_check, name="pack_check"),
    path("packs/check/verify_pack.py", pack_verifier, name="pack_verifier"),
    path("packs/draw", pack_draw, name="pack_draw"),
    path("packs/<int:key>", pack, name="pack"),
    path("packs/<int:key>/download", pack_download, name="pack_download"),
    path("packs/<int:key>/annexes", pack_annex, name="pack_annex"),
    path("packs/<int:key>/manifest.json", pack_manifest, name="pack_manifest"),
    path("packs/<int:key>/request", pack_request, name="pack_request"),
]
