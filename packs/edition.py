"""What a pack's row adds to its snapshot: which edition it is, what it replaces and why."""

from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from packs.context.frame import Edition
from packs.facts.edition import CorrectedFacts, ExtractFacts
from packs.models import Pack
from packs.words import Audience


def edition_of(
    pack: Pack, extract: ExtractFacts | None = None, corrects: CorrectedFacts | None = None
) -> Edition:
    """Return what a pack's row adds to its snapshot, and of what is made from it what it pinned."""
    return Edition(
        forum=pack.forum,
        number=pack.number,
        standing=pack.standing,
        label=pack.label,
        supersedes=_supersedes(pack, corrects),
        reason=_reason(pack, corrects) if corrects else pack.reason,
        audience=Audience(pack.audience),
        part=pack.part,
        made_from=pack.made_from.sha256 if pack.made_from else "",
        extract=extract,
    )


def _supersedes(pack: Pack, corrects: CorrectedFacts | None) -> str:
    """Return what an edition replaces and of which day that is, "" where there is nothing."""
    if was := pack.supersedes:
        return f"{was.version} of {printed_day(london_day(was.requested_at))}"
    return f"{corrects.version} of {printed_day(corrects.on)}" if corrects else ""


def _reason(pack: Pack, corrects: CorrectedFacts) -> str:
    """Return why there is a public edition of a correction: as the whole one says, or why anew."""
    was = pack.supersedes
    if was is None or was.made_from_id != pack.made_from_id or pack.made_from is None:
        return corrects.words
    day = printed_day(corrects.on)
    before = f"{pack.made_from.version} replaced {corrects.version} of {day}"
    return f"{pack.reason}. {before}: {corrects.words}"
