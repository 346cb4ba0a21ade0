"""Statements that are written once give what the ORM gives, whatever is asked of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.expressions import Col, Expression

from irp import prepared
from irp.history import record, record_all
from irp.models import Post, PostHolding, User
from irp.prepared import FEW, NoPlaceError, rows_of
from irp.readings.statements import newest, newest_columns, newest_columns_of
from irp.words import PostKind
from tests.world import LOADER

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 31)
NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_kept():
    """Begin without a statement of another test."""
    prepared._statements.connection = None


@pytest.fixture
def posts() -> list[Post]:
    rows = [Post(title=f"Post {number}", kind=PostKind.SAO) for number in range(5)]
    record_all(rows, by=LOADER, at=NOON)
    return rows


def appoint(post: Post, *, on: date) -> None:
    person = User(email=f"{post.pk}@example.org", name="A person")
    record(person, by=LOADER, at=NOON)
    holding = PostHolding(user=person, post=post, starts_on=on)
    record(holding, by=LOADER, at=NOON)


def named(*, keys: list[int] | None = None, kind: str = "", after: str = "") -> QuerySet:
    rows = Post.objects.filter(title__gt=after).order_by("pk")
    rows = rows if keys is None else rows.filter(pk__in=keys)
    rows = rows.filter(kind=kind) if kind else rows
    return rows.values_list("pk", "title", "part_titles")


def holdings(columns: tuple[str, ...]) -> QuerySet:
    return PostHolding.objects.order_by("pk").values_list(*columns)


def holdings_whole() -> QuerySet:
    return PostHolding.objects.order_by("pk")


def moments() -> QuerySet:
    return Post.history.filter(title__startswith="Post ").values_list("history_date")


@pytest.mark.parametrize("count", [1, 2, 5])
def test_it_gives_what_the_queryset_gives_for_every_length_of_a_list(posts, count):
    keys = [post.pk for post in posts[:count]]
    for order in (keys, keys[::-1]):
        assert rows_of(named, keys=order) == list(named(keys=keys))


def test_days_moments_and_flags_have_the_types_of_their_columns(posts):
    """SQLite keeps them as texts and numbers: each statement's rows are what the ORM reads."""
    appoint(posts[0], on=DAY)
    columns = ("pk", "starts_on", "confirmed_on", "awaits", "post__part_titles")
    (row,) = rows_of(holdings, columns)
    assert row == (PostHolding.objects.get().pk, DAY, None, False, [])
    assert [type(value) for value in row[1:4]] == [date, type(None), bool]
    (held,) = rows_of(holdings_whole)
    assert (held.starts_on, held.awaits) == (DAY, False)
    assert rows_of(moments) == [(NOON,)] * len(posts)


def test_the_numbers_of_a_list_are_no_parameters(posts):
    """A driver reads the text anew for each, 80 of them in longer than the database answers."""
    given = []

    def note(execute, sql, parameters, many, context):
        given.append(parameters)
        return execute(sql, parameters, many, context)

    keys = [posts[0].pk, -1, -2, *(post.pk for post in posts)]
    assert len(keys) == FEW
    with connection.execute_wrapper(note):
        found = rows_of(named, keys=[*keys, -3], after="A")
        again = rows_of(named, keys=keys, after="A")
    assert found == again == list(named(keys=keys, after="A")) and len(found) == 5
    assert given[0] == ["A"]
    assert len(given[1]) == (1 if connection.vendor == "sqlite" else 1 + FEW)


def test_what_is_the_same_each_time_may_hold_any_sign(posts):
    title = "50% of \"it\", 'so' %s %(after)s"
    record(Post(title=f"Half: {title}", kind=PostKind.SAO), by=LOADER, at=NOON)

    def halves(*, after: str) -> QuerySet:
        rows = Post.objects.filter(title__endswith=title, title__gt=after)
        return rows.values_list("title", Value("100%"))

    for after in ("A", "Z", "A", "%s"):
        assert rows_of(halves, after=after) == list(halves(after=after))
    assert len(rows_of(halves, after="A")) == 1


def plans() -> int:
    """Return how many statements the connection's database has planned for later."""
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        return cursor.fetchone()[0]


def test_what_is_asked_again_is_planned_once_where_the_database_plans_it(posts):
    """On PostgreSQL, ADR 0026: for numbers of any size, and not for long lists of them."""
    before, planned = plans(), 1 if connection.vendor == "postgresql" else 0
    for after in ("Post 1", "Post 2", "Post 3"):
        assert rows_of(named, after=after) == list(named(after=after))
    assert plans() == before + planned
    for number in (1, 40_000, 2**40, posts[0].pk):
        assert rows_of(held_by, key=number) == list(held_by(key=number))
    assert plans() == before + 2 * planned
    for _ in range(3):
        rows_of(named, keys=[-number for number in range(FEW + 1)])
    assert plans() == before + 2 * planned


def held_by(*, key: int) -> QuerySet:
    return Post.objects.filter(pk=key).values_list("pk")


def test_a_number_that_no_column_holds_gives_no_row_as_with_the_queryset(posts):
    for key in (posts[0].pk, 10**30):
        assert rows_of(held_by, key=key) == list(held_by(key=key))


def test_a_second_ask_with_other_values_writes_nothing(posts, django_assert_num_queries):
    asked = []

    def counted(**values) -> QuerySet:
        asked.append(values)
        return named(**values)

    rows_of(counted, keys=[posts[0].pk], after="A")
    with django_assert_num_queries(1):
        found = rows_of(counted, keys=[posts[3].pk], after="Post 1")
    assert [title for _, title, _ in found] == ["Post 3"]
    assert len(asked) == 1


def test_models_come_with_what_they_are_joined_to(posts, django_assert_num_queries):
    for number, post in enumerate(posts):
        appoint(post, on=DAY + timedelta(days=number))

    def since(*, on: date) -> QuerySet[PostHolding]:
        rows = PostHolding.objects.filter(starts_on__gte=on).annotate(year=F("starts_on__year"))
        return rows.select_related("post", "delegated_by").order_by("pk")

    for number in (1, 3):
        on = DAY + timedelta(days=number)
        with django_assert_num_queries(1):
            found = rows_of(since, on=on)
            read = [(row, row.post.title, row.delegated_by, row.year) for row in found]
        assert read == [(row, row.post.title, None, 2026) for row in since(on=on)]
        assert found[0]._state.db == "default"
        assert not found[0]._state.adding
    assert len(found) == 2


def test_text_is_put_in_as_it_is(posts):
    assert [row[1] for row in rows_of(named, after="Post 2")] == ["Post 3", "Post 4"]
    assert [row[1] for row in rows_of(named, after="Post 3")] == ["Post 4"]
    assert rows_of(named, after="Post' OR 1=1 --%s") == list(named(after="Post' OR 1=1 --%s"))


def test_words_of_a_list_of_words_make_a_statement_of_their_own(posts):
    assert len(rows_of(named, kind=PostKind.SAO)) == 5
    assert rows_of(named, kind=PostKind.COMMISSIONER) == []


def test_without_any_key_there_is_no_row_and_no_statement(posts, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert rows_of(named, keys=[]) == []


def test_days_and_moments_are_those_of_the_database(posts):
    for number, post in enumerate(posts):
        appoint(post, on=DAY + timedelta(days=number))

    def begun(*, on: date) -> QuerySet:
        return PostHolding.objects.filter(starts_on__lte=on).order_by("pk").values_list("starts_on")

    for number in (0, 3):
        on = DAY + timedelta(days=number)
        found = rows_of(begun, on=on)
        assert found == list(begun(on=on))
        assert len(found) == number + 1


def test_a_moment_is_compared_as_the_database_keeps_it():
    def signed_in(*, until: datetime) -> QuerySet:
        return User.objects.filter(last_login__lte=until).order_by("pk").values_list("last_login")

    person = User(email="somebody@example.org", name="Somebody", last_login=NOON)
    record(person, by=LOADER, at=NOON)
    assert rows_of(signed_in, until=NOON - timedelta(microseconds=1)) == []
    assert rows_of(signed_in, until=NOON) == [(NOON,)]


def test_an_empty_part_of_a_union_leaves_the_others(posts):
    def together(*, keys: list[int]) -> QuerySet:
        some = Post.objects.filter(pk__in=keys).order_by().values_list("title", Value(1))
        rest = Post.objects.filter(title="Post 4").order_by().values_list("title", Value(2))
        return some.union(rest, all=True)

    assert rows_of(together, keys=[]) == [("Post 4", 2)]
    assert sorted(rows_of(together, keys=[posts[0].pk])) == [("Post 0", 1), ("Post 4", 2)]


def test_a_window_over_versions_is_asked_again_for_another_moment(posts):
    """What pages show as at a past moment is read so: rows and columns, of some rows or of all."""
    for number, post in enumerate(Post.objects.order_by("pk"), start=1):
        post.title = f"Later {post.title}"
        record(post, by=LOADER, at=NOON + timedelta(days=number))
    keys = [post.pk for post in posts]
    for days in (0, 2, 5):
        until = NOON + timedelta(days=days)
        asked = {"until": until, "id__in": keys}
        rows = rows_of(newest, Post, **asked)
        assert [row.title[:5] for row in rows] == ["Later"] * days + ["Post "] * (5 - days)
        assert rows == list(newest(Post, **asked))
        names = ("history_type", "title")
        columns = rows_of(newest_columns, Post, names, until=until)
        assert columns == [(row.history_type, row.title) for row in rows]
        parts = ((Post, names),)
        assert sorted(rows_of(newest_columns_of, parts, **asked)) == sorted(columns)
    assert len(prepared._statements.statements) == 3


def test_what_is_not_put_in_as_it_was_given_is_refused(posts):
    def later(*, on: date) -> QuerySet:
        return PostHolding.objects.filter(starts_on=on + timedelta(days=1)).values_list("pk")

    with pytest.raises(NoPlaceError, match="later .* on"):
        rows_of(later, on=DAY)


def test_what_can_never_give_a_row_is_refused():
    def nothing(*, after: str) -> QuerySet:
        return Post.objects.filter(Q(pk__in=[]), title__gt=after).values_list("pk")

    with pytest.raises(NoPlaceError, match="nothing gives no rows"):
        rows_of(nothing, after="A")


def test_a_queryset_of_several_statements_is_refused():
    def with_holders() -> QuerySet[Post]:
        return Post.objects.prefetch_related("holdings")

    with pytest.raises(NoPlaceError, match="after its own"):
        rows_of(with_holders)


def test_the_oldest_statement_goes_when_there_are_too_many(posts, monkeypatch):
    monkeypatch.setattr(prepared, "MOST_KEPT", 2)
    for count in (1, 2, 3):
        rows_of(named, keys=[post.pk for post in posts[:count]])
    assert [shape[-1] for *_, shape in prepared._statements.statements] == [
        ("keys", (int, 2)),
        ("keys", (int, 3)),
    ]


def every_statement() -> list[str]:
    """Return what the ORM writes of each model's rows: in an order, and counted by a column."""
    written = []
    for model in apps.get_models():
        rows, key = model._base_manager.all(), model._meta.pk.name
        last = model._meta.concrete_fields[-1].name
        for asked in (
            rows.select_related().order_by(last, key),
            rows.values(last).annotate(n=Count(key)).order_by(last),
            rows.distinct().order_by(f"-{last}"),
        ):
            written.append(str(asked.query))
    return written


def test_columns_known_by_what_they_are_change_no_statement(monkeypatch):
    """ADR 0019."""
    ours = every_statement()
    monkeypatch.setattr(Col, "__hash__", Expression.__hash__)
    monkeypatch.setattr(Col, "__eq__", Expression.__eq__)
    assert ours == every_statement()


def test_columns_are_the_same_by_alias_and_field():
    """ADR 0019."""
    title, kind = Post._meta.get_field("title"), Post._meta.get_field("kind")
    assert Col("a", title) == Col("a", title) != Col("b", title)
    assert Col("a", title) != Col("a", kind) != "a"
    assert Col("a", title, kind) != Col("a", title)
    assert len({Col("a", title), Col("a", title), Col("a", kind)}) == 2
