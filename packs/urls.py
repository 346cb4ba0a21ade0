"""Addresses of freeze and packs."""

from django.urls import URLPattern, path

from packs.views.agenda_add import agenda_add
from packs.views.agenda_change import agenda_change
from packs.views.agenda_end import agenda_end
from packs.views.board_action import board_action
from packs.views.board_action_add import board_action_add
from packs.views.board_action_step import board_action_step
from packs.views.board_actions import board_actions
from packs.views.board_actions_csv import board_actions_csv
from packs.views.classification import classification
from packs.views.classification_csv import classification_csv
from packs.views.classification_item import classification_item
from packs.views.edition import edition
from packs.views.edition_text import edition_text
from packs.views.extract_request import extract_request
from packs.views.item_classify import item_classify
from packs.views.meeting import meeting
from packs.views.meeting_arrange import meeting_arrange
from packs.views.meeting_attendance import meeting_attendance
from packs.views.meetings import meetings
from packs.views.meetings_move import meetings_move
from packs.views.pack import pack
from packs.views.pack_annex import pack_annex
from packs.views.pack_check import pack_check
from packs.views.pack_confirm import pack_confirm
from packs.views.pack_download import pack_download
from packs.views.pack_downloads import pack_downloads
from packs.views.pack_downloads_csv import pack_downloads_csv
from packs.views.pack_draw import pack_draw
from packs.views.pack_manifest import pack_manifest
from packs.views.pack_read import pack_read, pack_read_file
from packs.views.pack_request import pack_request
from packs.views.pack_step import pack_step
from packs.views.pack_verifier import pack_verifier
from packs.views.packs import packs
from packs.views.period_freeze import period_freeze
from packs.views.period_signals import period_signals
from packs.views.period_signals_csv import period_signals_csv
from packs.views.pre_election import pre_election
from packs.views.pre_election_set import pre_election_set
from packs.views.public_request import public_request

app_name = "packs"
urlpatterns: list[URLPattern] = [
    path("periods/<month:month>/freeze", period_freeze, name="period_freeze"),
    path("periods/<month:month>/signals", period_signals, name="period_signals"),
    path("periods/<month:month>/signals.csv", period_signals_csv, name="period_signals_csv"),
    path("classification", classification, name="classification"),
    path("classification.csv", classification_csv, name="classification_csv"),
    path("classification/<str:kind>/<str:ref>", classification_item, name="classification_item"),
    path("classification/<str:kind>/<str:ref>/classify", item_classify, name="item_classify"),
    path("pre-election", pre_election, name="pre_election"),
    path("pre-election/add", pre_election_set, name="pre_election_add"),
    path("pre-election/<int:series>", pre_election_set, name="pre_election_change"),
    path("packs", packs, name="packs"),
    path("packs/check", pack_check, name="pack_check"),
    path("packs/check/verify_pack.py", pack_verifier, name="pack_verifier"),
    path("packs/downloads", pack_downloads, name="pack_downloads"),
    path("packs/downloads.csv", pack_downloads_csv, name="pack_downloads_csv"),
    path("packs/draw", pack_draw, name="pack_draw"),
    path("packs/<int:key>", pack, name="pack"),
    path("packs/<int:key>/download", pack_download, name="pack_download"),
    path("packs/<int:key>/annexes", pack_annex, name="pack_annex"),
    path("packs/<int:key>/manifest.json", pack_manifest, name="pack_manifest"),
    path("packs/<int:key>/read", pack_read, name="pack_read"),
    path("packs/<int:key>/read/annexes", pack_read, {"file": "annex"}, name="pack_read_annexes"),
    path("packs/<int:key>/read/<str:file>/<int:number>.csv", pack_read_file, name="pack_read_file"),
    path("packs/<int:key>/extract", extract_request, name="extract_request"),
    path("packs/<int:key>/confirm", pack_confirm, name="pack_confirm"),
    path("packs/<int:key>/steps/<str:step>", pack_step, name="pack_step"),
    path("packs/<int:key>/request", pack_request, name="pack_request"),
    path("packs/<int:key>/public", public_request, name="public_request"),
    path("periods/<month:month>/meetings/move", meetings_move, name="meetings_move"),
    path("meetings", meetings, name="meetings"),
    path("meetings/actions", board_actions, name="board_actions"),
    path("meetings/actions.csv", board_actions_csv, name="board_actions_csv"),
    path("meetings/actions/<str:ref>", board_action, name="board_action"),
    path("meetings/actions/<str:ref>/<str:to>", board_action_step, name="board_action_step"),
    path("meetings/<str:forum>/<month:month>", meeting, name="meeting"),
    path("packs/<str:forum>/<month:month>/texts", edition, name="edition"),
    path(
        "packs/<str:forum>/<month:month>/texts/<str:kind>/<int:place>",
        edition_text,
        name="edition_text",
    ),
    path("meetings/<str:forum>/<month:month>/arrange", meeting_arrange, name="meeting_arrange"),
    path(
        "meetings/<str:forum>/<month:month>/attendance",
        meeting_attendance,
        name="meeting_attendance",
    ),
    path("meetings/<str:forum>/<month:month>/items/add", agenda_add, name="agenda_add"),
    path(
        "meetings/<str:forum>/<month:month>/items/<int:number>/change",
        agenda_change,
        name="agenda_change",
    ),
    path(
        "meetings/<str:forum>/<month:month>/items/<int:number>/<str:to>",
        agenda_end,
        name="agenda_end",
    ),
    path(
        "meetings/<str:forum>/<month:month>/actions/add",
        board_action_add,
        name="board_action_add",
    ),
]
