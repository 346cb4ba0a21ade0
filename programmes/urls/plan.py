"""Addresses of changes to the plan: requests, committees, editions, opening position, structure."""

from django.urls import URLPattern, path

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
from programmes.views.edition import edition
from programmes.views.edition_add import edition_add
from programmes.views.edition_csv import edition_csv
from programmes.views.editions import editions
from programmes.views.editions_open_csv import editions_open_csv
from programmes.views.milestones_move import milestones_move
from programmes.views.opening import opening
from programmes.views.opening_add import opening_add
from programmes.views.opening_csv import opening_csv
from programmes.views.opening_rows_csv import opening_rows_csv
from programmes.views.openings import openings
from programmes.views.outcomes_set import outcomes_set
from programmes.views.programme_begin import programme_begin
from programmes.views.programme_close import programme_close
from programmes.views.structure import structure
from programmes.views.structure_csv import structure_csv

urlpatterns: list[URLPattern] = [
    path("programmes/<str:ref>/close", programme_close, name="programme_close"),
    path("programmes/<str:ref>/move-milestones", milestones_move, name="milestones_move"),
    path("structure", structure, name="structure"),
    path("structure.csv", structure_csv, name="structure_csv"),
    path("structure/begin", programme_begin, name="programme_begin"),
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
    path("programmes/<str:ref>/outcomes", outcomes_set, name="outcomes_set"),
]
