"""What every page is given: navigation, who is signed in, and whether it shows a demonstration."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from irp.addresses import address
from irp.asked import left_out
from irp.models import PlanSettings, User
from irp.readings import plan_settings


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """One entry of the service navigation: its words, its page, and the pages that lie under it."""

    text: str
    page: str
    stems: tuple[str, ...]

    def fits(self, view_name: str) -> int:
        """Return the length of the longest stem that the view's name begins with, 0 for none."""
        return max((len(stem) for stem in self.stems if view_name.startswith(stem)), default=0)


# The stems are the beginnings of view names; the longest that fits says under what a page lies.
PLACES = (
    NavigationEntry("Home", "dashboards:home", ("dashboards:home",)),
    NavigationEntry("Portfolio", "dashboards:portfolio", ("dashboards:portfolio", "programmes:")),
    NavigationEntry("Milestones", "dashboards:milestones", ("dashboards:milestones",)),
    NavigationEntry(
        "Risks and issues",
        "programmes:raid",
        ("programmes:raid", "programmes:risk_", "programmes:dependenc"),
    ),
    NavigationEntry(
        "Changes",
        "programmes:changes",
        (
            "programmes:change",
            "programmes:edition",
            "programmes:opening",
            "programmes:structure",
            "programmes:programme_begin",
            "programmes:programme_close",
            "programmes:milestones_move",
        ),
    ),
    NavigationEntry(
        "Money",
        "programmes:money",
        (
            *("programmes:money", "programmes:saving", "programmes:year_target"),
            *("programmes:replacement", "programmes:receipt", "programmes:lot"),
            *("programmes:budgets", "programmes:benefit"),
        ),
    ),
    NavigationEntry("Outcomes", "assurance:outcomes", ("assurance:",)),
    NavigationEntry("KPIs", "kpis:indicators", ("kpis:", "dashboards:plan_outcome")),
    NavigationEntry(
        "Periods",
        "dashboards:periods",
        ("dashboards:period", "programmes:period", "packs:period", "packs:meetings_move"),
    ),
    NavigationEntry("Packs", "packs:packs", ("packs:",)),
    NavigationEntry("Search", "dashboards:search", ("dashboards:search",)),
)
ADMINISTRATION = NavigationEntry(
    "Administration",
    "administration:users",
    ("administration:", "assurance:assumptions", "programmes:rdl"),
)

KEPT_SETTINGS = "irp.plan_settings"


def settings_of(request: HttpRequest) -> PlanSettings:
    """Return the plan's settings, read once in a request however many parts of a page ask."""
    if KEPT_SETTINGS not in request.META:
        request.META[KEPT_SETTINGS] = plan_settings()
    return request.META[KEPT_SETTINGS]


def is_demonstration(request: HttpRequest) -> bool:
    """Tell whether the plan holds demonstration data, which every page must say."""
    return settings_of(request).demonstration


def _entries(view_name: str, places: Sequence[NavigationEntry]) -> Iterator[dict[str, Any]]:
    here = max(places, key=lambda place: place.fits(view_name))
    for place in places:
        try:
            href = address(place.page)
        except NoReverseMatch:
            continue
        yield {
            "text": place.text,
            "href": href,
            "current": place.page == view_name,
            "active": place is here and here.fits(view_name) > 0,
        }


def places_of(user: User) -> Sequence[NavigationEntry]:
    """Return the places that would not refuse this person: none but home without a post."""
    if not user.kinds():
        return PLACES[:1]
    return (*PLACES, ADMINISTRATION) if user.holds_kind("administrator") else PLACES


def navigation(view_name: str, places: Sequence[NavigationEntry] = PLACES) -> list[dict[str, Any]]:
    """Return the entries: `text`, `href`, whether the page is it (`current`) or below (`active`).

    A place whose page is not mounted in this installation is left out.
    """
    return list(_entries(view_name, places))


def posts_of(user: User, *, on: date) -> list[str]:
    """Return the titles of the posts the user holds on that day, "(interim)" included (Rule 17)."""
    return sorted(holding.title_as_held for holding in user.holdings_on(on))


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Return the context of every page; what needs the database is read only if it is printed.

    Django's Jinja2 backend lets these names win over a view's: no view may use them for its own.
    """
    user: User | None = getattr(request, "user", None)
    signed_in = user if user is not None and user.is_authenticated else None
    today = timezone.localdate()
    match = request.resolver_match
    return {
        "demonstration": SimpleLazyObject(lambda: is_demonstration(request)),
        "left_out": left_out(request),
        "messages": get_messages(request),
        "navigation": navigation(match.view_name if match else "", places_of(signed_in))
        if signed_in
        else [],
        "signed_in": signed_in,
        "signed_in_posts": (
            SimpleLazyObject(lambda: posts_of(signed_in, on=today)) if signed_in else []
        ),
        "today": today,
    }
