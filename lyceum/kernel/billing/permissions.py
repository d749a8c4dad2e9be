from lyceum.kernel.foundation.rules.caller import Caller


def may_see_plan(caller: Caller) -> bool:
    """Governors and teachers: what there is room for is what they may do."""
    return caller.may("billing.see_plan")


def may_choose_plan(caller: Caller) -> bool:
    return caller.may("billing.choose_plan")


def may_see_payments(caller: Caller) -> bool:
    return caller.may("billing.see_payments")


def may_settle_payments(caller: Caller) -> bool:
    """Who says that money has come: whoever keeps the organisation's accounts."""
    return caller.may("billing.settle_payments")


def may_choose_methods(caller: Caller) -> bool:
    return caller.may("billing.choose_methods")


def may_see_invoices(caller: Caller) -> bool:
    return caller.may("billing.see_invoices")


def may_say_who_sells(caller: Caller) -> bool:
    """Owners answer for it before the law."""
    return caller.may("billing.say_who_sells")
