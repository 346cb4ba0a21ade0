"""Facts to stored text and back: the only reading and writing of a snapshot's body.

msgspec is known here alone. Whatever is read is checked against the records, and a value of
another type is refused with its path. The text is canonical: keys in order, nothing between them.
"""

from functools import cache
from typing import Any

import msgspec

from packs.facts import PlanFacts
from packs.facts.edition import PinnedFacts

SCHEMA = 8  # of what is written


class Unreadable(Exception):
    """The body of a snapshot is not what its schema says, or of no schema this version knows."""


class NotWhole(Exception):
    """Facts do not come back as they were written: a snapshot of them must not be kept."""


def schema_of(body: str) -> int:
    """Return the schema number of a stored body. Raises Unreadable where it has none."""
    try:
        return msgspec.json.decode(body, type=_Numbered).schema
    except msgspec.MsgspecError as fault:
        raise Unreadable(f"The stored snapshot cannot be read: {fault}.") from fault


def body_of(facts: PlanFacts) -> str:
    """Return the body that a snapshot stores, once reading it has given the same facts again.

    Raises NotWhole where it does not.
    """
    try:
        body = _ENCODER.encode({"schema": SCHEMA, "plan": facts}).decode()
        same = read_body(body) == facts
    except (msgspec.MsgspecError, UnicodeError, Unreadable) as fault:
        raise NotWhole(f"The plan cannot be saved as a snapshot: {fault}.") from fault
    if not same:
        raise NotWhole("The plan cannot be saved as a snapshot: it does not read back the same.")
    return body


def read_body(body: str) -> PlanFacts:
    """Return the facts of a body of the newest schema, or of one whose every name it still has.

    What the body does not name is empty: `lift` says what that schema kept nothing of. Raises
    Unreadable for what does not fit.
    """
    try:
        return _decoder().decode(body).plan
    except msgspec.MsgspecError as fault:
        raise Unreadable(f"The stored snapshot cannot be read: {fault}.") from fault


def plain_values(body: str | bytes) -> dict[str, Any]:
    """Return a stored body as plain values, for lifting an older schema."""
    found: dict[str, Any] = msgspec.json.decode(body)
    return found


def values_of(facts: PlanFacts) -> dict[str, Any]:
    """Return facts as a body's plain values; nobody keeps them, so they are not read again."""
    return plain_values(_ENCODER.encode({"schema": SCHEMA, "plan": facts}))


def plan_in(values: dict[str, Any]) -> PlanFacts:
    """Return the facts of a body as plain values, once they are lifted to the newest schema.

    Raises Unreadable for what does not fit.
    """
    try:
        return msgspec.convert(values, _Body).plan
    except msgspec.MsgspecError as fault:
        raise Unreadable(f"The stored snapshot cannot be read: {fault}.") from fault


def text_of(facts: PinnedFacts) -> str:
    """Return what an edition prints beside its snapshot as text: canonical, as a body is."""
    return _ENCODER.encode(facts).decode()


def pinned_in(text: str) -> PinnedFacts | None:
    """Return what a pack's row keeps beside its snapshot, None where it kept nothing.

    Raises Unreadable for what does not fit.
    """
    return _pinned(text.encode()) if text else None


def pinned_of(values: dict[str, Any]) -> PinnedFacts:
    """Return what stands beside a snapshot from plain values.

    Raises Unreadable for what does not fit.
    """
    return _pinned(msgspec.json.encode(values))


def _pinned(text: bytes) -> PinnedFacts:
    try:
        return msgspec.json.decode(text, type=PinnedFacts)
    except msgspec.MsgspecError as fault:
        raise Unreadable(f"What the pack keeps cannot be read: {fault}.") from fault


class _Numbered(msgspec.Struct):
    schema: int


class _Body(msgspec.Struct):
    schema: int
    plan: PlanFacts


_ENCODER = msgspec.json.Encoder(order="deterministic", decimal_format="string")


@cache
def _decoder() -> msgspec.json.Decoder[_Body]:
    return msgspec.json.Decoder(_Body)
