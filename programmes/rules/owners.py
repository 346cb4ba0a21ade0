"""Who may be named beside the SAO and the RDL, and who then signs (Rules 15 and 17)."""

from collections.abc import Collection, Iterable, Sequence

from irp.words import PostKind

NAMED_KINDS = frozenset({PostKind.OFFICER, PostKind.RDL})  # of the posts that an RDL names
CHIEF_EXECUTIVE = "Chief Executive"  # the reserve signatory where a programme names no other


def lead_faults(*, leads: Collection[int], accountable: int | None) -> dict[str, str]:
    """Return the faults of a row's leads by field: of several, one answers for the row.

    Leads are the keys of their posts.
    """
    if leads and accountable is None:
        return {"accountable": "Choose which of the leads answers for the row"}
    if accountable is not None and accountable not in leads:
        return {"accountable": "Choose one of the leads that you ticked, or tick that lead too"}
    return {}


def posts_that_sign(
    *,
    all_sign: bool,
    lead: str,
    own: Iterable[str],
    parts: Sequence[str] = (),
    named: str | None = None,
) -> tuple[str, ...]:
    """Return the posts whose signatures a return needs, first the one that rates (Rule 17).

    `lead` is the programme's SAO, `parts` the posts that it joins: all of them sign, or the one
    that is `named`. `own` are the SAOs named in rows in force; they sign too where the programme
    says that all do.
    """
    joint = tuple(parts) or (lead,)
    if not all_sign:
        return (named,) if named in joint and named else joint
    return (*joint, *sorted(set(own) - {lead, *joint}))


def needs_reserve(*, holders: Collection[int], preparers: Collection[int]) -> bool:
    """Tell whether the reserve signs for a post: everybody who holds it prepared the return.

    A vacant post needs a holder, acting or interim, and no reserve.
    """
    return bool(holders) and set(holders) <= set(preparers)
