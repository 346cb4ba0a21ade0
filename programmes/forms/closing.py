"""The form by which a programme is closed: where what is open in its registers goes (Rule 18d)."""

from collections.abc import Sequence
from typing import Any

from django import forms

from irp.forms import Line
from irp.models import Post
from programmes.actions.closing import Settled
from programmes.forms.restructuring import CitedForm
from programmes.models import Benefit, Programme
from programmes.readings.restructuring import ClosingRead
from programmes.rules.restructuring import closing_refusals, fate_faults
from programmes.words.benefits import BenefitFate
from programmes.words.raid import OVERARCHING

NO_PLACE = "overarching"


class CloseForm(CitedForm):
    """A programme that closes: where each open entry of its register goes, and each benefit."""

    def __init__(
        self,
        *args: Any,
        read: ClosingRead,
        places: Sequence[Programme],
        posts: Sequence[Post],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.read, self.places = read, {row.ref: row for row in places}
        self.posts = {str(row.pk): row for row in posts}
        own = list(self.fields)
        choices = [("", "Choose where it goes"), (NO_PLACE, OVERARCHING)]
        choices += [(row.ref, row.name) for row in places]
        for entry in read.entries:
            self.fields[f"home_{entry.ref}"] = forms.ChoiceField(
                label=f"{entry.ref} {entry.title} goes to",
                choices=choices,
                error_messages={"required": "Choose where it goes"},
            )
        for row in read.benefits:
            self._ask_of(row)
        self.order_fields([name for name in self.fields if name not in own] + own)

    def _ask_of(self, row: Benefit) -> None:
        """Ask what becomes of a benefit, who owns it from then on, and why it ends if it does."""
        stays = f"Stays with {row.owner}, who goes on measuring it" if row.owner else ""
        self.fields[f"fate_{row.ref}"] = forms.ChoiceField(
            label=f"Benefit {row.ref} {row.title}",
            required=False,  # the rule says what to choose
            choices=[
                ("", "Choose what becomes of it"),
                (BenefitFate.STAYS.value, stays or BenefitFate.STAYS.label),
                (BenefitFate.ENDS.value, BenefitFate.ENDS.label),
                *((ref, f"Goes to {place.name}") for ref, place in self.places.items()),
            ],
        )
        as_now = f"As now: {row.owner}" if row.owner else "Not named"
        self.fields[f"owner_{row.ref}"] = forms.ChoiceField(
            label=f"Owner of {row.ref} from then on",
            required=False,
            choices=[("", as_now), *((key, post.title) for key, post in self.posts.items())],
            help_text="A post in the service.",
        )
        self.fields[f"why_{row.ref}"] = Line(
            label=f"Why {row.ref} ends",
            label_suffix="(needed if it ends)",
            required=False,
            max_length=1000,
        )

    def clean(self) -> dict[str, Any]:
        """Refuse while something is still open in it, the page says what, or has no home."""
        entered = super().clean()
        if closing_refusals(self.read.closing):
            self.add_error(None, f"{self.read.closing.name} cannot be closed yet")
            return entered
        for row in self.read.benefits:
            settled = self._settled(row)
            told = fate_faults(
                settled.fate if settled else None,
                has_home=bool(settled and settled.place),
                has_owner=bool(row.owner_id or (settled and settled.owner)),
                why=settled.why if settled else "",
            )
            self.tell({f"{name}_{row.ref}": fault for name, fault in told.items()})
        return entered

    def _settled(self, row: Benefit) -> Settled | None:
        """Return what was chosen of a benefit, None where nothing was."""
        fate, owner, why = (
            self.cleaned_data.get(f"{name}_{row.ref}", "") for name in ("fate", "owner", "why")
        )
        if not fate:
            return None
        place = self.places.get(fate)
        return Settled(
            fate=BenefitFate.MOVES if place else BenefitFate(fate),
            place=place,
            owner=self.posts.get(owner),
            why=why,
        )

    def homes(self) -> dict[str, Programme | None]:
        """Return where each entry goes, by its reference; None to the overarching ones."""
        chosen = {entry.ref: self.cleaned_data[f"home_{entry.ref}"] for entry in self.read.entries}
        return {ref: self.places.get(place) for ref, place in chosen.items()}

    def benefits(self) -> dict[str, Settled]:
        """Return what becomes of each benefit, by its reference."""
        answers = {row.ref: self._settled(row) for row in self.read.benefits}
        return {ref: settled for ref, settled in answers.items() if settled}
