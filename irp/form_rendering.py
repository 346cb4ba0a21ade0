"""Draw Django's forms with the kit's macros: label, hint, message and input of each field.

`{{ form.title }}` in a Jinja page draws the whole field; `{{ form }}` draws them all, the error
summary first. What a person typed is always drawn back, valid or not.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

from irp.field_messages import begins_small, messages_of
from irp.field_parameters import parameters_of

OWN_TEMPLATES = "components/"


class DefinedRadios(forms.RadioSelect):
    """Radio buttons with the definition beside each choice, never prefilled (Rules 1 and 5)."""

    def __init__(
        self,
        attrs: Mapping[str, Any] | None = None,
        choices: Iterable[Any] = (),
        *,
        definitions: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(dict(attrs or {}), choices)
        self.definitions = dict(definitions or {})


def _macro(component: str, name: str) -> Callable[[Mapping[str, Any]], str]:
    own = component.startswith(OWN_TEMPLATES)
    path = component if own else f"govuk_frontend_jinja/components/{component}/macro.html"
    engine = cast(Jinja2, engines["jinja2"])
    return getattr(engine.env.get_template(path).module, name)


def _frozen(value: Any) -> Any:
    """Return a macro's parameters as a key from which `_thawed` gives them back."""
    if isinstance(value, Mapping):
        return (dict, tuple((name, _frozen(item)) for name, item in value.items()))
    if isinstance(value, list | tuple):
        return (list, tuple(map(_frozen, value)))
    # Text that is HTML equals text that is not, and 1 equals True: each is kept with its type.
    value = str(value) if isinstance(value, Promise) else value
    return (type(value), value)


def _thawed(frozen: Any) -> Any:
    kind, value = frozen
    if kind is dict:
        return {name: _thawed(item) for name, item in value}
    return [_thawed(item) for item in value] if kind is list else value


@lru_cache(maxsize=1000)
def _drawn(component: str, name: str, frozen: Any) -> str:
    return _macro(component, name)(_thawed(frozen))


class KitBoundField(BoundField):
    """A field of a form that prints as the kit's component for its widget."""

    def __str__(self) -> SafeString:
        """Return label, hint, messages and input; the bare input where it is hidden."""
        return self.as_field_group()

    __html__ = __str__

    def as_field_group(self) -> SafeString:
        """Return the field as the kit draws it; TypeError for a widget that the kit lacks.

        A field in which nothing was typed is the same for all who open its form: drawn once.
        """
        if self.is_hidden:
            return self.as_widget()
        component, name, parameters = parameters_of(self)
        if parameters.get("value"):
            return mark_safe(_macro(component, name)(parameters))
        return mark_safe(_drawn(component, name, _frozen(parameters)))

    @property
    def how_read(self) -> str:
        """Return how the words of a date that were sent were read; "" for none or a fault."""
        if not self.form.is_bound or self.errors or not hasattr(self.field, "how_read"):
            return ""
        sent = self.form.cleaned_data.get(self.name)
        return self.field.how_read(sent) if sent else ""

    def as_filter(self) -> SafeString:
        """Return the field for a strip of filters, where "(optional)" goes without saying.

        A list's filters are the same for all who open it: each is drawn once.
        """
        self.in_filters = True
        if self.is_hidden:
            return self.as_widget()
        component, name, parameters = parameters_of(self)
        return mark_safe(_drawn(component, name, _frozen(parameters)))


class Renderer(DjangoTemplates):
    """Django's form renderer for the whole site: our bound fields, our templates in Jinja2."""

    bound_field_class = KitBoundField
    form_template_name = f"{OWN_TEMPLATES}form.html"

    def get_template(self, template_name: str) -> Any:
        """Return one of our own templates from the Jinja2 engine, any other as Django does."""
        if template_name.startswith(OWN_TEMPLATES):
            return engines["jinja2"].get_template(template_name)
        return super().get_template(template_name)


def _with_label(field: BoundField, message: str) -> str:
    """Return the message with its field named, for the summary stands away from the field."""
    named = field.is_hidden or str(field.label).casefold() in message.casefold()
    label = str(field.label)
    if named:
        return message
    return f"{label} {message}" if label.endswith("?") else f"{label}: {begins_small(message)}"


def error_list(*many: Any) -> list[dict[str, str]]:
    """Return what the error summary lists: each message, with a link to its field where it has one.

    Takes forms and formsets; messages of a whole form come first, without a link. What two hidden
    fields say alike is said once.
    """
    entries: list[dict[str, str]] = []
    for form in many:
        if isinstance(form, forms.BaseFormSet):
            entries += [{"text": str(message)} for message in form.non_form_errors()]
            entries += error_list(*form.forms)
            continue
        entries += [{"text": str(message)} for message in form.non_field_errors()]
        for field in form:
            target = {} if field.is_hidden else {"href": f"#{field.auto_id}"}
            entries += [{"text": _with_label(field, text), **target} for text in messages_of(field)]
    return [entry for at, entry in enumerate(entries) if entry not in entries[:at]]
