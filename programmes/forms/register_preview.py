"""What a file of the register would do, as its page shows it."""

from dataclasses import dataclass, field

from irp.forms.files import ReadFile, RowShown
from programmes.actions.register_load import LoadedRow


@dataclass
class FileRead(ReadFile[LoadedRow]):
    """What a file would do to the register; nothing while it has faults or stale rows."""

    new: list[RowShown] = field(default_factory=list)
    changed: list[RowShown] = field(default_factory=list)
    unchanged: int = 0
