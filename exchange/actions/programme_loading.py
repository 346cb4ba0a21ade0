"""Load the programmes: workstreams, notes, milestones and their baseline B0."""

from typing import Any

from django.db.models import QuerySet

from exchange.actions.row_loading import Loading, Wanted, sourced_columns
from exchange.rules.document_days import HOLDS_FROM
from exchange.rules.faults import Fault
from exchange.rules.irp_records import MilestoneRecord, ProgrammeRecord
from exchange.rules.plan_records import Plan, programme_file
from irp.history import act, enact, write_acts
from irp.models import Aim, Post
from irp.rules.date_spans import printed_month
from irp.rules.plan_dates import milestone_kind
from programmes.models import Baseline, Milestone, PlanEdition, Programme, ProgrammeNote, Workstream
from programmes.readings.change_basis import rows_reworded
from programmes.readings.restructuring import rows_moved


def moved_baselines(plan: Plan) -> list[Fault]:
    """Return a fault for each milestone whose published dates differ from its baseline B0.

    B0 is as published and never rewritten (Rule 9); dates move by a change request (Rule 18). An
    end that only repeats the start ("Every 6 weeks" twice) and a blank one say the same.
    """
    standing = {b0.milestone.ref: b0 for b0 in _published().select_related("milestone")}
    faults = []
    for programme in plan.programmes:
        for row in programme.milestones:
            if row.ref not in standing:
                continue
            b0 = standing[row.ref]
            repeats = not row.end and b0.start.raw == b0.end.raw
            for name, words in (("start", row.start), ("end", row.end)):
                stands = getattr(b0, f"{name}_raw")
                if " ".join(words.split()) != stands and not (name == "end" and repeats):
                    what = f'"{name}" is "{words}", but baseline B0 was published as "{stands}" '
                    what += f'and cannot change here: type "{stands}", and ask for the new date on '
                    what += f"the page /changes/start/{programme.ref}?rows={row.ref}"
                    faults.append(Fault(programme_file(programme), row.ref, what))
    return faults


def load_programmes(plan: Plan, loading: Loading) -> None:
    """Load every programme with its rows."""
    wanted = []
    for programme in plan.programmes:
        columns = sourced_columns(
            programme,
            *("number", "name", "summary", "purpose"),
            aliases=list(programme.aliases),
            aim_id=loading.pk(Aim, programme.aim),
            sao_id=loading.pk(Post, programme.sao),
            lead_member_id=loading.pk(Post, programme.lead_member),
        )
        if programme.rdl:  # the document names none; one that the council has set since stays
            columns["rdl_id"] = loading.pk(Post, programme.rdl)
        wanted.append(Wanted(programme_file(programme), {"ref": programme.ref}, columns))
    loading.rows(Programme, wanted)
    _workstreams(plan, loading)
    _notes(plan, loading)
    reworded, moved = rows_reworded(), rows_moved()
    loading.rows(
        Milestone,
        [
            _milestone(
                row,
                number,
                programme,
                loading,
                keeps_words=row.ref in reworded,
                keeps_home=row.ref in moved,
            )
            for programme in plan.programmes
            for number, row in enumerate(programme.milestones, 1)
        ],
    )
    _baselines(plan, loading)
    _first_edition(loading)


def _first_edition(loading: Loading) -> None:
    """Keep the plan as published as its first edition; it does not say who approved it (18b)."""
    tally = loading.tally("editions")
    if PlanEdition.objects.filter(number=1).exists():
        tally.unchanged += 1
        return
    at, name = loading.known_from("irp"), f"Plan of {printed_month(HOLDS_FROM['irp'])}"
    enact(PlanEdition, by=loading.by, at=at, number=1, name=name)
    tally.created += 1


def _workstreams(plan: Plan, loading: Loading) -> None:
    """Load workstreams by name; a name added later takes the next free place."""
    taken: dict[int, set[str]] = {}
    for programme, name in Workstream.objects.values_list("programme_id", "name"):
        taken.setdefault(programme, set()).add(name)
    wanted = []
    for entry in plan.programmes:
        key = loading.pk(Programme, entry.ref)
        names = taken.setdefault(key, set())
        for name in entry.workstreams:
            names.add(name)
            own = {"programme_id": key, "name": name}
            wanted.append(Wanted(programme_file(entry), own, {}, first={"number": len(names)}))
    loading.rows(Workstream, wanted)


def _stream(programme: ProgrammeRecord, name: str, loading: Loading) -> Any:
    return loading.pk(Workstream, loading.pk(Programme, programme.ref), name)


def _notes(plan: Plan, loading: Loading) -> None:
    wanted = []
    for programme in plan.programmes:
        for number, note in enumerate(programme.notes, 1):
            key = {"programme_id": loading.pk(Programme, programme.ref), "number": number}
            columns = sourced_columns(
                note, "text", workstream_id=_stream(programme, note.workstream, loading)
            )
            wanted.append(Wanted(programme_file(programme), key, columns))
    loading.rows(ProgrammeNote, wanted)


def _milestone(
    row: MilestoneRecord,
    number: int,
    programme: ProgrammeRecord,
    loading: Loading,
    *,
    keeps_words: bool,
    keeps_home: bool,
) -> Wanted:
    """Return a milestone as the file says it.

    An approved change of its words stays (Rule 18), and so does the programme that took it (18d).
    """
    own_sao = row.sao if row.sao != programme.sao else ""
    own_lead = row.lead_member if row.lead_member != programme.lead_member else ""
    columns = sourced_columns(
        row,
        *(() if keeps_words else ("title", "note")),
        details=list(row.details),
        own_sao_id=loading.pk(Post, own_sao),
        own_lead_member_id=loading.pk(Post, own_lead),
    )
    if not keeps_home:
        columns |= {
            "programme_id": loading.pk(Programme, programme.ref),
            "number": number,
            "workstream_id": _stream(programme, row.workstream, loading),
        }
    # B0 never changes, so neither does the kind it gave the row; a later baseline may change it.
    kind = milestone_kind(loading.irp_date(row.start), loading.irp_date(row.end))
    return Wanted(programme_file(programme), {"ref": row.ref}, columns, first={"kind": kind})


def _published() -> QuerySet[Baseline]:
    return Baseline.objects.filter(number=0)


def _baselines(plan: Plan, loading: Loading) -> None:
    """Write B0, the dates as published, for each milestone that has none (Rule 9)."""
    standing = set(_published().values_list("milestone_id", flat=True))
    tally, acts = loading.tally("baselines"), []
    for programme in plan.programmes:
        reason = f"As published: plan file {programme_file(programme)}"
        at = loading.known_from(programme_file(programme))
        for row in programme.milestones:
            key = loading.pk(Milestone, row.ref)
            if key in standing:
                tally.unchanged += 1
                continue
            own = {"milestone_id": key, "number": 0, "reason": reason}
            b0 = act(Baseline, by=loading.by, at=at, **own)
            b0.start, b0.end = loading.irp_date(row.start), loading.irp_date(row.end)
            acts.append(b0)
    tally.created += len(write_acts(acts))
