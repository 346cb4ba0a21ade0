"""The records of packs: snapshots, packs and downloads; boards' meetings, agendas and actions."""

from packs.models.classification import ItemClassification
from packs.models.confirmation import PackConfirmation
from packs.models.edition import EditionText
from packs.models.meetings import (
    AgendaItem,
    Attendance,
    BoardAction,
    BoardActionStep,
    ItemEnd,
    Meeting,
)
from packs.models.packs import Pack, PackDownload, PlanSnapshot, StoredFile
from packs.models.publication import PackStep, PreElectionPeriod
from packs.models.reading import WordsRead

__all__ = [
    "AgendaItem",
    "Attendance",
    "BoardAction",
    "BoardActionStep",
    "EditionText",
    "ItemClassification",
    "ItemEnd",
    "Meeting",
    "Pack",
    "PackConfirmation",
    "PackDownload",
    "PackStep",
    "PlanSnapshot",
    "PreElectionPeriod",
    "StoredFile",
    "WordsRead",
]
