"""Evidence of the benchmark's plan: links, each for one requirement, and what multiplies them."""

from datetime import datetime

from assurance.models import Evidence, EvidenceUse, EvidenceVersion, Requirement
from bench.people import BY
from bench.twins import twin, write_rows
from irp.history import act, write_acts

PIECES = 500  # of the plan as it is: ten times as many is what the list is built for


def add_links(*, at: datetime) -> None:
    """Add links, one after the other for each of the requirements."""
    requirements = list(Requirement.objects.all())
    pieces = write_rows(
        (
            Evidence(ref=f"EV-{number:04d}", number=number, kind="link", title=f"Report {number}",
                     type="report", council_wide=True, classification="public")
            for number in range(1, PIECES + 1)
        ),
        at=at,
    )  # fmt: skip
    columns = {"effective_from": at.date(), "effective_to": at.date(), "prepared_by_name": "Policy"}
    write_acts(
        [
            act(EvidenceVersion, by=BY, at=at, evidence=piece, number=1,
                address=f"https://www.birmingham.gov.uk/{piece.number}", **columns)
            for piece in pieces
        ]
    )  # fmt: skip
    write_rows(
        (
            EvidenceUse(evidence=piece, requirement=requirements[place % len(requirements)])
            for place, piece in enumerate(pieces)
        ),
        at=at,
    )


def multiply_evidence(times: int, *, at: datetime) -> None:
    """Take every piece so often, with its newest version and what it is for."""
    pieces = list(Evidence.objects.prefetch_related("versions", "uses"))
    last = max((piece.number for piece in pieces), default=0)
    for n in range(1, times):
        copies = write_rows(
            (
                twin(piece, ref=f"{piece.ref}+{n}", number=piece.number + n * last)
                for piece in pieces
            ),
            at=at,
        )
        pairs = list(zip(pieces, copies, strict=True))
        write_acts(
            [
                twin(version, evidence_id=copy.pk)
                for piece, copy in pairs
                for version in piece.versions.all()
            ]
        )
        uses = (twin(use, evidence_id=copy.pk) for piece, copy in pairs for use in piece.uses.all())
        write_rows(uses, at=at)
