"""What the database itself promises of an event's offer."""

import pytest
from django.db import IntegrityError, transaction

from lyceum.domains.events.models import PriceStep, Quota, Voucher
from lyceum.domains.events.tests.shop import make_shop


@pytest.mark.django_db
def test_the_database_refuses_to_oversell() -> None:
    shop = make_shop(capacity=2)
    assert shop.visitor
    with pytest.raises(IntegrityError, match="quota_never_oversold"), transaction.atomic():
        Quota.objects.filter(id=shop.quota.id).update(held=1, sold=2)
    assert Quota.objects.get(id=shop.quota.id).left == 2


@pytest.mark.django_db
def test_saving_a_quota_or_a_voucher_leaves_its_counters_be() -> None:
    shop = make_shop(capacity=5)
    assert shop.visitor
    voucher = Voucher.objects.create(organisation=shop.organisation, event=shop.event, code="ami", value=10)
    Quota.objects.filter(id=shop.quota.id).update(held=1, sold=2)
    Voucher.objects.filter(id=voucher.id).update(used=3)
    shop.quota.capacity, voucher.value = 4, 20
    shop.quota.save()
    voucher.save()
    quota = Quota.objects.get(id=shop.quota.id)
    assert (quota.capacity, quota.held, quota.sold) == (4, 1, 2)
    assert (Voucher.objects.get(id=voucher.id).used, Voucher.objects.get(id=voucher.id).value) == (3, 20)


@pytest.mark.django_db
def test_every_change_of_what_is_sold_is_counted_and_selling_is_not() -> None:
    shop = make_shop()
    assert shop.visitor

    def edition() -> int:
        shop.event.refresh_from_db()
        return shop.event.offer_edition

    seen = [edition()]
    shop.types[0].save()
    seen.append(edition())
    step = PriceStep.objects.create(organisation=shop.organisation, ticket_type=shop.types[0], price=900, first=2)
    seen.append(edition())
    voucher = Voucher.objects.create(organisation=shop.organisation, event=shop.event, code="ami")
    seen.append(edition())
    shop.quota.save()
    seen.append(edition())
    shop.event.save()
    seen.append(edition())
    step.delete()
    seen.append(edition())
    assert seen == list(range(seen[0], seen[0] + 7))
    Quota.objects.filter(id=shop.quota.id).update(held=1)
    Voucher.objects.filter(id=voucher.id).update(used=1)
    assert edition() == seen[-1]
