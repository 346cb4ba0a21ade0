"""The words of posts: what each does in the cycle, and how it is held."""

from irp.words.terms import Terms, Word, defined, plain


class PostKind(Word):
    """What a post does in the cycle, and so what its holder may do."""

    ADMINISTRATOR = "administrator"
    CPMO = "cpmo"
    SAO = "sao"
    RDL = "rdl"
    LEAD_MEMBER = "lead_member"
    COMMISSIONER = "commissioner"
    COMMITTEE = "committee"
    FINANCE_VALIDATOR = "finance_validator"
    OFFICER = "officer"
    INTERNAL_AUDIT = "internal_audit"
    EXTERNAL_AUDITOR = "external_auditor"

    @property
    def label(self) -> str:
        """Return the kind of post as the council writes it."""
        return {
            PostKind.CPMO: "CPMO",
            PostKind.SAO: "Senior Accountable Officer",
            PostKind.RDL: "Responsible Delivery Lead",
            PostKind.COMMITTEE: "Committee",
            PostKind.OFFICER: "Preparer or row lead",
        }.get(self, plain(self.value))


MEMBERS = (PostKind.LEAD_MEMBER, PostKind.COMMITTEE)  # their posts may sit on a committee


class Capacity(Word):
    """In what capacity a person holds a post (Rule 17)."""

    PERMANENT = "permanent"
    ACTING = "acting"
    INTERIM = "interim"


CAPACITIES = Terms(
    "capacities",
    "How a post is held",
    defined(
        {
            Capacity.PERMANENT: "The person was appointed to the post.",
            Capacity.ACTING: "The person acts up into the post until somebody is appointed or "
            "comes back, often beside their own post.",
            Capacity.INTERIM: "The person was brought in for a time.",
        }
    ),
    "What is signed in a post says in what capacity it was held.",
)
POSTS = Terms(
    "posts",
    "People and posts",
    defined(
        {
            PostKind.SAO: "SAO. Accountable for a programme. Rates it each month and signs "
            "its return.",
            PostKind.RDL: "RDL. Runs a programme day to day and prepares its return.",
            PostKind.LEAD_MEMBER: "The cabinet member a programme belongs to.",
            PostKind.CPMO: "Corporate Portfolio Management Office. Runs the monthly cycle, "
            "gives an assessment of its own and compiles the packs.",
            PostKind.COMMISSIONER: "Appointed by the government. Their judgement of a "
            "requirement is the only one that counts.",
            PostKind.COMMITTEE: "Reads the plan: Audit Committee, Overview and Scrutiny. Who "
            "sits on a committee reads its exempt parts.",
            PostKind.INTERNAL_AUDIT: "Reads the plan, and checks what the council says it has "
            "done about a recommendation.",
            PostKind.EXTERNAL_AUDITOR: "Reads the plan, and gives a view of its own of each "
            "recommendation. Sees everything but commissioners’ drafts.",
            PostKind.FINANCE_VALIDATOR: "Confirms that a saving has been made.",
            PostKind.OFFICER: "Drafts a programme’s return, or reports the rows they lead. The "
            "RDL names them and submits what they draft.",
            PostKind.ADMINISTRATOR: "Keeps accounts, posts and settings.",
        }
    ),
)
