"""What is withheld and what is published at the same moment (Rules 24e and 29)."""

from django.db import connection


def one_at_a_time() -> None:
    """Let one act at a time withhold or publish until its transaction ends.

    Each reads what the other writes. Evidence is classified here and all else where packs are, so
    both wait for the table that both know: what only reads or writes it does not wait. On SQLite
    the transaction is IMMEDIATE and holds the whole database already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE assurance_evidence IN SHARE UPDATE EXCLUSIVE MODE")
