"""Whether the records of the Improvement and Recovery Plan fit together."""

from collections.abc import Iterator, Sequence
from typing import Any

from exchange.rules.check_lists import doubles, numbers, out_of_sequence, some, statements
from exchange.rules.faults import Fault
from exchange.rules.field_kinds import shown
from exchange.rules.irp_records import PostRecord, ProgrammeRecord
from exchange.rules.plan_records import Plan, programme_file
from irp.rules.financial_years import year_read

_POSTS, _BOARDS, _KPIS = "irp/posts.json", "irp/boards.json", "irp/kpis.json"


def irp_faults(plan: Plan) -> Iterator[Fault]:
    """Yield every way in which the records of the IRP contradict each other."""
    posts = Posts(plan.posts)
    yield from posts.faults()
    yield from _seats(plan)
    yield from _aims(plan)
    yield from _boards(plan)
    yield from _committees(plan)
    yield from _programmes(plan, posts)
    yield from _money(plan, posts)
    yield from _figures(plan)
    yield from _indicators(plan)
    yield from _numbered_lists(plan)


class Posts:
    """The posts that other records may name, by their official titles only."""

    def __init__(self, posts: Sequence[PostRecord] | None) -> None:
        self.readable = posts is not None
        self.posts = some(posts)
        self.kinds = {post.title: post.kind for post in self.posts}
        self.official = {alias: post.title for post in self.posts for alias in post.aliases or ()}

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong between the posts themselves."""
        titles = [post.title for post in self.posts]
        aliases = [alias for post in self.posts for alias in post.aliases or ()]
        yield from doubles(_POSTS, "title or alias", [*titles, *aliases])
        for post in self.posts:
            for part in post.parts or ():
                yield from self.unknown(_POSTS, post.title or "", "parts", part, post.kind)

    def unknown(
        self, file: str, record: str, key: str, title: str | None, kind: str | None
    ) -> Iterator[Fault]:
        """Yield a fault where a record names a post that is none, or one of another kind."""
        if not title or not self.readable:
            return
        if title not in self.kinds:
            official = self.official.get(title)
            meant = f'type "{official}"' if official else f"type a title from {_POSTS}"
            yield Fault(file, record, f'"{key}" is {shown(title)}, no known post: {meant}')
        elif None not in (kind, self.kinds[title]) and self.kinds[title] != kind:
            what = f'"{key}" is {shown(title)}, whose kind is {self.kinds[title]}: type a post '
            yield Fault(file, record, f"{what}of the kind {kind}")


def _seats(plan: Plan) -> Iterator[Fault]:
    """Yield where a post sits on what is no committee, or is no lead member's (ADR 0006)."""
    committees = {board.name for board in some(plan.boards) if board.kind == "committee"}
    for post in some(plan.posts):
        if not post.committee:
            continue
        named = f'"committee" is {shown(post.committee)}'
        if post.kind not in (None, "lead_member"):
            what = f"{named}, but only a lead member’s post sits on one: remove it"
            yield Fault(_POSTS, post.title or "", what)
        elif plan.boards is not None and post.committee not in committees:
            what = f"{named}: type the name of a committee in {_BOARDS}"
            yield Fault(_POSTS, post.title or "", what)


def _aims(plan: Plan) -> Iterator[Fault]:
    file = "irp/aims.json"
    yield from numbers(file, "number", plan.aims)
    outcomes = [outcome for aim in some(plan.aims) for outcome in some(aim.outcomes)]
    yield from doubles(file, "name", [outcome.name for outcome in outcomes])
    for aim in some(plan.aims):
        for fault in numbers(file, "number", aim.outcomes):
            yield Fault(file, f"{aim.name}, outcome {fault.record}", fault.what)


def _boards(plan: Plan) -> Iterator[Fault]:
    boards = some(plan.boards)
    yield from doubles(_BOARDS, "name", [board.name for board in boards])
    yield from doubles(_BOARDS, "abbreviation", [board.abbreviation for board in boards])
    named = {name: board for board in boards for name in (board.name, board.abbreviation) if name}
    for board in boards:
        seen, above = [board.name], board
        while above and above.reports_to:
            if above.reports_to not in named:
                if above is board:
                    what = f'"reports_to" is {shown(board.reports_to)}: type the abbreviation or '
                    yield Fault(_BOARDS, board.name or "", what + f"name of a board in {_BOARDS}")
                break
            above = named[above.reports_to]
            if above.name in seen:
                if above is board:
                    yield Fault(_BOARDS, board.name, '"reports_to" leads back to it: type another')
                break
            seen.append(above.name)


def _committees(plan: Plan) -> Iterator[Fault]:
    refs = {programme.ref for programme in some(plan.programmes)}
    for board in some(plan.boards):
        taken = [programme.ref for programme in some(board.takes)]
        yield from doubles(_BOARDS, f"programme of {board.name}", taken)
        if taken and board.oversight != "programmes":
            what = '"takes" names programmes: type "programmes" as its "oversight"'
            yield Fault(_BOARDS, board.name or "", what)
        for ref in taken:
            if refs and ref is not None and ref not in refs:
                what = f'"takes" names {shown(ref)}: type the ref of a programme'
                yield Fault(_BOARDS, board.name or "", what)


def _programmes(plan: Plan, posts: Posts) -> Iterator[Fault]:
    folder, programmes = "irp/programmes", some(plan.programmes)
    if len(programmes) == len(plan.programmes or ()):
        found = sorted(programme.number or 0 for programme in programmes)
        yield from out_of_sequence(folder, "number", found, range(1, len(found) + 1))
    yield from doubles(folder, "ref", [programme.ref for programme in programmes])
    names = [
        name for programme in programmes for name in (programme.name, *(programme.aliases or ()))
    ]
    yield from doubles(folder, "name or alias", names)
    for programme in programmes:
        if None not in (programme.number, programme.ref):
            yield from _programme(programme, plan, posts)


def _programme(programme: ProgrammeRecord, plan: Plan, posts: Posts) -> Iterator[Fault]:
    file = programme_file(programme)
    aims = {aim.number for aim in some(plan.aims)}
    if plan.aims is not None and programme.aim is not None and programme.aim not in aims:
        yield Fault(file, "", f'"aim" is {programme.aim}: type the number of an aim in aims.json')
    yield from _accountable(file, "", programme, posts)
    yield from posts.unknown(file, "", "rdl", programme.rdl, "rdl")
    yield from doubles(file, "workstream", programme.workstreams or ())
    milestones = some(programme.milestones)
    refs = [milestone.ref for milestone in milestones]
    expected = [f"{programme.ref}-{number:02}" for number in range(1, len(refs) + 1)]
    if len(refs) == len(programme.milestones or ()):
        yield from out_of_sequence(file, "ref", refs, expected)
    for row in milestones:
        yield from _accountable(file, row.ref or "", row, posts)
        if row.lead_member == "" and programme.lead_member:
            what = '"lead_member" is blank though the programme has one: type who it is'
            yield Fault(file, row.ref or "", what)
    for row in [*milestones, *some(programme.notes)]:
        if row.workstream and row.workstream not in (programme.workstreams or [row.workstream]):
            what = f'"workstream" is {shown(row.workstream)}: type one of the programme\'s own'
            yield Fault(file, getattr(row, "ref", None) or "notes", what)


def _accountable(file: str, record: str, row: Any, posts: Posts) -> Iterator[Fault]:
    yield from posts.unknown(file, record, "sao", row.sao, "sao")
    yield from posts.unknown(file, record, "lead_member", row.lead_member, "lead_member")


def _figures(plan: Plan) -> Iterator[Fault]:
    file, figures = "irp/plan_figures.json", some(plan.plan_figures)
    yield from doubles(file, "number", [figure.number for figure in figures])
    yield from doubles(
        file, "target_of", [figure.target_of for figure in figures if figure.target_of]
    )
    if sum(figure.fund is True for figure in figures) > 1:
        yield Fault(file, "fund", '"fund" is true of several: type it of one')
    for figure in figures:
        if figure.fund is True and figure.target_of:
            yield Fault(file, figure.title or "", '"target_of" is given of the fund: remove it')
        if figure.target_of and year_read(figure.target_of) is None:
            what = f'"target_of" is {shown(figure.target_of)}: type a financial year like "2024/25"'
            yield Fault(file, figure.title or "", what)


def _money(plan: Plan, posts: Posts) -> Iterator[Fault]:
    refs = {row.ref for programme in some(plan.programmes) for row in some(programme.milestones)}
    lists = (("irp/savings.json", plan.savings), ("irp/receipts.json", plan.receipts))
    for file, records in lists:
        yield from doubles(file, "milestone", [record.milestone for record in some(records)])
        for record in some(records):
            if refs and record.milestone and record.milestone not in refs:
                what = f'"milestone" is {shown(record.milestone)}: type the ref of a milestone'
                yield Fault(file, getattr(record, "ref", None) or record.milestone, what)
    savings = some(plan.savings)
    for saving in savings:
        yield from _accountable("irp/savings.json", saving.ref or "", saving, posts)
    expected = [f"SAV-S{number:02}" for number in range(1, len(savings) + 1)]
    yield from out_of_sequence(
        "irp/savings.json", "ref", [saving.ref for saving in savings], expected
    )


def _indicators(plan: Plan) -> Iterator[Fault]:
    outcomes = {outcome.name for aim in some(plan.aims) for outcome in some(aim.outcomes)}
    aims = {aim.number for aim in some(plan.aims)}
    indicators = some(plan.indicators)
    for indicator in indicators:
        for name in indicator.outcomes or ():
            if plan.aims is not None and name is not None and name not in outcomes:
                what = f'"outcomes" names {shown(name)}: type the name as it is in aims.json'
                yield Fault(_KPIS, indicator.ref or "", what)
        if plan.aims is not None and indicator.aim is not None and indicator.aim not in aims:
            what = f'"aim" is {indicator.aim}: type the number of an aim in aims.json'
            yield Fault(_KPIS, indicator.ref or "", what)
    for aim in sorted(aims - {None}):
        refs = [indicator.ref for indicator in indicators if indicator.aim == aim]
        expected = [f"KPI-{aim}-{number:02}" for number in range(1, len(refs) + 1)]
        yield from out_of_sequence(_KPIS, "ref", refs, expected)


def _numbered_lists(plan: Plan) -> Iterator[Fault]:
    yield from numbers("irp/risks.json", "number", plan.risks)
    yield from numbers("irp/dependencies.json", "number", plan.dependencies)
    yield from statements("irp/statements.json", "IRP", plan.irp_statements)
    subjects = [erratum.subject for erratum in some(plan.errata)]
    yield from doubles("irp/errata.json", "subject", subjects)
    for body in ("auditor", "cfgs"):
        of_body = [
            recommendation
            for recommendation in some(plan.recommendations)
            if recommendation.source_body == body
        ]
        for fault in numbers("irp/recommendations.json", "number", of_body):
            yield Fault(fault.file, f"{body} {fault.record}", fault.what)
