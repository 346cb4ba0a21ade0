"""`manage.py createsuperuser`, Django's command, which this site has no use for (ADR 0005)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Say what to type instead: nobody is a superuser here, rights follow posts."""

    help = "There are no superusers: type first_administrator."

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse."""
        raise CommandError(
            "Nobody is a superuser here: rights follow the posts that people hold. Type "
            "./run manage first_administrator for the first account; administrators add the others."
        )
