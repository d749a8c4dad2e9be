import django.db.models.deletion
from django.db import migrations, models

import lyceum.kernel.foundation.rules.identifier


class Migration(migrations.Migration):
    """The column ``vector`` is added after migrating, where there is pgvector (``actions/preparing.py``)."""

    dependencies = [
        ('identity', '0002_sign_in'),
        ('search', '0004_reached_by_version'),
    ]

    operations = [
        migrations.AddField(
            model_name='documentversion',
            name='embedded_by',
            field=models.CharField(blank=True, default='', max_length=160),
        ),
        migrations.CreateModel(
            name='Embedding',
            fields=[
                ('id', models.UUIDField(default=lyceum.kernel.foundation.rules.identifier.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('number', models.PositiveIntegerField()),
                ('model', models.CharField(max_length=160)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='identity.organisation')),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='search.documentversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('version', 'number'), name='embedding_once')],
            },
        ),
    ]
