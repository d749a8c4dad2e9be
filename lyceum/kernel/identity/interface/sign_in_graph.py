from uuid import UUID

import strawberry

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.policy import SIGNED_IN
from lyceum.kernel.identity.actions import sign_in as acts
from lyceum.kernel.identity.actions.account import change_profile as change
from lyceum.kernel.identity.queries.person import PersonView, person_view
from lyceum.kernel.identity.queries.sign_in import SignInView, sign_ins_of

strawberry.type(SignInView, name="SignIn")
strawberry.type(PersonView, name="Person")


@resolver(SIGNED_IN)
def me(caller: Individual) -> PersonView:
    return person_view(caller)


@resolver(SIGNED_IN)
def sign_ins(caller: Individual) -> list[SignInView]:
    return sign_ins_of(caller)


@resolver(SIGNED_IN)
def end_sign_in(caller: Individual, id: UUID) -> bool:
    acts.end_sign_in(caller, id)
    return True


@resolver(SIGNED_IN)
def end_other_sign_ins(caller: Individual) -> int:
    return acts.end_other_sign_ins(caller)


@resolver(SIGNED_IN)
def change_profile(
    caller: Individual,
    name: str | None = None,
    language: str | None = None,
    time_zone: str | None = None,
    theme: str | None = None,
) -> PersonView:
    given = {"name": name, "language": language, "time_zone": time_zone, "theme": theme}
    change(caller, {field: value for field, value in given.items() if value is not None})
    return person_view(caller)


@strawberry.type
class SignInQuery:
    me: PersonView = strawberry.field(resolver=me, description="The signed-in person.")
    sign_ins: list[SignInView] = strawberry.field(resolver=sign_ins, description="Where they are signed in.")


@strawberry.type
class SignInMutation:
    end_sign_in: bool = strawberry.mutation(resolver=end_sign_in)
    end_other_sign_ins: int = strawberry.mutation(resolver=end_other_sign_ins, description="How many have ended.")
    change_profile: PersonView = strawberry.mutation(resolver=change_profile)
