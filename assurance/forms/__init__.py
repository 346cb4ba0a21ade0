"""Forms of assurance; what a rule refuses stands as a message that says what to type."""

from assurance.forms.assess import AssessForm
from assurance.forms.drafts import DiscardForm
from assurance.forms.gates import GateForm
from assurance.forms.owners import AnswerForm, OwnersForm
from assurance.forms.withdrawal import WithdrawalForm

__all__ = [
    "AnswerForm",
    "AssessForm",
    "DiscardForm",
    "GateForm",
    "OwnersForm",
    "WithdrawalForm",
]
