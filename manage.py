#!/usr/bin/env python
"""Django's command line for the product; `./run manage …` calls it with everything set up."""

import os
import sys


def main() -> None:
    """Run one management command; say what to type first where the database is not ready."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irp.settings")
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as error:
        from irp.management.unready import advice

        words = advice(error)
        if not words or "--traceback" in sys.argv:
            raise
        sys.exit(words)


if __name__ == "__main__":
    main()
