"""The columns of evidence, for the list's file (Rule 22)."""

from operator import attrgetter

from assurance.figures.evidence import EvidenceLine
from irp.columns import Column, Kind


def _fact(name: str, label: str, kind: Kind = Kind.TEXT) -> Column[EvidenceLine]:
    return Column(name.rpartition(".")[2], label, attrgetter(f"facts.{name}"), kind)


EVIDENCE: tuple[Column[EvidenceLine], ...] = (
    _fact("ref", "Ref"),
    _fact("title", "Title"),
    _fact("type", "What it is", Kind.WORD),
    _fact("kind", "File, link or record", Kind.WORD),
    Column("content", "File, address or record", attrgetter("content")),
    _fact("version.number", "Version", Kind.NUMBER),
    _fact("version.effective_from", "Effective from", Kind.DAY),
    _fact("version.effective_to", "Effective to", Kind.DAY),
    _fact("version.expires_on", "Expires", Kind.DAY),
    Column("covers", "Directorates covered", attrgetter("covers")),
    _fact("version.prepared_by_name", "Prepared by"),
    _fact("version.at", "Added", Kind.MOMENT),
    _fact("classification", "Classification", Kind.WORD),
    _fact("paragraph", "Paragraph of Schedule 12A"),
    Column("requirements", "Requirements", lambda line: "; ".join(line.requirements)),
    Column("state", "Status", lambda line: "; ".join(sorted(group.label for group in line.groups))),
    _fact("version.sha256", "SHA-256"),
)
