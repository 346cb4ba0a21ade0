"""What commissioners set of sustained evidence, and the evidence that counts for it (Rule 22)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from assurance.facts.evidence import EvidenceFacts, SustainedFacts, SustainedOf
from assurance.models import Requirement, SustainedEvidence
from assurance.rules.evidence import is_expired, tidy
from assurance.rules.sustained import Run, from_rows, runs
from assurance.words.evidence import Cadence
from irp.readings import Source

Spans = dict[str, list[tuple[date, date]]]


def newest_setting(requirement: Requirement, *, until: datetime) -> SustainedEvidence | None:
    """Return the setting in force of a requirement, None where commissioners set none."""
    rows = SustainedEvidence.objects.filter(requirement=requirement, at__lte=until)
    return rows.order_by("-at", "-pk").first()


def setting_of(source: Source, ref: str) -> SustainedFacts | None:
    """Return the setting in force of a requirement, in one statement."""
    rows = SustainedEvidence.objects.filter(requirement__ref=ref, at__lte=source.at)
    row = rows.order_by("-at", "-pk").first()
    return None if row is None else _setting(row)


def settings_of_all(source: Source) -> tuple[SustainedOf, ...]:
    """Return the setting in force of each requirement that has one, in one statement."""
    rows = SustainedEvidence.objects.filter(at__lte=source.at).order_by("at", "pk")
    newest = {row.requirement.ref: row for row in rows.select_related("requirement")}
    return tuple(
        SustainedOf(requirement=ref, setting=_setting(newest[ref])) for ref in sorted(newest)
    )


def _setting(row: SustainedEvidence) -> SustainedFacts:
    return SustainedFacts(
        periods=row.periods,
        cadence=Cadence(row.cadence),
        directorates=tuple(from_rows(row.directorates)),
        reason=row.reason,
        by_name=row.by_name,
        at=row.at,
    )


def runs_of(
    setting: SustainedFacts, pieces: Iterable[EvidenceFacts], *, on: date
) -> tuple[Run, ...]:
    """Return the run of each directorate by the pieces that count on a day.

    Held files and records count; links, what has expired or was retired or sealed does not.
    """
    found = runs(
        _spans(pieces, on=on),
        setting.directorates,
        cadence=setting.cadence,
        needed=setting.periods,
        on=on,
    )
    return tuple(found)


def _spans(pieces: Iterable[EvidenceFacts], *, on: date) -> Spans:
    spans: Spans = defaultdict(list)
    for one in pieces:
        version = one.version
        retired = one.retired_on is not None and one.retired_on <= on
        gone = retired or version.seal is not None or is_expired(version.expires_on, on=on)
        if gone or not one.kind.is_held:
            continue
        for name in {"", *map(tidy, one.directorates)}:
            spans[name].append((version.effective_from, version.effective_to))
    return spans
