"""The tables, note types and settings of an Anki collection, version 11 of its scheme."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from lyceum.domains.learning.rules.item import Kind

CREATED = datetime(2015, 1, 1, 4, tzinfo=UTC)  # Anki counts days from here; its day begins at four
DAY = timedelta(days=1)
SCHEME = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
    ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
    models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
    usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
    flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
    mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,
    ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL,
    left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
    ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,
    type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""
_SIDES = ("Front", "Back", "Explanation", "Hint", "Also accepted", "Source")
_CLOZE = ("Text", "Explanation", "Hint", "Source")
_HINT = "{{#Hint}}<p>{{hint:Hint}}</p>{{/Hint}}"
_MORE = "{{#Explanation}}<p>{{Explanation}}</p>{{/Explanation}}{{#Source}}<p><small>{{Source}}</small></p>{{/Source}}"
_ALSO = "{{#Also accepted}}<p>{{Also accepted}}</p>{{/Also accepted}}"
_STYLE = ".card { font-family: sans-serif; font-size: 20px; text-align: center; }\n.cloze { font-weight: bold; }"
type_ids = {Kind.DEFINITION: 1_765_000_000_001, Kind.SHORT: 1_765_000_000_002, Kind.CLOZE: 1_765_000_000_003}


def collection_row(now: int, decks: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
    kept: tuple[dict[str, Any], ...] = (_settings(), _types(now), decks, {"1": _options()}, {})
    row = (1, int(CREATED.timestamp()), now * 1000, now * 1000, 11, 0, 0, 0, *map(json.dumps, kept))
    return f"INSERT INTO col VALUES ({', '.join('?' * 13)})", row  # noqa: S608 nothing but question marks


def _settings() -> dict[str, Any]:
    return {"nextPos": 1, "estTimes": True, "activeDecks": [1], "sortType": "noteFld", "timeLim": 0, "curDeck": 1}


def _types(now: int) -> dict[str, Any]:
    back = f"{{{{FrontSide}}}}<hr id=answer>{{{{Back}}}}{_ALSO}{_MORE}"
    typed = f"{{{{Front}}}}<hr id=answer>{{{{type:Back}}}}{_ALSO}{_MORE}"
    kinds = [
        (Kind.DEFINITION, "Lyceum", _SIDES, f"{{{{Front}}}}{_HINT}", back),
        (Kind.SHORT, "Lyceum (typed)", _SIDES, f"{{{{Front}}}}{_HINT}<p>{{{{type:Back}}}}</p>", typed),
        (Kind.CLOZE, "Lyceum (cloze)", _CLOZE, f"{{{{cloze:Text}}}}{_HINT}", f"{{{{cloze:Text}}}}{_MORE}"),
    ]
    return {str(type_ids[kind]): _type(kind, name, fields, sides, now) for kind, name, fields, *sides in kinds}


def _type(kind: Kind, name: str, fields: tuple[str, ...], sides: list[str], now: int) -> dict[str, Any]:
    said = [
        {"name": field, "ord": place, "font": "Arial", "size": 20, "media": []} for place, field in enumerate(fields)
    ]
    card = {"name": "1", "ord": 0, "qfmt": sides[0], "afmt": sides[1], "did": None, "bqfmt": "", "bafmt": ""}
    return {
        "id": type_ids[kind],
        "name": name,
        "type": int(kind is Kind.CLOZE),
        "mod": now,
        "usn": -1,
        "sortf": 0,
        "did": 1,
        "flds": [{**field, "rtl": False, "sticky": False} for field in said],
        "tmpls": [card],
        "css": _STYLE,
        "latexPre": "",
        "latexPost": "",
        "req": [[0, "all", [0]]],
        "tags": [],
        "vers": [],
    }


def deck_json(key: int, name: str) -> dict[str, Any]:
    today = dict.fromkeys(("newToday", "revToday", "lrnToday", "timeToday"), (0, 0))
    shape = {"id": key, "name": name, "desc": "", "conf": 1, "dyn": 0, "collapsed": False, "mod": 0, "usn": -1}
    return {**shape, **today, "extendNew": 0, "extendRev": 0}


def _options() -> dict[str, Any]:
    learning = {"delays": [1, 10], "ints": [1, 4, 7], "initialFactor": 2500, "order": 1, "perDay": 20, "bury": True}
    review = {"perDay": 200, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "bury": True, "minSpace": 1}
    lapse = {"delays": [10], "mult": 0, "minInt": 1, "leechFails": 8, "leechAction": 0}
    shape = {"id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": True, "timer": 0}
    new = {**learning, "separate": True}
    return {**shape, "replayq": True, "new": new, "rev": review, "lapse": lapse}
