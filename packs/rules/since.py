"""What has happened since the last pack of a board."""

from datetime import datetime


def is_since(moment: datetime, since: datetime | None) -> bool:
    """Tell whether a moment is after that of the last pack; in the first pack everything is."""
    return since is None or moment > since
