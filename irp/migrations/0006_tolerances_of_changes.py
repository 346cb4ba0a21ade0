
import irp.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('irp', '0005_posts_handed_over'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalplansettings',
            name='change_sao_days',
            field=irp.fields.WholeField(default=30, least=1, most=365),
        ),
        migrations.AddField(
            model_name='historicalplansettings',
            name='change_tib_days',
            field=irp.fields.WholeField(default=90, least=1, most=730),
        ),
        migrations.AddField(
            model_name='plansettings',
            name='change_sao_days',
            field=irp.fields.WholeField(default=30, least=1, most=365),
        ),
        migrations.AddField(
            model_name='plansettings',
            name='change_tib_days',
            field=irp.fields.WholeField(default=90, least=1, most=730),
        ),
    ]
