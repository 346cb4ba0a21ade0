"""A signature in words, wherever who has signed is shown (Rule 17)."""

from datetime import date

from programmes.models import Signature
from programmes.rules.owners import days_signed_late, late_words, post_signed_as


def signature_words(signature: Signature, *, sign_off_on: date) -> str:
    """Return who signed as what, in whose place, and how late: "A. Person, as Director of …"."""
    late = late_words(days_signed_late(signature.at, sign_off_on=sign_off_on))
    return f"{signature.by_name}, {signed_as(signature)}" + (f" ({late})" if late else "")


def signed_as(signature: Signature) -> str:
    """Return the post of a signature: "as Chief Executive, in place of Director of …"."""
    reserve = signature.reserve.title if signature.reserve else ""
    return f"as {post_signed_as(signature.post.title, reserve)}"
