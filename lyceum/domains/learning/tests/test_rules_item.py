import json

import pytest

from lyceum.domains.learning.rules.item import GAP, Choice, Content, Fault, Kind, faults

WHOLE = [
    Content(Kind.DEFINITION, "Osmose ?", answers=("Passage de l’eau à travers une membrane",), hints=("L’eau passe",)),
    Content(Kind.CLOZE, f"La {GAP} produit l’{GAP}.", gaps=(("mitochondrie",), ("ATP", "adénosine triphosphate"))),
    Content(Kind.NUMBER, "g sur Terre ?", answers=("9,81",), tolerance=0.02, unit="m/s²"),
    Content(Kind.CHOICE, "Lequel ?", choices=(Choice("un", True), Choice("deux", False, "Non : un."))),
    Content(Kind.ORDERING, "Dans l’ordre", sequence=("1789", "1792")),
    Content(Kind.MATCHING, "Reliez", pairs=(("dog", "chien"), ("cat", "chat"))),
]


@pytest.mark.parametrize("content", WHOLE, ids=lambda content: content.kind)
def test_what_is_kept_as_json_comes_back_the_same(content: Content) -> None:
    assert Content.of(json.loads(json.dumps(content.kept()))) == content
    assert list(faults(content)) == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (Content(Kind.SHORT, " ", answers=("oui",)), Fault.NO_PROMPT),
        (Content(Kind.SHORT, "Qui ?", answers=(" ",)), Fault.NO_ANSWER),
        (Content(Kind.CLOZE, f"Un {GAP}, un {GAP}", gaps=(("mot",),)), Fault.GAPS_DIFFER),
        (Content(Kind.CLOZE, f"Un {GAP}", gaps=((),)), Fault.NO_ANSWER),
        (Content(Kind.CHOICE, "?", choices=(Choice("un", True),)), Fault.FEW_CHOICES),
        (Content(Kind.CHOICE, "?", choices=(Choice("Un", True), Choice("un ", False))), Fault.SAME_CHOICES),
        (Content(Kind.CHOICE, "?", choices=(Choice("un", False), Choice("deux", False))), Fault.NONE_RIGHT),
        (Content(Kind.TRUTH, "?", choices=(Choice("vrai", True), Choice("faux", True))), Fault.ALL_RIGHT),
        (Content(Kind.ORDERING, "?", sequence=("seul",)), Fault.FEW_PARTS),
        (Content(Kind.MATCHING, "?", pairs=(("seul", "seule"),)), Fault.FEW_PARTS),
    ],
    ids=lambda value: value if isinstance(value, Fault) else "",
)
def test_what_cannot_be_asked_is_said(content: Content, fault: Fault) -> None:
    assert list(faults(content)) == [fault]
