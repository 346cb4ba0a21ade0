"""Statements known by their shape are those that the ORM writes, whatever is asked (ADR 0025)."""

import time
from datetime import UTC, date, datetime, timedelta
from threading import Thread
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import BooleanField, Count, Exists, F, OuterRef, Q, Value
from django.db.models.sql import Query
from django.utils.functional import cached_property

from irp import shapes
from irp.history import record, record_all
from irp.models import Post, PostHolding, ReportingPeriod, User
from irp.words import PostKind
from tests.world import LOADER

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
DAY = date(2026, 3, 31)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    """Begin without a statement of another test."""
    monkeypatch.setattr(shapes, "_statements", {})


@pytest.fixture
def posts() -> list[Post]:
    rows = [Post(title=f"Post {number}", kind=PostKind.SAO) for number in range(5)]
    record_all(rows, by=LOADER, at=NOON)
    person = User(email="a@example.org", name="A person")
    record(person, by=LOADER, at=NOON)
    for number, post in enumerate(rows):
        on = DAY + timedelta(days=number)
        ends = on if number % 2 else None
        holding = PostHolding(user=person, post=post, starts_on=on, ends_on=ends)
        record(holding, by=LOADER, at=NOON)
    return rows


def every_statement():
    for model in apps.get_models():
        last = model._meta.concrete_fields[-1].name
        for further in (
            lambda rows: rows,
            lambda rows, last=last: rows.select_related().order_by(f"-{last}"),
            lambda rows, last=last: rows.filter(pk=1).values_list("pk", last)[:2],
            lambda rows: rows.exclude(pk__in=[1, 2]).filter(Q(pk=5) | ~Q(pk__gt=7)).distinct(),
            lambda rows, last=last: rows.filter(**{f"{last}__isnull": True}).defer(last),
            lambda rows, last=last: rows.only(last),
        ):
            sql, parameters = further(model._base_manager.all()).query.sql_with_params()
            yield sql, tuple(parameters)


def test_each_models_rows_are_asked_for_as_the_orm_does(monkeypatch):
    first, second = list(every_statement()), list(every_statement())
    assert len(shapes._statements) > 5 * len(apps.get_models())
    monkeypatch.setattr(shapes, "_Reading", refuse)
    assert first == second == list(every_statement())


def refuse(_):
    raise shapes._NotPlainError


ASKED = {
    "a number": lambda n: Post.objects.filter(pk__gt=n),
    "text": lambda n: Post.objects.filter(title=f"Post {n}"),
    "a part of a text": lambda n: Post.objects.filter(title__icontains=f"st {n}"),
    "a day": lambda n: PostHolding.objects.filter(starts_on__gte=DAY + timedelta(days=n)),
    "a list": lambda n: Post.objects.filter(title__in=[f"Post {at}" for at in range(n)]),
    "another row": lambda n: PostHolding.objects.filter(post=Post.objects.order_by("pk")[n]),
    "nothing or something": lambda n: PostHolding.objects.filter(ends_on__isnull=n % 2 == 0),
    "true or false": lambda n: User.objects.filter(is_active=n % 2 == 0),
    "either": lambda n: Post.objects.filter(Q(title="Post 4") | Q(title=f"Post {n}")),
    "not": lambda n: PostHolding.objects.exclude(post__title=f"Post {n}"),
    "a page": lambda n: Post.objects.order_by("title")[n : n + 2],
    "an order": lambda n: Post.objects.order_by("title" if n % 2 else "-title"),
    "what it is joined to": lambda n: PostHolding.objects.filter(
        post__title__gt=f"Post {n}"
    ).select_related("post", "delegated_by"),
    "columns": lambda n: PostHolding.objects.filter(pk__gt=n).values("post__title", "starts_on"),
    "no plain reading": lambda n: Post.objects.annotate(n=Count("holdings")).filter(n__gt=n % 2),
    "a statement within": lambda n: Post.objects.filter(
        Exists(PostHolding.objects.filter(post=OuterRef("pk"), starts_on=DAY + timedelta(days=n)))
    ),
    "a column": lambda n: PostHolding.objects.filter(ends_on=F("starts_on"), pk__gt=n),
    "too large a number": lambda n: Post.objects.filter(pk__gte=10 ** (8 * n)),
}


# What the shape has in a way of its own; then what only matters while a query is built, or with
# what is no plain reading.
READ = {
    "alias_map",
    "alias_refcount",
    "annotations",
    "annotation_select_mask",
    "order_by",
    "select",
}
READ |= {"deferred_loading", "select_related", "selected", "where"}
BESIDE = {"_annotation_select_cache", "_extra_select_cache", "alias_cols", "combinator_all"}
BESIDE |= {"combined_queries", "compiler", "empty_result_set_value", "extra_select_mask"}
BESIDE |= {"filter_is_sticky", "subq_aliases", "table_map", "used_aliases"}


def test_a_query_has_no_part_that_the_shape_does_not_know():
    """A newer Django may give it one: look at what it does to the text."""
    no_part = (property, classmethod, staticmethod, cached_property)
    parts = {
        name
        for name, part in vars(Query).items()
        if not (name.startswith("__") or callable(part) or isinstance(part, no_part))
    }
    known = READ | BESIDE | {*shapes.COMPARED, *shapes.NOT_PLAIN}
    assert parts | vars(Query(Post)).keys() == known


def said(row) -> object:
    """Return a row's columns, and what was read with it."""
    if isinstance(row, dict):
        return row
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    joined = {name: related and said(related) for name, related in row._state.fields_cache.items()}
    return type(row), columns, joined


@pytest.mark.parametrize("what", ASKED)
def test_rows_are_those_of_the_orm_however_often_and_for_whatever_they_are_asked(
    posts, monkeypatch, what
):
    def found():
        return [[said(row) for row in ASKED[what](n)] for n in (0, 1, 2, 3, 4, 1, 0)]

    ours = found()
    monkeypatch.setattr(shapes, "_Reading", refuse)
    assert ours == found() and any(ours)


def test_a_plain_statement_is_written_once(posts, monkeypatch):
    asked = []

    def note(compiler, *how):
        asked.append(compiler)
        return write(compiler, *how)

    write = shapes._write
    monkeypatch.setattr(shapes, "_write", note)
    for number in range(5):
        assert Post.objects.get(title=f"Post {number}").title == f"Post {number}"
        assert PostHolding.objects.filter(starts_on=DAY, post__in=posts[number:]).exists() == (
            number == 0
        )
    assert len(asked) == 2 + 4  # a list of each length is written


def test_what_cannot_be_compared_is_written_anew(posts):
    rows = Post.objects.filter(title="Post 1")
    rows.query.values_select = []
    assert [row.title for row in rows] == ["Post 1"]
    assert not shapes._statements


def test_the_oldest_statement_goes_when_there_are_too_many(posts, monkeypatch):
    monkeypatch.setattr(shapes, "MOST_KEPT", 2)
    for count in (1, 2, 3, 3):
        keys = [post.pk for post in posts[:count]]
        assert len(Post.objects.filter(pk__in=keys)) == count
    assert len(shapes._statements) == 2


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_within_a_transaction_alone():
    locked = ReportingPeriod.objects.select_for_update()
    with transaction.atomic():
        assert list(locked.all()) == []
    if connection.features.has_select_for_update:
        with pytest.raises(transaction.TransactionManagementError):
            list(locked.all())


def test_constants_keep_their_columns_whatever_their_order(posts):
    rows = Post.objects.order_by("pk")
    assert rows.annotate(a=Value(1), b=Value(1)).values("b", "a")[0] == {"b": 1, "a": 1}
    assert rows.annotate(a=Value(1), b=Value(2)).values("b", "a")[0] == {"b": 2, "a": 1}


def test_a_constant_is_read_as_its_own_field_reads_it(posts):
    assert Post.objects.annotate(a=Value(1)).values_list("a").first() == (1,)
    told = Value(1, output_field=BooleanField())
    found = Post.objects.annotate(a=told).values_list("a").first()
    assert found is not None and found[0] is True


class Slow(dict[object, object]):
    """What is kept, with a moment between looking for the oldest and letting it go."""

    def __delitem__(self, key: object) -> None:
        time.sleep(0.002)
        super().__delitem__(key)


def test_threads_that_keep_more_than_fits_do_not_meet(monkeypatch):
    monkeypatch.setattr(shapes, "MOST_KEPT", 3)
    monkeypatch.setattr(shapes, "_statements", Slow())
    made = SimpleNamespace(select=[], klass_info=None, annotation_col_map={}, has_extra_select=0)
    failed: list[Exception] = []

    def keep(thread: int) -> None:
        for number in range(10):
            reading = SimpleNamespace(shape=(thread, number), named=[], compiler=made)
            try:
                shapes._keep(reading, "")  # type: ignore[arg-type]
            except (KeyError, RuntimeError) as error:
                failed.append(error)

    threads = [Thread(target=keep, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed and len(shapes._statements) == 3
