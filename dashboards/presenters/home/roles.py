"""Which kinds of post a part of home is for, and the order of the parts."""

from irp.words import PostKind
from packs.words import OF_COUNCIL

KEEP_REGISTERS = {PostKind.CPMO, PostKind.SAO, PostKind.RDL}
ORDER = (
    "cpmo",
    "sao",
    "rdl",
    "officer",
    "kpis",
    "lots",
    "confirm",
    "clear",
    "commissioner",
    "finance",
    "reader",
    "administrator",
    "packs",
)
READERS = {
    PostKind.LEAD_MEMBER,
    PostKind.COMMITTEE,
    PostKind.FINANCE_VALIDATOR,
    PostKind.INTERNAL_AUDIT,
    PostKind.EXTERNAL_AUDITOR,
}
GIVEN_ACTIONS = {PostKind(kind) for kind in OF_COUNCIL}
COUNCIL = {*KEEP_REGISTERS, PostKind.OFFICER, PostKind.FINANCE_VALIDATOR}
ENTER_SALES = {PostKind.CPMO, PostKind.SAO, PostKind.RDL, PostKind.OFFICER}
MADE_OF_THEIR_OWN = {PostKind.SAO, PostKind.RDL, PostKind.OFFICER}
MADE_OF_PORTFOLIO = {PostKind.CPMO, PostKind.ADMINISTRATOR} | MADE_OF_THEIR_OWN | READERS
# CPMO and administrators see every pack on its own page; the rest wait for final ones.
SEE_FINAL_PACKS = {
    PostKind.SAO,
    PostKind.RDL,
    PostKind.OFFICER,
    PostKind.COMMISSIONER,
    PostKind.LEAD_MEMBER,
    PostKind.COMMITTEE,
    PostKind.FINANCE_VALIDATOR,
    PostKind.INTERNAL_AUDIT,
    PostKind.EXTERNAL_AUDITOR,
}
