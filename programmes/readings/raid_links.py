"""What a person names in the register by reference: milestones, requirements, a risk, an issue."""

from collections.abc import Collection

from django.apps import apps

from programmes.models import Issue, Milestone, Risk


def milestones_named(refs: Collection[str]) -> dict[str, int]:
    """Return the keys of the milestones of these references that there are."""
    return dict(Milestone.objects.filter(ref__in=refs).values_list("ref", "pk"))


def requirements_named(refs: Collection[str]) -> set[str]:
    """Return which of these references name requirements.

    By the model's name: requirements stand above programmes.
    """
    rows = apps.get_model("assurance", "Requirement")._default_manager
    return set(rows.filter(ref__in=refs).values_list("ref", flat=True))


def risk_or_issue(ref: str) -> Risk | Issue | None:
    """Return the risk or issue of a reference."""
    return Risk.objects.filter(ref=ref).first() or Issue.objects.filter(ref=ref).first()
