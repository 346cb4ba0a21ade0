"""A signature in words, wherever who has signed is shown (Rule 17)."""

from datetime import date

from irp.rules.texts import with_post
from programmes.models import Signature
from programmes.rules.owners import days_signed_late, late_words, post_signed_as


def signature_words(signature: Signature, *, sign_off_on: date) -> str:
    """Return who signed as what, in whose place, and how late: "A. Person (Director of …)"."""
    late = late_words(days_signed_late(signature.at, sign_off_on=sign_off_on))
    return with_post(signature.by_name, _post_of(signature)) + (f" ({late})" if late else "")


def signed_as(signature: Signature) -> str:
    """Return the post of a signature: "as Chief Executive, in place of Director of …"."""
    return f"as {_post_of(signature)}"


def _post_of(signature: Signature) -> str:
    reserve = signature.reserve.title if signature.reserve else ""
    return post_signed_as(signature.post.title, reserve)
