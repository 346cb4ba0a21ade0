"""The part of an assessment's form in which evidence is cited (Rule 22)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from assurance.readings.citable import NAME, Citable, cite_name
from assurance.rules.citations import Cited
from assurance.words.evidence import Strength
from irp.forms import Line
from irp.rules.date_spans import printed_day

NOT_CITED = ("", "Not cited")


def cite_fields(
    pieces: Sequence[Citable], cited: Mapping[int, Strength]
) -> dict[str, forms.ChoiceField]:
    """Return a box for each piece: not cited, or how strong it is; a draft's come back."""
    return {
        cite_name(piece.key): forms.ChoiceField(
            label=f"{piece.ref} {piece.title}",
            choices=[NOT_CITED, *Strength.choices()],
            required=False,
            initial=cited[piece.key].value if piece.key in cited else "",
            help_text=_about(piece),
        )
        for piece in pieces
    }


def _about(piece: Citable) -> str:
    words = [piece.kind.label, f"version {piece.number}"]
    first, last = printed_day(piece.effective_from), printed_day(piece.effective_to)
    words.append(f"effective {first}" if first == last else f"effective {first} to {last}")
    words.append(f"prepared by {piece.prepared_by}")
    if piece.is_expired:
        words.append("expired")
    return ", ".join(words)


class Citing(forms.Form):
    """A form with a box for each piece that can be cited, and one to look for more."""

    pieces: Sequence[Citable] = ()
    find = Line(label="Find other evidence", required=False, max_length=100)

    is_read = True  # what can be cited was read: else the act alone judges it

    def take_unread(self, picked: Collection[int]) -> None:
        """Add boxes for what a form that only saves cites, of which nothing was read."""
        self.is_read = False
        choices = [NOT_CITED, *Strength.choices()]
        for key in picked:
            self.fields[cite_name(key)] = forms.ChoiceField(
                label="Evidence", choices=choices, required=False
            )

    def offer_or_take(self, pieces: Sequence[Citable] | None, picked: Collection[int]) -> None:
        """Add the boxes of what can be cited; of a form that only saves, of what it cites."""
        if pieces is None:
            self.take_unread(picked)
        else:
            self.offer(pieces, {})

    def offer(self, pieces: Sequence[Citable], cited: Mapping[int, Strength]) -> None:
        """Add the boxes of these pieces."""
        self.pieces = pieces
        self.fields.update(cite_fields(pieces, cited))

    def chosen(self) -> list[Cited]:
        """Return the pieces that are cited, for the rule."""
        cites = self.cites()
        return [
            Cited(
                ref=piece.ref,
                kind=piece.kind,
                is_gone=False,
                prepared_by=piece.prepared_by_id,
                prepared_by_name=piece.prepared_by,
            )
            for piece in self.pieces
            if piece.key in cites
        ]

    def cite_boxes(self) -> list[BoundField]:
        """Return the boxes, as pages draw them."""
        return [self[name] for name in self.fields if name.startswith(NAME)]

    @property
    def found_none_of(self) -> str:
        """Return what was looked for where no piece that is offered has it, else ""."""
        asked = str(self.data.get("find", "")).strip() if self.is_read else ""
        low = asked.casefold()
        found = any(
            low in piece.title.casefold() or low == piece.ref.casefold() for piece in self.pieces
        )
        return "" if found else asked

    def cites(self) -> dict[int, Strength]:
        """Return what is cited, by the keys of versions, each with its strength."""
        return {
            int(name.removeprefix(NAME)): Strength(word)
            for name, word in self.cleaned_data.items()
            if name.startswith(NAME) and word
        }

    def said_of_evidence(self) -> str | None:
        """Return the words on evidence, for a rule that asks for some: what is cited says it."""
        words: str | None = self.cleaned_data.get("evidence_cited")
        return "cited" if words == "" and self.cites() else words

    def without_cites(self) -> dict[str, Any]:
        """Return whatever else was entered."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if not name.startswith(NAME) and name != "find"
        }
