"""Rights to savings, capital receipts, benefits and budgets (Rules 25 and 26, ADR 0005)."""

from typing import Any

import rules

from irp.permissions import DENIED, holds, is_cpmo
from irp.words import PostKind
from programmes.permissions.delivery import is_rdl, leads_somewhere, runs_programme


@rules.predicate
def runs_saving(user: Any, saving: Any) -> bool:
    """Tell whether the person is RDL or SAO of a saving's programme, its own SAO or its owner."""
    if saving is None:
        return False
    own = user.holds(saving.sao) or user.holds(saving.owner)
    return bool(own or runs_programme(user, saving.of_programme))


@rules.predicate
def runs_sale(user: Any, lot: Any) -> bool:
    """Tell whether the person is RDL or SAO of the programme that sells a lot, or its owner."""
    return lot is not None and bool(user.holds(lot.owner) or runs_programme(user, lot.programme))


@rules.predicate
def enters_somewhere(user: Any) -> bool:
    """Tell whether the person holds a post of a kind that owns savings or runs programmes."""
    return bool(user.holds_kind(PostKind.SAO, PostKind.RDL, PostKind.OFFICER))


@rules.predicate
def runs_benefit(user: Any, benefit: Any) -> bool:
    """Tell whether the person is RDL or SAO of a benefit's programme."""
    return benefit is not None and runs_programme(user, benefit.programme)


@rules.predicate
def owns_benefit(user: Any, benefit: Any) -> bool:
    """Tell whether the person holds the post in the service that owns a benefit."""
    return benefit is not None and bool(user.holds(benefit.owner))


@rules.predicate
def prepares_somewhere(user: Any) -> bool:
    """Tell whether the person is an RDL of anything."""
    return bool(user.holds_kind(PostKind.RDL))


rules.add_perm("programmes.add_saving", is_cpmo | leads_somewhere)
rules.add_perm("programmes.keep_saving", is_cpmo | runs_saving)
rules.add_perm("programmes.enter_savings", is_cpmo | enters_somewhere)
rules.add_perm("programmes.set_saving_target", is_cpmo)
rules.add_perm("programmes.validate_savings", holds(PostKind.FINANCE_VALIDATOR))
rules.add_perm("programmes.add_lot", is_cpmo | leads_somewhere)
rules.add_perm("programmes.keep_lot", is_cpmo | runs_sale)
rules.add_perm("programmes.enter_lots", is_cpmo | enters_somewhere)
rules.add_perm("programmes.set_receipt_target", is_cpmo)
rules.add_perm("programmes.add_benefit", is_cpmo | leads_somewhere)
rules.add_perm("programmes.keep_benefit", is_cpmo | runs_benefit)
rules.add_perm("programmes.read_benefit", is_cpmo | runs_benefit | owns_benefit)
rules.add_perm("programmes.read_benefits", is_cpmo | enters_somewhere)
rules.add_perm("programmes.enter_budget", is_cpmo | is_rdl)
rules.add_perm("programmes.enter_budgets", is_cpmo | prepares_somewhere)

DENIED |= {
    "programmes.add_saving": (
        "Only Responsible Delivery Leads, Senior Accountable Officers and CPMO can add savings."
    ),
    "programmes.keep_saving": (
        "Only its owner, the Responsible Delivery Lead and the Senior Accountable Officer of its "
        "programme and CPMO can change a saving."
    ),
    "programmes.enter_savings": (
        "Only owners of savings, Responsible Delivery Leads, Senior Accountable Officers and CPMO "
        "can enter amounts of savings."
    ),
    "programmes.add_benefit": (
        "Only Responsible Delivery Leads, Senior Accountable Officers and CPMO can add benefits."
    ),
    "programmes.keep_benefit": (
        "Only the Responsible Delivery Lead and the Senior Accountable Officer of its programme "
        "and CPMO can change a benefit."
    ),
    "programmes.read_benefit": (
        "Only its owner, the Responsible Delivery Lead and the Senior Accountable Officer of its "
        "programme and CPMO can record readings of a benefit."
    ),
    "programmes.read_benefits": (
        "Only owners of benefits, Responsible Delivery Leads, Senior Accountable Officers and "
        "CPMO can record readings of benefits."
    ),
    "programmes.enter_budget": (
        "Only the programme’s Responsible Delivery Lead and CPMO can enter its budget and people."
    ),
    "programmes.enter_budgets": (
        "Only Responsible Delivery Leads and CPMO can enter budgets and people."
    ),
    "programmes.set_saving_target": "Only CPMO can record targets of savings.",
    "programmes.validate_savings": "Only finance validators can validate savings.",
    "programmes.add_lot": (
        "Only Responsible Delivery Leads, Senior Accountable Officers and CPMO can add assets "
        "and lots."
    ),
    "programmes.keep_lot": (
        "Only its owner, the Responsible Delivery Lead and Senior Accountable Officer of its "
        "programme and CPMO can change an asset or lot."
    ),
    "programmes.enter_lots": (
        "Only owners of assets and lots, Responsible Delivery Leads, Senior Accountable Officers "
        "and CPMO can enter progress of sales."
    ),
    "programmes.set_receipt_target": "Only CPMO can record targets of capital receipts.",
}
