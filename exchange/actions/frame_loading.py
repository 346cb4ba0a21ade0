"""Load the plan's frame: posts, aims, outcomes, boards, errata, statements."""

from exchange.actions.row_loading import Loading, Wanted, sourced_columns
from exchange.rules.irp_records import BoardRecord
from exchange.rules.plan_records import Plan
from irp.models import Aim, Board, Erratum, Outcome, Post, Statement

COLUMNS = ("abbreviation", "kind", "purpose", "oversight")  # of a board


def load_frame(plan: Plan, loading: Loading) -> None:
    """Load what programmes and KPIs refer to."""
    _boards(plan, loading)
    _posts(plan, loading)
    _aims(plan, loading)
    loading.rows(
        Erratum,
        [
            Wanted(
                "irp/errata.json",
                {"subject": erratum.subject},
                {"says": [vars(passage) for passage in erratum.says], "note": erratum.note},
            )
            for erratum in plan.errata
        ],
    )
    _statements(plan, loading)


def _posts(plan: Plan, loading: Loading) -> None:
    wanted = []
    for post in plan.posts:
        columns = sourced_columns(
            post, "kind", aliases=list(post.aliases), part_titles=list(post.parts)
        )
        if post.committee:  # what the council said of one that the file does not name stays
            columns["committee_id"] = loading.pk(Board, post.committee)
        wanted.append(Wanted("irp/posts.json", {"title": post.title}, columns))
    loading.rows(Post, wanted)


def _aims(plan: Plan, loading: Loading) -> None:
    file = "irp/aims.json"
    loading.rows(
        Aim,
        [
            Wanted(file, {"number": aim.number}, sourced_columns(aim, "name", "focus"))
            for aim in plan.aims
        ],
    )
    outcomes = []
    for aim in plan.aims:
        for outcome in aim.outcomes:
            # Its note says how the document words it elsewhere: a contradiction, kept as such.
            erratum = " ".join(words for words in (outcome.erratum, outcome.note) if words)
            key = {"aim_id": loading.pk(Aim, aim.number), "number": outcome.number}
            outcomes.append(Wanted(file, key, sourced_columns(outcome, "name", erratum=erratum)))
    loading.rows(Outcome, outcomes)


def _boards(plan: Plan, loading: Loading) -> None:
    """Load boards, each after the one it reports to."""
    places = {board.name: number for number, board in enumerate(plan.boards, 1)}
    full = {board.abbreviation: board.name for board in plan.boards if board.abbreviation}
    waiting, loaded = list(plan.boards), {""}

    def above(board: BoardRecord) -> str:
        return full.get(board.reports_to, board.reports_to)

    while waiting:
        ready = [board for board in waiting if above(board) in loaded]
        wanted = []
        for board in ready:
            to = loading.pk(Board, above(board))
            number = places[board.name]
            columns = sourced_columns(board, *COLUMNS, reports_to_id=to, number=number)
            wanted.append(Wanted("irp/boards.json", {"name": board.name}, columns))
        loading.rows(Board, wanted)
        loaded |= {board.name for board in ready}
        waiting = [board for board in waiting if board not in ready]


def _statements(plan: Plan, loading: Loading) -> None:
    wanted = []
    for file, statements in (
        ("irp/statements.json", plan.irp_statements),
        ("cap/statements.json", plan.cap_statements),
    ):
        for statement in statements:
            key = {"source_document": statement.source.document, "number": statement.number}
            wanted.append(Wanted(file, key, sourced_columns(statement, "heading", "text")))
    loading.rows(Statement, wanted)
