"""Questions in a table, one a line; ``COLUMNS`` and ``PARTS`` are its whole manual.

In one cell, ``|`` parts answers (gaps, pairs, steps of an order, choices), ``;`` the several answers that one gap
accepts, ``->`` the halves of a pair; a backslash before any of them means the letter itself.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lyceum.domains.learning.rules.formats.losses import unsaid
from lyceum.domains.learning.rules.formats.report import Exported, Imported, ImportedItem, Reason, Report, refused, said
from lyceum.domains.learning.rules.formats.sheet import Row, read_sheet
from lyceum.domains.learning.rules.formats.weighing import (
    DEFAULT_WORDS,
    Words,
    decimal_of,
    is_true,
    truth,
    written,
)
from lyceum.domains.learning.rules.item import GAP, Choice, Content, Kind
from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.foundation.rules.sheet import csv_of

COLUMNS = {
    "kind": "kind,type,question type,genre,type de question,nature",
    "prompt": "question,prompt,text,question text,énoncé,consigne,intitulé,recto,front",
    "answers": "answers,answer,right,correct,correct answer,réponse,réponses,bonne réponse,bonnes réponses,verso,back",
    "wrong": "wrong,wrong answers,distractors,mauvaises réponses,mauvaise réponse,distracteurs,leurres",
    "tolerance": "tolerance,tolérance,margin,marge",
    "unit": "unit,unité",
    "explanation": "explanation,feedback,explication,commentaire,correction",
    "hints": "hints,hint,indices,indice,aides",
    "category": "category,chapter,catégorie,chapitre,thème",
    "tags": "tags,keywords,étiquettes,mots-clés,mots clés",
    "label": "name,title,label,nom,titre",
    "key": "id,identifier,key,identifiant,numéro",
    "source": "source,page,reference,référence",
}
_KINDS = {
    Kind.DEFINITION: "definition,card,flashcard,définition,carte",
    Kind.CLOZE: "cloze,gap,gaps,texte à trous,trou,trous",
    Kind.SHORT: "short,short answer,réponse courte,courte",
    Kind.NUMBER: "number,numerical,numeric,nombre,numérique",
    Kind.CHOICE: "choice,multiple choice,mcq,choix,choix multiple,qcm",
    Kind.TRUTH: "truth,true/false,vrai/faux,vrai ou faux,vf",
    Kind.ORDERING: "ordering,order,ordre,classement",
    Kind.MATCHING: "matching,pairs,association,appariement,paires",
}
_KIND = {normal(name): kind for kind, names in _KINDS.items() for name in names.split(",")}
_TRUE = frozenset("true vrai t v yes oui 1 x".split())
_FALSE = frozenset("false faux f no non 0".split())
_BLANK = re.compile(r"_{3,}|\[\.{3}\]|\[…\]|…{2,}|\.{4,}")
_OF_THE_CONTENT = (Reason.HINTS, Reason.EXPLANATION, Reason.UNITS, Reason.TOLERANCE, Reason.ALTERNATIVES)
_SAID = (*_OF_THE_CONTENT, Reason.SOURCE, Reason.TAGS, Reason.CATEGORY)


def read_question_sheet(raw: bytes | str, words: Words = DEFAULT_WORDS) -> Imported:
    sheet = read_sheet(raw, COLUMNS, needed=("prompt", "answers"))
    if sheet.fault and not sheet.rows:
        return refused(sheet.fault, where=str(sheet.line or ""))
    report = Report()
    for row in sheet.rows:
        _read(row, words, report)
    if sheet.fault:
        report.drop(str(sheet.line), "", sheet.fault)
    return report.imported()


def _read(row: Row, words: Words, report: Report) -> None:
    where, told = str(row.number), normal(row["kind"])
    if told and told not in _KIND:
        report.drop(where, row["kind"], Reason.UNKNOWN_KIND)
        return
    content = _content(row, _KIND[told] if told else _guessed(row), words)
    if content is None:
        report.drop(where, row["prompt"], Reason.NO_ANSWER)
        return
    item = ImportedItem(
        replace(content, explanation=row["explanation"], hints=tuple(parts(row["hints"]))),
        tuple(parts(row["category"], "/")),
        tuple(dict.fromkeys(parts(row["tags"]))),
        row["label"],
        row["key"],
        row["source"],
    )
    report.keep(item, where)


def _guessed(row: Row) -> Kind:
    answers = parts(row["answers"])
    if row["wrong"]:
        return Kind.CHOICE
    if _BLANK.search(row["prompt"]):
        return Kind.CLOZE
    if len(answers) > 1 and all("->" in answer for answer in answers):
        return Kind.MATCHING
    if answers and all(decimal_of(answer) is not None for answer in answers):
        return Kind.NUMBER
    return Kind.TRUTH if normal(row["answers"]) in {"vrai", "faux", "true", "false"} else Kind.SHORT


def _content(row: Row, kind: Kind, words: Words) -> Content | None:
    answers, prompt = tuple(parts(row["answers"])), row["prompt"]
    match kind:
        case Kind.TRUTH:
            said = normal(row["answers"])
            if said not in _TRUE | _FALSE:
                return None
            return truth(prompt, said in _TRUE, words)
        case Kind.CHOICE:
            wrong = tuple(Choice(text, False) for text in parts(row["wrong"]))
            return Content(kind, prompt, choices=(*(Choice(text, True) for text in answers), *wrong))
        case Kind.CLOZE:
            gaps = tuple(tuple(parts(gap, ";")) for gap in _split(row["answers"], "|"))
            return Content(kind, _BLANK.sub(GAP, prompt), gaps=gaps)
        case Kind.ORDERING:
            return Content(kind, prompt, sequence=answers)
        case Kind.MATCHING:
            halves = (parts(pair, "->") for pair in _split(row["answers"], "|"))
            pairs = tuple((half[0], half[1]) for half in halves if len(half) == 2)
            return Content(kind, prompt, pairs=pairs)
        case Kind.NUMBER:
            tolerance = decimal_of(row["tolerance"])
            numbers = tuple(answer for answer in answers if decimal_of(answer) is not None)
            margin = abs(float(tolerance or 0))
            return Content(kind, prompt, answers=numbers, tolerance=margin, unit=row["unit"])
        case _:
            return Content(kind, prompt, answers=answers)


def parts(cell: str, mark: str = "|") -> list[str]:
    """The parts of a cell, without their escapes."""
    found = (re.sub(r"\\(\\|\||;|/|->)", r"\1", part).strip() for part in _split(cell, mark))
    return [part for part in found if part]


def _split(cell: str, mark: str) -> list[str]:
    """At marks that no backslash stands before."""
    found, start = [], 0
    for at in re.finditer(r"\\.|" + re.escape(mark), cell, re.S):
        if at[0] == mark:
            found.append(cell[start : at.start()])
            start = at.end()
    return [*found, cell[start:]]


def joined(texts: Iterable[str], mark: str = "|") -> str:
    return mark.join(_escaped(text) for text in texts)


def _escaped(text: str) -> str:
    return re.sub(r"(\\|\||;|/|->)", r"\\\1", text)


def write_question_sheet(items: Iterable[ImportedItem], *, delimiter: str = ",") -> Exported:
    spoken, dropped = said(items, lambda item: ("", unsaid(item, *_SAID)))
    body = csv_of(list(COLUMNS), (_row(item) for item, _ in spoken), delimiter=delimiter)
    return Exported(body, len(spoken), dropped)


def _row(item: ImportedItem) -> Sequence[str]:
    content = item.content
    wrong = joined(choice.text for choice in content.choices if not choice.is_right)
    return [
        content.kind,
        content.prompt,
        _answers(content),
        "" if content.kind is Kind.TRUTH else wrong,
        written(content.tolerance) if content.tolerance else "",
        content.unit,
        content.explanation,
        joined(content.hints),
        joined(item.category, "/"),
        joined(item.tags),
        item.label,
        item.key,
        item.source,
    ]


def _answers(content: Content) -> str:
    match content.kind:
        case Kind.TRUTH:
            return "true" if is_true(content) else "false"
        case Kind.CHOICE:
            return joined(choice.text for choice in content.choices if choice.is_right)
        case Kind.CLOZE:
            return "|".join(joined(gap, ";") for gap in content.gaps)
        case Kind.ORDERING:
            return joined(content.sequence)
        case Kind.MATCHING:
            return "|".join(f"{_escaped(left)} -> {_escaped(right)}" for left, right in content.pairs)
        case _:
            return joined(content.answers)
