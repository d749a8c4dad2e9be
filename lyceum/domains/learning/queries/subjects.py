from collections.abc import Iterator

from lyceum.domains.learning.queries.path import studied_paths, taught_paths
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.indicator import Subject


def subjects_of(caller: Caller) -> Iterator[Subject]:
    """Paths one teaches with, whole; those one studies, for one's own figures."""
    taught = list(taught_paths(caller).values_list("id", "name"))
    yield from (Subject(path_id, name, True) for path_id, name in taught)
    known = {path_id for path_id, _name in taught}
    for path_id, name in studied_paths(caller).values_list("id", "name"):
        if path_id not in known:
            yield Subject(path_id, name, False)
