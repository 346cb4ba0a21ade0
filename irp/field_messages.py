"""What a refused field says: what to type or choose instead, in words of this site.

Django's own sentences name neither the field nor the way out; a form's own messages stand as they
are. One table for every form, so that one fault reads the same everywhere.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

SENT_IN_PART = "The page did not send everything on it. Open it again, and copy in what you typed"
NOT_ARRIVED = "Choose the file again: it did not arrive"
_QUESTIONS = ("who ", "what ", "when ", "where ", "which ", "why ", "how ")

Saying = Callable[[BoundField, ValidationError], str]


def messages_of(field: BoundField) -> list[str]:
    """Return the field's messages as a person can act on them."""
    return list(dict.fromkeys(_message(field, error) for error in field.errors.as_data()))


def _message(field: BoundField, error: ValidationError) -> str:
    if not _is_our_own(field, error):
        if field.is_hidden:
            return SENT_IN_PART
        if say := _SAYINGS.get(str(error.code)):
            return say(field, error)
    text = str(next(iter(error)))
    return text if ". " in text else text.removesuffix(".")


def _is_our_own(field: BoundField, error: ValidationError) -> bool:
    """Tell whether the form itself worded this: by a message without code, or one for the code."""
    if error.code is None:
        return True
    given = field.field.error_messages.get(error.code)
    return given is not None and given != _default(type(field.field), error.code)


def _default(kind: type[forms.Field], code: str) -> Any:
    """Return Django's message of a kind of field for a fault, None where it has none."""
    for parent in kind.__mro__:
        if code in (messages := vars(parent).get("default_error_messages", {})):
            return messages[code]
    return None


def begins_small(words: str) -> str:
    """Return words as they read within a sentence.

    "SAV-S27" and "CSV" keep their capitals, and so does the name of a post: "Monitoring Officer".
    """
    first, _, rest = words.partition(" ")
    is_short = first[:2].isalpha() and first[:2].isupper()
    is_name = first.istitle() and rest.partition(" ")[0].istitle()
    return words if is_short or is_name else words[:1].lower() + words[1:]


def _asks(label: str) -> bool:
    return label.casefold().startswith(_QUESTIONS)


def _what(field: BoundField) -> str:
    """Return "the delivery status", or a label that asks or says whose: "what has to change".

    Whose it is may be named: "CPMO’s headline", "the council’s candid statement".
    """
    label = str(field.label)
    owner = label.casefold().startswith(("your ", "the ")) or label.partition(" ")[0].endswith("’s")
    whole = _asks(label) or owner
    return begins_small(label) if whole else f"the {begins_small(label)}"


def _name(field: BoundField) -> str:
    """Return the label in quotes: what follows it in a sentence is then no part of it."""
    return f"“{field.label}”"


def _blank(field: BoundField, error: ValidationError) -> str:
    if isinstance(field.field.widget, forms.CheckboxInput):
        return f"Tick “{field.label}” to go on"
    chosen = isinstance(field.field.widget, forms.Select | forms.RadioSelect | forms.FileInput)
    return f"{'Choose' if chosen else 'Enter'} {_what(field)}"


def _too_long(field: BoundField, error: ValidationError) -> str:
    limits = error.params or {}
    most, has = limits.get("limit_value", limits.get("max")), limits.get("show_value")
    length = f": it has {has:,}" if isinstance(has, int) else ""
    return f"Shorten {_name(field)} to {most:,} characters{length}"


def _out_of_range(field: BoundField, error: ValidationError) -> str:
    least = getattr(field.field, "min_value", None)
    most = getattr(field.field, "max_value", None)
    # Django's decimals and floats are kinds of its whole numbers.
    fractions = isinstance(field.field, forms.DecimalField | forms.FloatField)
    kind = "number" if fractions else "whole number"
    if least is None and most is None:
        return f"Enter a {kind} such as {'12.5' if fractions else '12'}"
    if least is None:
        return f"Enter a {kind} of {most:,} or less"
    if most is None:
        return f"Enter a {kind} of {least:,} or more"
    return f"Enter a {kind} between {least:,} and {most:,}"


def _unreadable(field: BoundField, error: ValidationError) -> str:
    if isinstance(field.field, forms.EmailField):
        return "Enter an email address such as name@council.gov.uk"
    if isinstance(field.field, forms.IntegerField):
        return _out_of_range(field, error)
    if isinstance(field.field, forms.FileField):
        return NOT_ARRIVED
    return str(next(iter(error))).removesuffix(".")


def _unkept(field: BoundField, error: ValidationError) -> str:
    if isinstance(field.field, forms.ChoiceField):
        return f"Choose {_what(field)} from those shown"
    return f"Type {_name(field)} again without invisible characters"


def _saying(words: str) -> Saying:
    """Return a saying whose braces take what the fault knows: "{max}", or the field's name."""

    def say(field: BoundField, error: ValidationError) -> str:
        return words.format_map(
            {"name": _name(field), "what": _what(field), **(error.params or {})}
        )

    return say


_SAYINGS: dict[str, Saying] = {
    "required": _blank,
    "max_length": _too_long,
    "min_value": _out_of_range,
    "max_value": _out_of_range,
    "invalid": _unreadable,
    "max_digits": _saying("Enter at most {max} digits"),
    "max_decimal_places": _saying("Enter at most {max} decimal places"),
    "max_whole_digits": _saying("Enter at most {max} digits before the decimal point"),
    "invalid_choice": _saying("Choose {what} from those shown"),
    "invalid_list": _saying("Choose {what} from those shown"),
    "invalid_pk_value": _saying("Choose {what} from those shown"),
    "null_characters_not_allowed": _unkept,
    "empty": _saying("Choose a file that is not empty"),
    "missing": _saying(NOT_ARRIVED),
    "contradiction": _saying("Choose a file, or tick that there is none: not both"),
    "password_too_short": _saying("Enter a password of at least {min_length} characters"),
    "password_too_common": _saying(
        "Enter a password that fewer people use: this one is often tried"
    ),
    "password_too_similar": _saying("Enter a password that is less like the {verbose_name}"),
    "password_mismatch": _saying("Enter the same new password twice"),
    "password_incorrect": _saying("Enter your present password: what you typed is not it"),
}
