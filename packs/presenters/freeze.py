"""What the person who freezes a period is shown first: what is missing, and with whom (Rule 16)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from irp.models import Post, ReportingPeriod
from irp.rules.calendar import how_far_off
from irp.rules.date_spans import printed_day
from packs.rules.freeze import is_early
from programmes.figures.programmes import ReturnsSigned, returns_signed
from programmes.models import Return
from programmes.presenters.signed import signature_words
from programmes.readings.owed import missing_returns
from programmes.readings.reserves import holders_of, in_reserve_in
from programmes.readings.signers import Signed, signed_in
from programmes.readings.signing import acting_title, holding_of, still_to_sign
from programmes.words import ReturnState


@dataclass(frozen=True)
class MissingReturn:
    """A return that will stand as "not reported" for ever, and who holds it since when."""

    ref: str
    programme: str
    state: str
    holder: str
    since: datetime | None
    signed: tuple[str, ...]  # who has signed, where others have still to
    to_sign: tuple[str, ...]  # posts that have not
    vacant: tuple[str, ...]  # of these, the ones that nobody holds today


@dataclass(frozen=True)
class FreezeSheet:
    """What the freeze page shows."""

    period: ReportingPeriod
    missing: tuple[MissingReturn, ...]
    returns: ReturnsSigned
    on: date  # today

    @property
    def early(self) -> tuple[str, ...]:
        """Return what a freeze now would come before, in words; nothing on its published day."""
        steps = (
            ("The freeze is planned for", self.period.freeze_on),
            ("returns are due", self.period.return_due_on),
        )
        return tuple(
            f"{what} {printed_day(day)}, {how_far_off(day, on=self.on)}"
            for what, day in steps
            if is_early(day, on=self.on)
        )

    @property
    def refs(self) -> tuple[str, ...]:
        """Return the references of the programmes whose returns are missing."""
        return tuple(row.ref for row in self.missing)


def freeze_sheet(period: ReportingPeriod, *, on: date) -> FreezeSheet:
    """Return what a freeze today, `on`, would record."""
    missing, signed = missing_returns(period), signed_in(period)
    to_sign = {ret.pk: still_to_sign(ret, on=on) for ret in missing}
    held = holders_of([post for posts in to_sign.values() for post in posts], on=on)
    submitted = [ret for ret in missing if ret.state == ReturnState.SUBMITTED.value]
    prepared = {ret.pk: signed[ret.pk].preparers for ret in submitted if ret.pk in signed}
    reserves = in_reserve_in(submitted, to_sign, prepared=prepared, on=on)
    states = map(ReturnState, period.returns.values_list("state", flat=True))
    return FreezeSheet(
        period=period,
        missing=tuple(
            _missing(
                ret,
                to_sign[ret.pk],
                held,
                signed.get(ret.pk, Signed()),
                reserves.get(ret.pk, {}),
                on=on,
            )
            for ret in missing
        ),
        returns=returns_signed(states),
        on=on,
    )


def _missing(
    ret: Return,
    to_sign: Sequence[Post],
    held: Mapping[int, set[int]],
    signed: Signed,
    reserves: Mapping[int, Post],
    *,
    on: date,
) -> MissingReturn:
    return MissingReturn(
        ref=ret.programme.ref,
        programme=ret.programme.name,
        state=ReturnState(ret.state).label,
        holder=holding_of(ret, on=on, reserves=reserves).words,
        since=ret.state_since,
        signed=tuple(
            signature_words(signature, sign_off_on=ret.period.sign_off_on)
            for signature in signed.signatures
        ),
        to_sign=tuple(acting_title(post, reserves) for post in to_sign),
        vacant=tuple(post.title for post in to_sign if not held.get(post.pk)),
    )
