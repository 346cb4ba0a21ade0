"""The change requests that a refusal names, as links to their pages."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from irp.addresses import address

REQUEST = re.compile(r"\b[A-Z]+-CR-[0-9]+\b")


def requests_linked(words: str) -> SafeString:
    """Return words of a form's refusal with a link on each change request that they name."""
    return mark_safe(REQUEST.sub(_link, escape(words)))


def _link(found: re.Match[str]) -> str:
    ref = found[0]
    return f'<a class="govuk-link" href="{address("programmes:change", ref)}">{ref}</a>'
