"""What the two documents say beside their tables, and the aims they name."""

from irp.models import Aim, Erratum, Statement


def statements_read() -> list[Statement]:
    """Return what the documents state, in their order."""
    return list(Statement.objects.all())


def errata_read() -> tuple[Erratum, ...]:
    """Return every difference in the documents."""
    return tuple(Erratum.objects.all())


def aims_known() -> set[str]:
    """Return the aims that an address may ask for, by their numbers."""
    return {str(number) for number in Aim.objects.values_list("number", flat=True)}
