"""What was done on some returns, read for a page in one statement: steps, ratings, signatures."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast

from programmes.models import Confidence, Return, ReturnStep, Signature

SHARED = ("ret_id", "id", "at", "by_id", "by_name", "by_post")
# The acts as a return names them, each with the columns that are its own: as many in all.
OWN: dict[str, tuple[Any, tuple[str, str, str]]] = {
    "steps": (ReturnStep, ("from_state", "to_state", "reason")),
    "ratings": (Confidence, ("voice", "rating", "reason")),
    "signatures": (Signature, ("post_id", "sha256", "by_post")),
}


def read_acts(returns: Sequence[Return], *, at: datetime) -> None:
    """Read the acts on these returns up to a moment, and leave them on each as if prefetched.

    A column that a page does not need is read when it is asked for.
    """
    first, *others = (_part(name, returns, at) for name in OWN)
    rows = list(first.union(*others, all=True).order_by("at", "id"))
    for ret in returns:
        for name, (model, own) in OWN.items():
            columns = ("part", *SHARED, *own)
            given = [
                dict(zip(columns, row, strict=True)) for row in rows if row[:2] == (name, ret.pk)
            ]
            keep(ret, name, [_act(model, values) for values in given])


def keep(ret: Return, name: str, rows: Sequence[Any]) -> None:
    """Leave rows on a return as if they had been prefetched under that name."""
    kept = getattr(ret, name).all()
    kept._result_cache, kept._prefetch_done = list(rows), True
    vars(ret).setdefault("_prefetched_objects_cache", {})[name] = kept


def _part(name: str, returns: Sequence[Return], at: datetime) -> QuerySet:
    model, own = OWN[name]
    texts = {f"own_{place}": Cast(column, CharField()) for place, column in enumerate(own)}
    rows = model.objects.filter(ret__in=[ret.pk for ret in returns], at__lte=at).order_by()
    rows = rows.annotate(part=Value(name, output_field=CharField()), **texts)
    return rows.values_list("part", *SHARED, *texts)


def _act(model: Any, values: dict[str, Any]) -> Any:
    """Return an act; the columns that were not read are deferred."""
    fields = [field for field in model._meta.concrete_fields if field.attname in values]
    read = [field.to_python(values[field.attname]) for field in fields]
    return model.from_db(None, [field.attname for field in fields], read)
