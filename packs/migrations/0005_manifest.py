"""A pack keeps the manifest that proves its file; those that are ready already have none."""

import irp.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('packs', '0004_choices_are_checked'),
    ]

    operations = [
        migrations.AddField(
            model_name='pack',
            name='manifest',
            field=irp.fields.ProseField(blank=True, default='', max_length=16000),
        ),
    ]
