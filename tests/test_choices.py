"""Every column of choices refuses what is none of them, raw SQL included (DESIGN 4a.3)."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint, Lookup, Q

from tests.test_permission_matrix import register_risks
from tests.world import when

OURS = ("irp", "programmes", "kpis", "assurance", "packs")


def columns():
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            if hasattr(model, "instance_type"):  # history says what once was
                continue
            for field in model._meta.concrete_fields:
                if field.choices:
                    yield pytest.param(model, field, id=f"{model.__name__}.{field.name}")


def taken(condition, name, value):
    """Tell whether a condition takes a value of one column; None where others decide it."""
    if isinstance(condition, Lookup):  # of a length
        return None
    if not isinstance(condition, Q):
        path, wanted = condition
        column, _, lookup = path.partition("__")
        if column != name or lookup not in ("", "in"):
            return None
        return value in wanted if lookup else value == wanted
    found = {taken(child, name, value) for child in condition.children}
    settles = condition.connector == Q.OR  # one child alone settles it: True an OR, False an AND
    answer = settles if settles in found else None if None in found else not settles
    return answer if answer is None or not condition.negated else not answer


def is_refused(model, name, value):
    """Tell whether a CHECK of the table refuses a value, whatever the other columns hold."""
    checks = [
        constraint
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    ]
    return any(taken(check.condition, name, value) is False for check in checks)


@pytest.mark.parametrize(("model", "field"), list(columns()))
def test_4a3_a_column_of_choices_takes_choices_and_nothing_else(model, field):
    assert is_refused(model, field.name, "none of them")
    assert field.blank or is_refused(model, field.name, "")
    assert not all(is_refused(model, field.name, value) for value, _ in field.choices)


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


JUNE = "forecast_precision = 'month', forecast_earliest = '2027-06-01'"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "is_taken"),
    [
        (f"{JUNE}, forecast_latest = '2027-06-30'", True),
        (f"{JUNE}, forecast_latest = '2027-05-31'", False),
        (f"{JUNE}, forecast_latest = NULL", False),
        ("forecast_earliest = NULL", False),
        ("forecast_precision = 'soon'", False),
        ("forecast_precision = 'tbc'", False),
        ("forecast_precision = 'day', forecast_latest = forecast_earliest", True),
        ("forecast_precision = 'day'", False),
        ("forecast_precision = 'tbc', forecast_earliest = NULL, forecast_latest = NULL", True),
        ("forecast_earliest = NULL, forecast_latest = NULL", False),
    ],
)
def test_rule_8_raw_sql_puts_no_half_date_on_a_report(world, change, is_taken):
    world.report("HOU-01", forecast=when("Jun 2027"))
    sql = f"UPDATE programmes_milestonereport SET {change}"
    with transaction.atomic(), connection.cursor() as cursor:
        if is_taken:
            cursor.execute(sql)
            assert cursor.rowcount == 1
            return
        with pytest.raises(IntegrityError):
            cursor.execute(sql)
        transaction.set_rollback(True)
