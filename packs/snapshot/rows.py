"""Rows read once and looked up by key, so that no query is asked row by row."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any


def grouped(rows: Iterable[Any], key: str) -> dict[int, list[Any]]:
    """Return rows by the value of one attribute, in the order they came."""
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


def who(act: Any) -> dict[str, str]:
    """Return who acted, in what post and when, as the act itself keeps it (Rule 31)."""
    return {"by_name": act.by_name, "by_post": act.by_post, "at": act.at.isoformat()}
