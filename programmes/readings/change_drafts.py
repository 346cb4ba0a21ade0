"""The drafts of requests for a change: seen by their authors alone (Rule 18)."""

from irp.models import User
from programmes.models import ChangeDraft


def drafts_of(user: User) -> list[ChangeDraft]:
    """Return the requests that a person is still writing, in one statement."""
    own = ChangeDraft.objects.filter(author=user, request=None, discarded_at=None)
    return list(own.select_related("programme"))
