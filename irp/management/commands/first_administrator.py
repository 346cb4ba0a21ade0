"""`manage.py first_administrator`: the account that creates all others, unless there is one."""

import sys
from collections.abc import Callable
from getpass import getpass
from typing import Any, cast

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Field
from django.utils import timezone

from irp.actions import Refused, appoint_first_administrator, has_administrator
from irp.env import env
from irp.models import User

VARIABLES = ("IRP_ADMIN_EMAIL", "IRP_ADMIN_NAME", "IRP_ADMIN_PASSWORD")


class Command(BaseCommand):
    """Create the first administrator from variables, or by asking in a terminal."""

    help = "Create the first administrator from IRP_ADMIN_… variables or by asking."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing where there is an administrator; else create one, or say what to set."""
        if has_administrator(on=timezone.localdate()):
            return
        given = {name: env.str(name, default="").strip() for name in VARIABLES}
        missing = [name for name in VARIABLES if not given[name]]
        if missing and not sys.stdin.isatty():
            raise CommandError(
                "There is no administrator yet and no terminal to ask in. "
                f"Set {', '.join(missing)} and start again."
            )
        if missing:
            self.stdout.write("There is no administrator yet. Enter the first one's details.")
        try:
            email = _entered(given["IRP_ADMIN_EMAIL"], "Email address: ", _check("email"), input)
            name = _entered(given["IRP_ADMIN_NAME"], "Name: ", _check("name"), input)
            user = User(email=email, name=name)
            password = _entered(
                given["IRP_ADMIN_PASSWORD"],
                "Password (12 characters or more): ",
                lambda text: validate_password(text, user),
                getpass,
            )
            appoint_first_administrator(
                email=email, name=name, password=password, at=timezone.now()
            )
        except (EOFError, KeyboardInterrupt) as error:
            raise CommandError("No administrator was created.") from error
        except (Refused, ValidationError) as error:
            raise CommandError(_words(error)) from error
        self.stdout.write(f"Administrator {email} created.")


def _entered(
    given: str, prompt: str, check: Callable[[str], None], ask: Callable[[str], str]
) -> str:
    """Return the given value once checked, or ask until an answer passes the check."""
    if given:
        check(given)
        return given
    while True:
        answer = ask(prompt).strip()
        try:
            check(answer)
        except ValidationError as error:
            print(_words(error), file=sys.stderr)
        else:
            return answer


def _check(name: str) -> Callable[[str], None]:
    """Return what holds a value to a column of a person, raising ValidationError."""
    column = cast(Field, User._meta.get_field(name))
    return lambda value: column.clean(value, None)


def _words(error: Refused | ValidationError) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
