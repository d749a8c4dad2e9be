"""The statements of the embedded catalogue, put together from constants; all that anybody typed is bound."""

from collections.abc import Sequence
from typing import Any

from lyceum.kernel.search.rules.catalogue import DEEPEST, MOST_AT_ONCE, Near, Span, Wanted
from lyceum.kernel.search.rules.geography import RADIUS, box_around

MOST_NAMES = 40  # words near another that are compared letter by letter
_MOST_COMPLETED = 3_000  # entries whose names are counted

# Who is open to everybody, and has the domain on that such entries come from. "Is true", so that the planner looks
# at organisations once and not for each: it takes conditions on them for rarer than they are.
_OPEN = """
    (entry.organisation_id IN (
        SELECT id FROM identity_organisation
        WHERE suspended_at IS NULL AND closed_at IS NULL AND %(room)s = ANY(domains) AND {whose}
    )) IS TRUE AND entry.kind = %(kind)s AND (entry.ends_at IS NULL OR entry.ends_at >= %(now)s)
"""
_DISTANCE = f"""
    2 * {RADIUS} * asin(least(1, sqrt(
        power(sin(radians(entry.latitude - %(latitude)s) / 2), 2)
        + cos(radians(%(latitude)s)) * cos(radians(entry.latitude))
        * power(sin(radians(entry.longitude - %(longitude)s) / 2), 2))))
"""
_WORD = (
    "(to_tsquery('simple', %(prefix{n})s) || plainto_tsquery('french', %(word{n})s)"
    " || plainto_tsquery('english', %(word{n})s))"
)
# Entries with the same labels are counted together: there are fewer ways to be labelled than entries.
_FINDING = """
    WITH base AS MATERIALIZED (
        SELECT entry.id, entry.labels, entry.starts_at, {rank} AS rank, {distance} AS distance
        FROM search_catalogueentry AS entry, (SELECT {query} AS query) AS asked
        WHERE {conditions}
    ), alike AS MATERIALIZED (
        SELECT labels, count(*) FILTER (WHERE {in_span}) AS n FROM base WHERE {within} GROUP BY labels
    )
    SELECT
        (SELECT json_agg(json_build_array(id, distance)) FROM (
            SELECT id, distance FROM base WHERE {within} AND {in_span} AND {among}
            ORDER BY {order} starts_at, id OFFSET %(offset)s LIMIT %(limit)s) AS shown)::text,
        (SELECT coalesce(sum(n), 0)::int FROM alike WHERE {chosen}),
        (SELECT json_object_agg(label, n) FROM (
            SELECT label, sum(n) AS n FROM alike, unnest(labels) AS label WHERE n > 0 AND {but_own} GROUP BY label
        ) AS counted)::text,
        {spans}
"""
_NAMING = """
    SELECT number, min(name), count(*) AS n FROM (
        SELECT entry.names, entry.name_keys FROM search_catalogueentry AS entry
        WHERE {conditions} AND entry.name_words @@ ({query}) LIMIT %(most)s
    ) AS entry, unnest(names, name_keys) WITH ORDINALITY AS named (name, key, number)
    WHERE key <> '' AND {holds}
    GROUP BY number, key
    ORDER BY starts_with(key, %(typed)s) DESC, n DESC, number, min(name) LIMIT %(limit)s
"""
NEAR_WORDS = """
    SELECT word, entries FROM search_catalogueword
    WHERE trigrams && %(trigrams)s::text[] AND char_length(word) >= %(shortest)s
    ORDER BY word = %(word)s DESC, (
        SELECT count(*) FROM unnest(trigrams) AS trigram WHERE trigram = ANY(%(trigrams)s::text[])
    )::float / (cardinality(trigrams) + cardinality(%(trigrams)s::text[])) DESC, entries DESC, word
    LIMIT %(most)s
"""


def finding(wanted: Wanted, words: Sequence[str], is_loose: bool = False) -> tuple[str, dict[str, Any]]:
    """→ (statement, what is bound): one row of hits, total, counts by label, counts by span."""
    conditions, terms = _conditions(wanted)
    joined = " || " if is_loose else " && "
    query = joined.join(_WORD.format(n=n) for n in range(len(words))) or "''::tsquery"
    terms |= _typed(words)
    if words:
        conditions.append("entry.words @@ asked.query")
    if wanted.near:
        conditions += _nearby(wanted.near, terms)
    choices = _choices(wanted, terms)
    chosen = " AND ".join(choices) or "true"
    among = f"labels IN (SELECT labels FROM alike WHERE {chosen})" if choices else "true"  # noqa: S608  (assembled from constants)
    statement = _FINDING.format(
        rank=_rank(wanted, words),
        distance=_DISTANCE if wanted.near else "NULL::float8",
        query=query,
        conditions=" AND ".join(conditions),
        within=_within(wanted),
        in_span=_in_span(wanted.span, "", terms) if wanted.span else "true",
        chosen=chosen,
        among=among,
        but_own=_but_own(choices),
        order=_order(wanted, bool(words)),
        spans=_spans(wanted, among, terms),
    )
    offset, limit = max(0, min(wanted.offset, DEEPEST)), max(0, min(wanted.limit, MOST_AT_ONCE))
    return statement, terms | {"offset": offset, "limit": limit}


def naming(wanted: Wanted, words: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """→ (statement, what is bound): rows of (number of the name from 1, the name, in how many entries)."""
    conditions, terms = _conditions(wanted)
    prefixes = " && ".join(f"to_tsquery('simple', %(prefix{n})s)" for n in range(len(words)))
    holds = " AND ".join(f"strpos(' ' || key, %(within{n})s) > 0" for n in range(len(words)))
    terms |= _typed(words) | {f"within{n}": f" {word}" for n, word in enumerate(words)}
    terms |= {"typed": " ".join(words), "most": _MOST_COMPLETED, "limit": max(1, min(wanted.limit, MOST_AT_ONCE))}
    return _NAMING.format(conditions=" AND ".join(conditions), query=prefixes, holds=holds), terms


def _conditions(wanted: Wanted) -> tuple[list[str], dict[str, Any]]:
    """Of one organisation, or of all those that may be found without their address."""
    terms: dict[str, Any] = {"kind": wanted.kind, "room": wanted.kind.partition(":")[0], "now": wanted.now}
    if wanted.organisation_id is None:
        return [_OPEN.format(whose="is_public")], terms
    return [_OPEN.format(whose="id = %(organisation)s")], terms | {"organisation": wanted.organisation_id}


def _typed(words: Sequence[str]) -> dict[str, Any]:
    prefixes = {f"prefix{n}": f"'{word}':*" for n, word in enumerate(words)}
    return prefixes | {f"word{n}": word for n, word in enumerate(words)}


def _nearby(near: Near, terms: dict[str, Any]) -> list[str]:
    terms |= {"latitude": near.latitude, "longitude": near.longitude, "within": near.within}
    if not near.within:
        return ["entry.latitude IS NOT NULL AND entry.longitude IS NOT NULL"]
    box = box_around(near.latitude, near.longitude, near.within)
    terms |= {"south": box.south, "north": box.north, "west": box.west, "east": box.east}
    sides = ["entry.longitude >= %(west)s", "entry.longitude <= %(east)s"]
    between = (" OR " if box.west > box.east else " AND ").join(sides)
    return ["entry.latitude BETWEEN %(south)s AND %(north)s", f"({between})"]


def _within(wanted: Wanted) -> str:
    return "distance <= %(within)s" if wanted.near and wanted.near.within else "true"


def _choices(wanted: Wanted, terms: dict[str, Any]) -> list[str]:
    """A condition for each facet that is chosen from."""
    for n, (facet, values) in enumerate(wanted.labels.items()):
        terms |= {f"labels{n}": [f"{facet}:{value}" for value in values], f"facet{n}": f"{facet}:"}
    return [f"labels && %(labels{n})s::text[]" for n in range(len(wanted.labels))]


def _but_own(choices: Sequence[str]) -> str:
    """A facet is counted without its own choice: what else one might have chosen."""
    others = [f"({choice} OR starts_with(label, %(facet{n})s))" for n, choice in enumerate(choices)]
    return " AND ".join(others) or "true"


def _in_span(span: Span, name: str, terms: dict[str, Any]) -> str:
    terms |= {f"since{name}": span.since, f"until{name}": span.until}
    since = f"starts_at >= %(since{name})s" if span.since else "true"
    until = f"starts_at < %(until{name})s" if span.until else "true"
    return f"{since} AND {until}"


def _spans(wanted: Wanted, among: str, terms: dict[str, Any]) -> str:
    if not wanted.spans:
        return "NULL"
    counts = []
    for n, (name, span) in enumerate(wanted.spans.items()):
        terms |= {f"span{n}": name}
        counts.append(f"%(span{n})s::text, count(*) FILTER (WHERE {_in_span(span, str(n), terms)})")
    built = f"json_build_object({', '.join(counts)})"
    return f"(SELECT {built} FROM base WHERE {_within(wanted)} AND {among})::text"  # noqa: S608  (of constants; names are bound)


def _rank(wanted: Wanted, words: Sequence[str]) -> str:
    """A word in a title weighs most; so does a title that begins as what was typed. Only where it is asked for.

    Rounded: of two that answer as well, the sooner comes first.
    """
    if not words or wanted.order != "relevance":
        return "0"
    return "round(ts_rank(entry.words, asked.query)::numeric, 2) + starts_with(entry.name_keys[1], %(word0)s)::int"


def _order(wanted: Wanted, has_words: bool) -> str:
    if wanted.order == "distance" and wanted.near:
        return "distance,"
    return "rank DESC," if has_words and wanted.order == "relevance" else ""
