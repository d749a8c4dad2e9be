from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_documents'),
    ]

    operations = [
        migrations.AddField(
            model_name='passage',
            name='words',
            field=models.TextField(default=''),
            preserve_default=False,
        ),
    ]
