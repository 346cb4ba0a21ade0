"""Commissioners add a requirement to the Assurance Plan (Rules 20 and 24)."""

from django.http import HttpResponse
from django.utils import timezone

from assurance.actions.amendments import add_requirement
from assurance.forms.amendments import AddForm, due_of
from assurance.views.amending import Amending
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.plan_dates import printed
from irp.typed import takes


@takes(AddForm)
def requirement_add(request: SignedIn) -> HttpResponse:
    """Show the new requirement; once confirmed, add it under the next reference."""
    at = timezone.now()
    require(request.user, "assurance.amend_plan", at=at)
    tried = Amending(request, AddForm, at=at)
    form = tried.form

    def added() -> list[str]:
        entered, words = form.cleaned_data, form.words
        where = f"{entered['outcome']}; {entered['test']}"
        due = printed(due_of(form), quarters=tried.quarters)
        return [where, words.title, *words.considerations, f"{entered['purpose'].label}: {due}"]

    done = tried.amend(
        lambda agreement: add_requirement(
            form.cleaned_data["outcome"],
            form.cleaned_data["test"],
            form.words,
            purpose=form.cleaned_data["purpose"],
            due=due_of(form),
            agreement=agreement,
        )
    )
    return tried.answer(
        done,
        task="Add a requirement",
        row=None,
        was=[],
        becomes=added() if tried.shows else [],
        about="It counts from today. A test that was declared met there is no longer supported "
        "until commissioners declare it again.",
    )
