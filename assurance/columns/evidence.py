"""The columns of evidence, for the list's file (Rule 22)."""

from operator import attrgetter

from assurance.figures.evidence import EvidenceLine
from irp.columns import Column, Kind


def _said(name: str, label: str, kind: Kind = Kind.TEXT) -> Column[EvidenceLine]:
    return Column(name.rpartition(".")[2], label, attrgetter(f"facts.{name}"), kind)


EVIDENCE: tuple[Column[EvidenceLine], ...] = (
    _said("ref", "Ref"),
    _said("title", "Title"),
    _said("type", "What it is", Kind.WORD),
    _said("kind", "File, link or record", Kind.WORD),
    Column("content", "File, address or record", attrgetter("content")),
    _said("version.number", "Version", Kind.NUMBER),
    _said("version.effective_from", "Effective from", Kind.DAY),
    _said("version.effective_to", "Effective to", Kind.DAY),
    _said("version.expires_on", "Expires", Kind.DAY),
    Column("covers", "Directorates covered", attrgetter("covers")),
    _said("version.prepared_by_name", "Prepared by"),
    _said("version.at", "Added", Kind.MOMENT),
    _said("classification", "Classification", Kind.WORD),
    _said("paragraph", "Paragraph of Schedule 12A"),
    Column("requirements", "Requirements", lambda line: "; ".join(line.requirements)),
    Column("state", "Status", lambda line: "; ".join(sorted(group.label for group in line.groups))),
    _said("version.sha256", "SHA-256"),
)
