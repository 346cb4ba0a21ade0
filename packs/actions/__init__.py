"""What changes in packs: a period is frozen, packs are asked for, issued and downloaded."""

from packs.actions.freeze import freeze_period
from packs.actions.packs import (
    ask_again,
    issue_pack,
    note_download,
    queue_pack,
    request_pack,
)

__all__ = [
    "ask_again",
    "freeze_period",
    "issue_pack",
    "note_download",
    "queue_pack",
    "request_pack",
]
