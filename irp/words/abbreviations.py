"""The abbreviations of the plan."""

from irp.words.terms import Term, Terms

ABBREVIATIONS = Terms(
    "abbreviations",
    "Abbreviations",
    (
        Term("irp", "IRP", "Improvement and Recovery Plan: 3 aims, 19 outcomes, 16 programmes."),
        Term(
            "cap",
            "CAP",
            "Commissioners’ Assurance Plan: 10 priority outcomes, each with "
            "requirements under 3 tests.",
        ),
        Term("sao", "SAO", "Senior Accountable Officer"),
        Term("rdl", "RDL", "Responsible Delivery Lead"),
        Term("cpmo", "CPMO", "Corporate Portfolio Management Office"),
        Term(
            "dca",
            "DCA",
            "Delivery confidence assessment: a person’s Green, Amber or Red rating of a programme.",
        ),
        Term(
            "tib",
            "TIB",
            "Transformation and Improvement Board, where officers hold SAOs to account.",
        ),
        Term("irb", "IRB", "Improvement and Recovery Board, the commissioners’ board."),
        Term("emt", "EMT", "Extended Management Team"),
        Term("clt", "CLT", "Corporate Leadership Team"),
        Term("os", "O&S", "Overview and Scrutiny committees"),
        Term("cfgs", "CfGS", "Centre for Governance and Scrutiny"),
        Term("kpi", "KPI", "Key performance indicator: a measure of the plan"),
        Term(
            "b0",
            "B0, B1 …",
            "The baselines of a milestone: B0 as published, each later one "
            "made by an approved change.",
        ),
    ),
)
