"""What changes in packs: a period is frozen, packs are asked for, issued and downloaded."""

from packs.actions.extracts import request_extract
from packs.actions.freeze import freeze_period
from packs.actions.packs import (
    ask_again,
    confirm_pack,
    correct_pack,
    issue_pack,
    note_download,
    queue_pack,
    renew_pack,
    request_pack,
)
from packs.actions.public import request_public

__all__ = [
    "ask_again",
    "confirm_pack",
    "correct_pack",
    "freeze_period",
    "issue_pack",
    "note_download",
    "queue_pack",
    "renew_pack",
    "request_extract",
    "request_pack",
    "request_public",
]
