from lyceum.domains.learning.models import Path, PathTeacher
from lyceum.kernel.foundation.rules.caller import Caller


def may_teach(caller: Caller) -> bool:
    """Make paths, and change those one teaches with."""
    return caller.may("learning.teach")


def may_study(caller: Caller) -> bool:
    return caller.may("learning.study")


def may_oversee(caller: Caller) -> bool:
    """See every path of the school and everybody's progress."""
    return caller.may("learning.oversee")


def may_change(caller: Caller, path: Path) -> bool:
    if not may_teach(caller):
        return False
    return may_oversee(caller) or PathTeacher.objects.within(caller).own(caller).filter(path=path).exists()


def may_enrol(caller: Caller) -> bool:
    """Take people and classes in from a file: students and teachers are invited, nobody higher."""
    return caller.may("learning.enrol") and caller.may("identity.invite_members")
