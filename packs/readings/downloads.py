"""Who downloaded which pack."""

from django.db.models import QuerySet

from packs.models import PackDownload


def downloads() -> QuerySet[PackDownload]:
    """Return the downloads of packs, newest first, each with its pack and period."""
    rows = PackDownload.objects.select_related("pack__snapshot__period")
    return rows.defer("pack__snapshot__body", "pack__snapshot__sha256", "pack__manifest").order_by(
        "-at", "-pk"
    )
