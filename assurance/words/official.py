"""The official words of the Assurance Plan: loaded, versioned, shown beside ours (Rule 24d)."""

from irp.words import Term, Terms

RESTATED = "Restated; not the commissioners’ words"
NONE_GIVEN = 0  # the version of the official words where none had been loaded

OFFICIAL_TERMS = Terms(
    "official",
    "Official words",
    (
        Term(
            "restated",
            RESTATED,
            "What commissioners consider, the outcomes and the tests are told here in shorter "
            "words of our own. They are marked so until the document’s own words are loaded.",
        ),
        Term(
            "version",
            "Version of the official words",
            "Each file of official words that commissioners load is a version, with who loaded "
            "it, when and why. What a file leaves out stays at the version that it has. Earlier "
            "versions can still be read.",
        ),
        Term(
            "judged_on",
            "Judged on version",
            "An assessment keeps the version of the official words that was in force when it was "
            "given. Where they were changed since, it is to be looked at again.",
        ),
    ),
)
