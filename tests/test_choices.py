"""Every column of choices refuses what is none of them, raw SQL included (DESIGN 4a.3)."""

import re

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from tests.test_permission_matrix import register_risks

OURS = ("programmes", "kpis", "assurance")
# A date's precision is written with its words by one reader of dates (PlanDates).
LEFT_OUT = re.compile(r"_precision$")


def columns():
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            if hasattr(model, "instance_type"):  # history says what once was
                continue
            for field in model._meta.concrete_fields:
                if field.choices and not LEFT_OUT.search(field.name):
                    yield model, field.name


@pytest.mark.parametrize(("model", "name"), list(columns()))
def test_4a3_a_column_of_choices_has_a_check_that_names_it(model, name):
    held = " ".join(str(constraint.deconstruct()) for constraint in model._meta.constraints)
    assert f"('{name}__in'" in held or f"('{name}'" in held


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["response = 'wish'", "proximity = 'near'", "title = ''"])
def test_rule_28_raw_sql_puts_no_unknown_choice_and_no_blank_title_on_a_risk(world, change):
    register_risks(world)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE programmes_risk SET {change}")
