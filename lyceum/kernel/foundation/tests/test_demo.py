from datetime import timedelta

from django.utils import timezone

from lyceum.kernel.foundation.demo import at
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.identifier import new_identifier


def test_what_is_made_in_the_past_is_dated_and_sorted_there(db: None) -> None:
    today = new_identifier()
    long_ago = timezone.now() - timedelta(days=20)
    with at(long_ago):
        first, second = (Announcement.objects.create(kind="demo.lamp_lit") for _ in range(2))
    assert long_ago <= first.created_at <= second.created_at < long_ago + timedelta(seconds=5)
    assert max(first.id, second.id) < today < new_identifier()
    assert timezone.now() > long_ago + timedelta(days=19)
