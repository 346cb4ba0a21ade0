"""A table of many rows is sent as one form: no more boxes than are read at once."""

import pytest
from django.conf import settings

from kpis.attempts.entry import ROWS as READINGS
from kpis.forms.entry import EntryRowForm
from kpis.forms.readings import QUOTIENT, SURVEY
from programmes.attempts.month_rows import ROWS
from programmes.forms.benefit_month import BenefitRowForm
from programmes.forms.lot_month import ProgressForm
from programmes.forms.saving_month import AmountsForm, ValidationForm

OTHERS = 10  # of a form beside its rows: the token, the period


@pytest.mark.parametrize(
    ("rows", "boxes"),
    [
        (ROWS, len(AmountsForm.base_fields)),
        (ROWS, len(ValidationForm.base_fields)),
        (ROWS, len(ProgressForm.base_fields)),
        (ROWS, len(BenefitRowForm.base_fields)),
        (READINGS, len({*EntryRowForm.base_fields, *QUOTIENT, *SURVEY})),
    ],
)
def test_all_boxes_of_a_months_page_are_read(rows, boxes):
    assert rows * boxes + OTHERS <= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
