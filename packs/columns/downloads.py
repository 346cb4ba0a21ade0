"""The columns of a download of a pack: who took which file, when."""

from operator import attrgetter

from irp.columns import Column, Kind
from packs.models import PackDownload
from packs.words import PackFile

PACK_DOWNLOAD: tuple[Column[PackDownload], ...] = (
    Column("at", "When", attrgetter("at"), Kind.MOMENT),
    Column("by", "Who", attrgetter("by_name")),
    Column("post", "Post at the time", attrgetter("by_post")),
    Column("forum", "Board", lambda row: row.pack.forum.upper()),
    Column("month", "Period", lambda row: row.pack.snapshot.period.month, Kind.MONTH),
    Column("version", "Version", attrgetter("pack.version")),
    Column("standing", "Issued as", lambda row: row.pack.get_standing_display()),
    Column("file", "File", lambda row: PackFile(row.file), Kind.WORD),
)
