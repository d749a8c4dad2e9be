import pytest
from django.test import Client

from lyceum.kernel.ai.models import Allowance, Breaker
from lyceum.kernel.ai.tests.chains import TUTOR, asked, link
from lyceum.kernel.ai.tests.loopback import Loopback
from lyceum.kernel.identity.tests.factories import World


@pytest.mark.wish("D34")
def test_prometheus_is_told_of_calls_tokens_dollars_and_circuits(world: World, server: Loopback) -> None:
    caller = world.student
    link(caller, server, "fails", "well")
    for _ in range(4):
        asked(caller)
    told = Client().get("/metrics").content.decode().splitlines()
    of = f'task="{TUTOR.code}",vendor="compatible"'
    for line in (
        f'lyceum_ai_calls_total{{outcome="failed",{of}}} 3.0',
        f'lyceum_ai_calls_total{{outcome="answered",{of}}} 4.0',
        f"lyceum_ai_tokens_in_total{{{of}}} 168.0",
        f"lyceum_ai_tokens_out_total{{{of}}} 28.0",
        f"lyceum_ai_first_words_total{{{of}}} 4.0",
        "lyceum_ai_circuits_open 1.0",
    ):
        assert line in told, "\n".join(found for found in told if "_ai_" in found)
    assert not [line for line in told if "sk-own" in line or "ampere" in line or str(world.ampere.id) in line]
    assert Breaker.objects.count() == 1


def test_a_question_without_a_call_is_counted_apart(world: World, server: Loopback) -> None:
    caller = world.student
    link(caller, server, "well")
    Allowance.objects.create(organisation=world.ampere, daily_questions=0)
    asked(caller)
    told = Client().get("/metrics").content.decode()
    assert f'lyceum_ai_uncalled_total{{outcome="capped",task="{TUTOR.code}"}} 1.0' in told
