"""The portfolio: every programme on one page."""

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.figures import calm_in_words
from dashboards.presenters import portfolio_order as order
from dashboards.presenters.portfolio_charts import milestones_bar, months_of, pictures_of, strip_of
from dashboards.presenters.portfolio_figures import figures
from dashboards.presenters.portfolio_occurrences import occurrences_of
from dashboards.presenters.portfolio_risks import risks_of
from dashboards.views.asking import asked_portfolio
from dashboards.words import NOT_SIGNED
from irp.jinja import querystring
from irp.pages import SignedIn, page
from programmes.figures.budgets import over_budget_words
from programmes.figures.editions import side_by_side
from programmes.figures.programmes import programmes_in_words
from programmes.readings.budgets import budgets_among
from programmes.readings.editions import editions


@require_safe
def portfolio(request: SignedIn) -> HttpResponse:
    """Show the programmes, the worst first or in the order asked, now or as at a past date."""
    asked = asked_portfolio(request, at=timezone.now())
    first, calm = order.first_and_calm(asked.rows, whole=bool(asked.sort or asked.form.chosen()))
    counts, more = figures(
        asked.rows,
        besides=asked.besides,
        filtered=partial(querystring, request),
        milestones=partial(asked.past.to, reverse("dashboards:milestones")),
        all_of_them=len(asked.rows) == len(asked.portfolio.rows),
    )
    context = {
        "past": asked.past,
        "period": asked.portfolio.period,
        "every": asked.portfolio.rows,
        "reporting": programmes_in_words(row.line.outside for row in asked.portfolio.rows),
        "figures": counts,
        "more_figures": more,
        "occurrences": occurrences_of(asked.past, asked.portfolio, asked.rows, reader=asked.reader),
        "picture": risks_of(asked.past, asked.portfolio, asked.rows),
        "pictures": pictures_of(asked.rows, measured=asked.past.measured),
        "strip_of": strip_of,
        "milestones_bar": milestones_bar,
        "months": months_of(asked.rows),
        "sides": side_by_side(
            editions(asked.past.source), asked.portfolio.positions, measured=asked.past.measured
        )
        if len(asked.rows) == len(asked.portfolio.rows)
        else None,
        "groups": order.by_aim(asked.rows) if asked.sort == "aim" else [("", first)],
        "calm": calm,
        "calm_words": calm_in_words(row.line for row in calm),
        "shown": asked.rows,
        "by_rating": order.by_sao_rating(asked.rows),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: querystring(request, **{name: None})),
        "sort": asked.sort,
        "not_signed": NOT_SIGNED,
        "over_budget": over_budget_words(
            budgets_among(asked.past.source, asked.portfolio.read.keys), on=asked.past.measured.on
        ),
    }
    return page(request, "dashboards/portfolio.html", context)
