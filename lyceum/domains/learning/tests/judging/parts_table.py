"""Answers made of parts: content, given, fraction, reason, what differed."""

from lyceum.domains.learning.rules.item import GAP, Choice, Content, Kind
from lyceum.domains.learning.rules.likeness import Reason

CLOZE = Content(Kind.CLOZE, f"La {GAP} produit l’{GAP} en {GAP}.", gaps=(("mitochondrie",), ("ATP",), ("1789",)))
ONE = Content(Kind.CHOICE, "?", choices=(Choice("Paris", True), Choice("Lyon", False), Choice("Lille", False)))
MANY = Content(Kind.CHOICE, "?", choices=(Choice("2", True), Choice("3", True), Choice("4", False), Choice("5", True)))
TRUTH = Content(Kind.TRUTH, "?", choices=(Choice("Vrai", True), Choice("Faux", False)))
ORDER = Content(Kind.ORDERING, "?", sequence=("prophase", "métaphase", "anaphase", "télophase"))
TWICE = Content(Kind.ORDERING, "?", sequence=("do", "ré", "do"))
MATCH = Content(Kind.MATCHING, "?", pairs=(("dog", "chien"), ("cat", "chat"), ("cow", "vache")))

PARTS = [
    (CLOZE, ["mitochondrie", "ATP", "1789"], 1.0, Reason.EXACT, ()),
    (CLOZE, ["mitocondrie", "ATP", "1789"], 1.0, Reason.TYPO, (("mitocondrie", "mitochondrie"),)),
    (CLOZE, ["mitochondrie", "ADP", "1789"], 0.6667, Reason.PARTIAL, (("ADP", "ATP"),)),
    (CLOZE, ["mitochondrie"], 0.3333, Reason.PARTIAL, (("", "ATP"), ("", "1789"))),
    (CLOZE, [], 0.0, Reason.EMPTY, (("", "mitochondrie"), ("", "ATP"), ("", "1789"))),
    (ONE, ["Paris"], 1.0, Reason.EXACT, ()),
    (ONE, "Paris", 1.0, Reason.EXACT, ()),
    (ONE, ["Lyon"], 0.0, Reason.DIFFERENT, (("Lyon", ""), ("", "Paris"))),
    (ONE, [], 0.0, Reason.EMPTY, (("", "Paris"),)),
    (MANY, ["5", "3", "2"], 1.0, Reason.EXACT, ()),
    (MANY, ["2", "3"], 0.6667, Reason.PARTIAL, (("", "5"),)),
    (MANY, ["2", "3", "4"], 0.3333, Reason.PARTIAL, (("4", ""), ("", "5"))),
    (MANY, ["2", "3", "4", "5"], 0.6667, Reason.PARTIAL, (("4", ""),)),
    (MANY, ["2", "4"], 0.0, Reason.DIFFERENT, (("4", ""), ("", "3"), ("", "5"))),
    (TRUTH, ["Vrai"], 1.0, Reason.EXACT, ()),
    (TRUTH, ["Faux"], 0.0, Reason.DIFFERENT, (("Faux", ""), ("", "Vrai"))),
    (ORDER, ["prophase", "métaphase", "anaphase", "télophase"], 1.0, Reason.EXACT, ()),
    (
        ORDER,
        ["prophase", "anaphase", "métaphase", "télophase"],
        0.6667,
        Reason.PARTIAL,
        (("anaphase", "métaphase"), ("métaphase", "anaphase")),
    ),
    (
        ORDER,
        ["télophase", "prophase", "métaphase", "anaphase"],
        0.6667,
        Reason.PARTIAL,
        (("télophase", "prophase"), ("prophase", "métaphase"), ("métaphase", "anaphase"), ("anaphase", "télophase")),
    ),
    (ORDER, ["prophase", "métaphase"], 0.3333, Reason.PARTIAL, (("", "anaphase"), ("", "télophase"))),
    (TWICE, ["do", "ré", "do"], 1.0, Reason.EXACT, ()),
    (TWICE, ["do", "do", "ré"], 0.5, Reason.PARTIAL, (("do", "ré"), ("ré", "do"))),
    (MATCH, [["dog", "chien"], ["cat", "chat"], ["cow", "vache"]], 1.0, Reason.EXACT, ()),
    (
        MATCH,
        [["dog", "chat"], ["cat", "chien"], ["cow", "vache"]],
        0.3333,
        Reason.PARTIAL,
        (("chat", "chien"), ("chien", "chat")),
    ),
    (MATCH, [["dog", "chat"]], 0.0, Reason.DIFFERENT, (("chat", "chien"), ("", "chat"), ("", "vache"))),
    (MATCH, [], 0.0, Reason.EMPTY, (("", "chien"), ("", "chat"), ("", "vache"))),
]
