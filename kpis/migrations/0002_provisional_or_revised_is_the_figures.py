from django.db import migrations

import irp.fields


class Migration(migrations.Migration):
    """The column keeps its name: only what the product calls it changes."""

    dependencies = [('kpis', '0001_first')]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameField(model_name='reading', old_name='standing', new_name='figure'),
                migrations.AlterField(
                    model_name='reading',
                    name='figure',
                    field=irp.fields.LineField(
                        choices=[('provisional', 'Provisional'), ('revised', 'Revised')],
                        db_column='standing',
                        max_length=12,
                    ),
                ),
            ],
        ),
    ]
