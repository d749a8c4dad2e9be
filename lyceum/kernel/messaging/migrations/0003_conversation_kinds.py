from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("messaging", "0002_conversations")]

    operations = [
        migrations.AlterField(
            model_name="conversation",
            name="kind",
            field=models.CharField(
                choices=[("direct", "direct"), ("group", "group"), ("support", "support")], max_length=10
            ),
        ),
        migrations.RemoveConstraint(model_name="block", name="block_of_another"),
    ]
