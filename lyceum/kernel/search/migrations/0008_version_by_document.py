import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0002_sign_in'),
        ('search', '0007_catalogue'),
    ]

    operations = [
        migrations.AlterField(
            model_name='documentversion',
            name='organisation',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='identity.organisation'),
        ),
    ]
