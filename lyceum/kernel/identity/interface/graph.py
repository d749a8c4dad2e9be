import strawberry

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.policy import SIGNED_IN
from lyceum.kernel.identity.queries.person import PersonView, person_view

PersonType = strawberry.type(PersonView, name="Person")


@resolver(SIGNED_IN)
def me(caller: Individual) -> PersonType:
    return person_view(caller)


@strawberry.type
class Query:
    me: PersonType = strawberry.field(resolver=me, description="The signed-in person.")


@strawberry.type
class Mutation:
    @strawberry.mutation
    def nothing(self) -> bool:
        return True
