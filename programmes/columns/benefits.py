"""The columns of benefits, for the list's file."""

from operator import attrgetter

from irp.columns import Column, Kind
from programmes.figures.benefits import BenefitLine


def _said(name: str, label: str, kind: Kind = Kind.TEXT) -> Column[BenefitLine]:
    return Column(name, label, attrgetter(f"facts.{name}"), kind)


def _read(name: str, label: str, kind: Kind = Kind.TEXT) -> Column[BenefitLine]:
    def read(line: BenefitLine) -> object:
        return getattr(line.facts.reading, name) if line.facts.reading else None

    return Column(name, label, read, kind)


BENEFIT: tuple[Column[BenefitLine], ...] = (
    _said("ref", "Ref"),
    _said("programme", "Programme"),
    _said("kind", "Benefit or disbenefit", Kind.WORD),
    _said("title", "What it is"),
    _said("owner", "Owner"),
    _said("measure", "What is measured"),
    _said("unit", "Unit"),
    _said("better", "Which way is better", Kind.WORD),
    _said("baseline", "Baseline", Kind.NUMBER),
    _read("value", "Newest reading", Kind.NUMBER),
    _read("month", "Read for", Kind.MONTH),
    _said("target", "Target", Kind.NUMBER),
    _said("target_on", "Reached by", Kind.DAY),
    Column("status", "Status", attrgetter("status"), Kind.WORD),
    _said("review_on", "Review after closure", Kind.DAY),
    _said("saving", "Counted as the saving"),
    _said("note", "Note"),
    _said("ended_on", "Ended on", Kind.DAY),
    _said("ended_why", "Why it ended"),
)
