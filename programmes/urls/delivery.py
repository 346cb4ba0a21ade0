"""Addresses of programmes, their people, milestones and returns, and of the opening of a period."""

from django.urls import URLPattern, path

from programmes.views.completion_confirm import completion_confirm
from programmes.views.confirmation_set import confirmation_set
from programmes.views.first_date import first_date
from programmes.views.leads_name import leads_name
from programmes.views.milestone import milestone
from programmes.views.milestone_decide import milestone_decide
from programmes.views.milestone_history import milestone_history
from programmes.views.milestone_update import milestone_update
from programmes.views.milestones_csv import milestones_csv
from programmes.views.occurrence_report import occurrence_report
from programmes.views.occurrences_csv import occurrences_csv
from programmes.views.people import people
from programmes.views.people_csv import people_csv
from programmes.views.period_open import period_open
from programmes.views.post import post
from programmes.views.post_handover import post_handover
from programmes.views.preparers_name import preparers_name
from programmes.views.programme import programme
from programmes.views.programme_history import programme_history
from programmes.views.programme_plan import programme_plan
from programmes.views.rdl_appoint import rdl_appoint
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
from programmes.views.signing_change import signing_change

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
    path("returns/<str:ref>/<month:month>/challenge", return_challenge, name="return_challenge"),
]
