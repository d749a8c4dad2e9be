"""Items of every kind for the tests of formats, and Hypothesis's ways of making more."""

from hypothesis import strategies as st

from lyceum.domains.learning.rules.formats.report import ImportedItem
from lyceum.domains.learning.rules.item import GAP, Choice, Content, Kind

LATEX = r"$$\frac{a}{b} \neq \nu$$"
EVERY_KIND = [
    Content(Kind.DEFINITION, "Qu’est-ce que l’osmose ?", answers=("Passage de l’eau à travers une membrane",)),
    Content(Kind.CLOZE, f"La {GAP} produit l’ATP.", gaps=(("mitochondrie", "mitochondria"),)),
    Content(Kind.SHORT, f"Que vaut {LATEX} : ~100 % {{de}} #1 = 2 ?", answers=("1:2", "a*b", r"\alpha")),
    Content(Kind.NUMBER, "g sur Terre ?", answers=("9.81", "9.8"), tolerance=0.02, explanation="À Paris."),
    Content(Kind.CHOICE, "Lequel ?\nUn seul.", choices=(Choice("50 %", True), Choice("%50%", False, "Non = faux"))),
    Content(
        Kind.CHOICE,
        "Lesquels ?",
        choices=(Choice("2", True, "Oui."), Choice("3", True), Choice("4", False)),
        explanation="Les nombres premiers.",
    ),
    Content(Kind.TRUTH, "2 < 3 et <b> est une balise", choices=(Choice("True", True, "Oui"), Choice("False", False))),
    Content(Kind.TRUTH, "La Lune brille.", choices=(Choice("True", False, "Non : reflet."), Choice("False", True))),
    Content(Kind.MATCHING, "Reliez", pairs=(("dog", "chien"), ("cat = chat", "chat"))),
]
ORDERING = Content(Kind.ORDERING, "Dans l’ordre", sequence=("1789", "1792", "1804"))
TWO_GAPS = Content(Kind.CLOZE, f"La {GAP} et le {GAP}.", gaps=(("lune", "Lune"), ("soleil",)))

_words = st.text(st.sampled_from(r"aéœ∑ 0189%=~#{}:;,|/\*<>&\"'$[]()-.→" + "\n"), min_size=1, max_size=30)
texts = _words.map(lambda text: "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())).filter(
    lambda text: text and "->" not in text
)
lines = texts.map(lambda text: " ".join(text.split()))
numbers = st.decimals(-10_000, 10_000, places=3).map(lambda value: f"{value:f}")


@st.composite
def choices(draw: st.DrawFn) -> Content:
    found = draw(st.lists(lines, min_size=2, max_size=6, unique_by=lambda text: text.casefold()))
    right = draw(st.integers(1, len(found) - 1))
    said = draw(st.lists(st.just("") | lines, min_size=len(found), max_size=len(found)))
    made = (Choice(text, place < right, said[place]) for place, text in enumerate(found))
    return Content(Kind.CHOICE, draw(texts), choices=tuple(made), explanation=draw(st.just("") | texts))


shorts = st.builds(
    Content, st.just(Kind.SHORT), texts, answers=st.lists(lines, min_size=1, max_size=4, unique=True).map(tuple)
)
counts = st.builds(
    Content,
    st.just(Kind.NUMBER),
    texts,
    answers=numbers.map(lambda number: (number,)),
    tolerance=st.sampled_from([0.0, 0.01, 0.5, 3.0]),
)
matchings = st.builds(
    Content, st.just(Kind.MATCHING), texts, pairs=st.lists(st.tuples(lines, lines), min_size=2, max_size=5).map(tuple)
)
contents = st.one_of(choices(), shorts, counts, matchings)
imported = st.builds(ImportedItem, contents, label=st.just("") | lines, tags=st.just(()) | st.just(("bac", "optique")))
