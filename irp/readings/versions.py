"""The versions of rows as history holds them, for the timelines of pages."""

from datetime import datetime
from typing import Any

from irp.models import Tracked


def row_versions(model: type[Tracked], *, until: datetime | None = None, **scope: Any) -> Any:
    """Return the versions of a model's rows up to a moment, or all, the newest first.

    `scope` are columns of a version, such as `id`. It is a statement still to be made.
    """
    history: Any = model.history
    rows = history.filter(**scope)
    if until is not None:
        rows = rows.filter(history_date__lte=until)
    return rows.order_by("-history_date", "-history_id")
