from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('foundation', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bucket',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('tokens', models.FloatField()),
                ('granted', models.BooleanField()),
                ('filled_at', models.DateTimeField()),
                ('full_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.RunSQL(
            "ALTER TABLE foundation_bucket SET UNLOGGED",
            "ALTER TABLE foundation_bucket SET LOGGED",
        ),
    ]
