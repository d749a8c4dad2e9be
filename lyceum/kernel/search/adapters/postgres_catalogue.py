"""The catalogue found by PostgreSQL itself: full text, trigrams, distances and counts in one statement."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import connection

from lyceum.kernel.search.adapters.catalogue_sql import MOST_NAMES, NEAR_WORDS, finding, naming
from lyceum.kernel.search.models import CatalogueEntry
from lyceum.kernel.search.rules.catalogue import NAMED, Completion, Match, Matches, Wanted
from lyceum.kernel.search.rules.mending import meant, saying_words
from lyceum.kernel.search.rules.trigram import trigrams
from lyceum.kernel.search.rules.words import words_of


class PostgresCatalogue:
    """The rows are its index: there is nothing to copy."""

    keeps_copy = False

    def put(self, entries: Sequence[CatalogueEntry]) -> None:
        return None

    def remove(self, entry_ids: Sequence[UUID]) -> None:
        return None

    def find(self, wanted: Wanted) -> Matches:
        """As it was typed; else with its slips mended; else by any of its words."""
        words = saying_words(words_of(wanted.text))
        found = _found(wanted, words)
        if found.total or not words:
            return found
        mended = _mended(words)
        if mended != words:
            found = replace(_found(wanted, mended), mended=" ".join(mended))
        if not found.total and len(mended) > 1:
            found = replace(_found(wanted, mended, is_loose=True), mended=found.mended, is_loose=True)
        return found

    def complete(self, wanted: Wanted) -> Sequence[Completion]:
        words = words_of(wanted.text)
        if not words:
            return []
        named = _named(wanted, words)
        if not named and (mended := _mended(words)) != words:
            named = _named(wanted, mended)
        return named


def _found(wanted: Wanted, words: Sequence[str], is_loose: bool = False) -> Matches:
    statement, terms = finding(wanted, words, is_loose)
    with connection.cursor() as cursor:
        cursor.execute(statement, terms)
        hits, total, counts, spans = cursor.fetchone()
    facets: dict[str, dict[str, int]] = {}
    for label, count in sorted((json.loads(counts) if counts else {}).items()):
        facet, _colon, value = label.partition(":")
        facets.setdefault(facet, {})[value] = count
    matches = [Match(UUID(entry_id), distance) for entry_id, distance in json.loads(hits or "[]")]
    return Matches(matches, total, facets, json.loads(spans) if spans else {})


def _named(wanted: Wanted, words: Sequence[str]) -> list[Completion]:
    statement, terms = naming(wanted, words)
    with connection.cursor() as cursor:
        cursor.execute(statement, terms)
        return [Completion(NAMED[number - 1], text, count) for number, text, count in cursor.fetchall()]


def _mended(words: Sequence[str]) -> list[str]:
    """Each word that stands nowhere, as the known word that is nearest; the last may not be finished."""
    known = _near_words(words)
    return [
        word if any(word == near for near, _ in known[n]) else meant(word, known[n], n == len(words) - 1) or word
        for n, word in enumerate(words)
    ]


def _near_words(words: Sequence[str]) -> list[list[tuple[str, int]]]:
    """Of each word, the known ones that share most of its trigrams, or are it with two letters exchanged."""
    near: list[list[tuple[str, int]]] = []
    with connection.cursor() as cursor:
        for word in words:
            grams = sorted(trigrams(word))
            terms: dict[str, Any] = {"word": word, "trigrams": grams, "shortest": len(word) - 2, "most": MOST_NAMES}
            cursor.execute(NEAR_WORDS, terms)
            near.append(cursor.fetchall())
    return near


def connect() -> PostgresCatalogue:
    return PostgresCatalogue()
