"""The kit's parameters for a field of a form: which macro draws its widget, and with what.

A number or a date is an ordinary text box, so that what was typed survives whatever it was.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from markupsafe import Markup

from irp.field_messages import messages_of

Drawing = tuple[str, str, dict[str, Any]]
FOLDED = "components/folded_checkboxes.html"  # our own; every other component is the kit's

# Handled here or by the kit; every other attribute of a widget goes onto the element as it is.
MOST_LARGE = 4  # choices that are shown with large buttons; more of them fill the screen
_OWN = {
    "class",
    "rows",
    "cols",
    "prefix",
    "suffix",
    "inputmode",
    "autocomplete",
    "maxlength",
    "type",
}


def _list_choices(field: BoundField) -> Iterator[tuple[str, str]]:
    """Yield value and words of each choice, a group's name before those that lie in it."""
    for value, words in field.field.widget.choices:
        if isinstance(words, list | tuple):
            for inner, inner_words in words:
                yield str(inner), f"{value}: {inner_words}"
        else:
            yield ("" if value is None else str(value)), str(words)


def _chosen(field: BoundField) -> set[str]:
    value = field.value()
    if value is None:
        return set()
    many = value if isinstance(value, list | tuple | set) else [value]
    return {str(item) for item in many}


def _text(field: BoundField) -> str:
    """Return the value as it stands in the box, typed text before any cleaning."""
    value = field.field.widget.format_value(field.value())
    return "" if value is None else str(value)


def _attributes(field: BoundField) -> dict[str, str]:
    attributes = field.build_widget_attrs(dict(field.field.widget.attrs), field.field.widget)
    # The kit names descriptions itself, and its forms are checked by the server (novalidate).
    left_out = _OWN | {"required", "aria-describedby", "aria-invalid", "disabled", "id"}
    return {
        name: "" if value is True else str(value)
        for name, value in attributes.items()
        if name not in left_out and value is not False
    }


def _about(field: BoundField) -> dict[str, Any]:
    """Return what every component takes: name, id, hint and messages."""
    about: dict[str, Any] = {
        "name": field.html_name,
        "id": field.auto_id,
        "idPrefix": field.auto_id,
        "classes": field.field.widget.attrs.get("class", ""),
        "attributes": _attributes(field),
        "disabled": field.field.disabled,
    }
    if field.help_text:
        about["hint"] = {"text": field.help_text}
    if field.errors:
        about["errorMessage"] = {"html": Markup("<br>").join(messages_of(field))}
    return about


def _label(field: BoundField) -> str:
    if field.field.required or getattr(field, "in_filters", False):
        return str(field.label)
    return f"{field.label} {field.field.label_suffix or '(optional)'}"


def _boxed(field: BoundField) -> dict[str, Any]:
    """Return the parameters of a component with one label before one box."""
    label = {"text": _label(field), "classes": "govuk-label--s"}
    return _about(field) | {"label": label, "value": _text(field)}


def _grouped(field: BoundField) -> dict[str, Any]:
    """Return the parameters of a component whose choices share a legend."""
    legend = {"text": _label(field), "classes": "govuk-fieldset__legend--s"}
    about = _about(field)
    describing = about.pop("attributes")
    return about | {"fieldset": {"legend": legend}, "attributes": describing}


def _items(field: BoundField, choices: Iterable[tuple[Any, Any]]) -> list[dict[str, Any]]:
    chosen = _chosen(field)
    definitions = getattr(field.field.widget, "definitions", {})
    return [
        {
            "value": value,
            "text": words,
            "checked": value in chosen,
            "disabled": field.field.disabled,
            **({"hint": {"text": definitions[value]}} if value in definitions else {}),
        }
        for value, words in choices
        if value != ""
    ]


def _check_boxes(field: BoundField) -> Drawing:
    """Return check boxes under a legend; each group of choices is a line that opens."""
    choices = list(field.field.widget.choices)
    groups = [(words, inner) for words, inner in choices if isinstance(inner, list | tuple)]
    if not groups:
        items = _items(field, _list_choices(field))
        return "checkboxes", "govukCheckboxes", _grouped(field) | {"items": items}
    drawing = _grouped(field) | {
        "items": _items(field, [choice for choice in choices if choice not in groups]),
        "groups": [{"words": words, "items": _items(field, inner)} for words, inner in groups],
    }
    return FOLDED, "folded_checkboxes", drawing


def _textarea(field: BoundField) -> Drawing:
    # Browsers drop the first line break after the tag: one more keeps the one that was typed.
    # Django writes its own default as the text "10": five rows unless the form asks for more.
    rows = field.field.widget.attrs.get("rows", "10")
    drawing = _boxed(field) | {"rows": 5 if rows == "10" else rows}
    drawing["value"] = "\n" + drawing["value"]
    # Counted, not cut: a box that stops taking text loses what is pasted.
    if words := field.field.widget.attrs.get("data-most-words"):
        counted = drawing | {"maxwords": str(words), "threshold": "75"}
        return "character-count", "govukCharacterCount", counted
    if limit := getattr(field.field, "max_length", None):
        counted = drawing | {"maxlength": str(limit), "threshold": "75"}
        return "character-count", "govukCharacterCount", counted
    return "textarea", "govukTextarea", drawing


def _select(field: BoundField) -> Drawing:
    chosen = _chosen(field) or {""}
    items = [
        {"value": value, "text": words, "selected": value in chosen}
        for value, words in _list_choices(field)
    ]
    return "select", "govukSelect", _boxed(field) | {"items": items, "value": ""}


def _checkbox(field: BoundField) -> Drawing:
    item = {
        "value": "on",
        "text": str(field.label),
        "checked": bool(field.value()),
        "disabled": field.field.disabled,
        "attributes": _attributes(field),
    }
    about = {**_about(field), "attributes": {}, "items": [item]}
    return "checkboxes", "govukCheckboxes", about


def _input(field: BoundField) -> Drawing:
    widget = field.field.widget
    drawing = _boxed(field)
    if isinstance(field.field, forms.DecimalField | forms.FloatField):
        drawing |= {"inputmode": "decimal", "spellcheck": False}
    elif isinstance(field.field, forms.IntegerField):
        drawing |= {"inputmode": "numeric", "spellcheck": False}
    elif isinstance(widget, forms.EmailInput):
        drawing |= {"type": "email", "spellcheck": False, "autocomplete": "email"}
    elif isinstance(widget, forms.PasswordInput):
        drawing |= {"type": "password", "spellcheck": False, "value": ""}
    for name in ("inputmode", "autocomplete"):
        if name in widget.attrs:
            drawing[name] = widget.attrs[name]
    for name in ("prefix", "suffix"):
        if name in widget.attrs:
            drawing[name] = {"text": widget.attrs[name]}
    return "input", "govukInput", drawing


def parameters_of(field: BoundField) -> Drawing:
    """Return component, macro and parameters that draw the field; our own component by its file.

    Raises TypeError for a widget that the kit has no component for.
    """
    widget = field.field.widget
    if isinstance(widget, forms.Textarea):
        return _textarea(field)
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return _check_boxes(field)
    if isinstance(widget, forms.RadioSelect):
        items = _items(field, _list_choices(field))
        drawing = _grouped(field) | {"items": items}
        if len(items) > MOST_LARGE:
            drawing["classes"] = f"govuk-radios--small {drawing['classes']}".strip()
        return "radios", "govukRadios", drawing
    if isinstance(widget, forms.CheckboxInput):
        return _checkbox(field)
    if isinstance(widget, forms.FileInput):
        drawing = {**_boxed(field), "value": ""}
        return "file-upload", "govukFileUpload", drawing
    if isinstance(widget, forms.Select) and not widget.allow_multiple_selected:
        return _select(field)
    if isinstance(widget, Input):
        return _input(field)
    raise TypeError(f"The kit has no component for {type(widget).__name__} of {field.name}")
