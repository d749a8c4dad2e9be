import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.domains.learning.rules.pedagogy import (
    Answering,
    Decision,
    Policy,
    Situation,
    Verb,
    decide,
    review_answer,
)
from lyceum.domains.learning.rules.red_flags import REACH, Alarm, alarm_at_end, alarm_in

POLICY = Policy()
OPEN = Situation(
    has_open_attempt=True, solution=("l’énergie cinétique",), prompt="Quelle énergie ?", hints=("Il bouge.", "Vitesse.")
)

DANGERS = """
self_harm: Je veux mourir | J'ai envie de me suicider | je vais me tuer | j’ai envie d’en finir | je me scarifie
self_harm: I want to kill myself | i wanna kms | I just want to die | I don't want to live anymore
self_harm: je ne veux plus vivre
self_harm: J’AI ENVIE DE DISPARAITRE | I cut myself every night | je pense à me pendre
violence: je vais le tuer | Je veux frapper Hugo | je vais ramener un couteau au lycée | mon père me frappe
violence: I'm going to stab him | I will bring a gun to school | my dad hits me | mon oncle m'a touchée
harassment: ils me harcèlent | on m'insulte tous les jours | je suis harcelée | je me fais racketter
harassment: I am being bullied | they bully me | he threatens me | I get harassed online
"""
LESSONS = """
Pourquoi Robespierre est-il mort ? | Combien de morts pendant la guerre ?
Comment tuer des bactéries ? | what is a killer cell?
Le suicide de Werther dans le roman de Goethe | Durkheim a écrit Le Suicide
Did Romeo kill himself? | Why did Hitler commit suicide?
Qui a tué César ? | la violence de la Terreur | define harassment in law
Qu’est-ce que le harcèlement ? | je suis mort de rire
Cet exercice me tue | this homework is killing me | je ne comprends pas comment l’étoile va mourir
le couteau de Lady Macbeth
Comment frapper la monnaie ? | I will shoot a film for class | how do cells die? | je vais frapper à la porte demain
"""


ROWS = DANGERS.strip().splitlines()


@pytest.mark.parametrize(
    ("alarm", "said"),
    [
        (row.split(":", 1)[0], said.strip())
        for row in DANGERS.strip().splitlines()
        for said in row.split(":", 1)[1].split("|")
    ],
)
def test_somebody_in_danger_is_heard(alarm: str, said: str) -> None:
    assert alarm_in(said) is Alarm(alarm)
    assert decide(POLICY, OPEN, said) == Decision(Verb.ALERT, alarm=Alarm(alarm))


@pytest.mark.parametrize("said", [said.strip() for row in LESSONS.strip().splitlines() for said in row.split("|")])
def test_a_lesson_raises_no_alarm(said: str) -> None:
    assert alarm_in(said) is None


def test_an_open_attempt_climbs_the_ladder_and_never_reaches_the_full_answer() -> None:
    generous = Policy(allowed=frozenset(Answering), hints_before_more=2)
    climbed = [
        decide(generous, Situation(has_open_attempt=True, hints=("un", "deux"), hints_given=given), "Aide-moi")
        for given in range(7)
    ]
    assert [decision.answering for decision in climbed] == [
        Answering.HINT,
        Answering.HINT,
        Answering.QUESTION,
        Answering.DEFINITION,
        Answering.EXAMPLE,
        Answering.EXAMPLE,
        Answering.EXAMPLE,
    ]
    assert [(decision.level, decision.hint) for decision in climbed[:3]] == [(1, "un"), (2, "deux"), (3, "")]


def test_without_an_attempt_the_most_that_is_allowed_is_said() -> None:
    assert decide(POLICY, Situation(), "?") == Decision(Verb.ANSWER, Answering.EXAMPLE)
    assert decide(Policy(allowed=frozenset()), Situation(), "?") == Decision(Verb.WITHHOLD)


def test_what_the_course_does_not_speak_of_goes_to_the_teacher() -> None:
    strange = Situation(covered=0.2)
    assert decide(POLICY, strange, "Qui a gagné le match ?") == Decision(Verb.REDIRECT)
    assert decide(Policy(subjects=("Énergie",)), strange, "l’energie noire ?").verb is Verb.ANSWER


@pytest.mark.parametrize(
    ("answer", "verb"),
    [
        ("C’est l’énergie cinétique.", Verb.WITHHOLD),
        ("Tu cherches l'energie cinetique, bien sûr", Verb.WITHHOLD),
        ("C’est la cinétqiue", Verb.WITHHOLD),
        ("Que devient l’énergie quand le corps va plus vite ?", Verb.ANSWER),
    ],
)
def test_the_solution_is_withheld_while_an_attempt_is_open(answer: str, verb: Verb) -> None:
    decision = review_answer(POLICY, OPEN, answer)
    assert decision.verb is verb
    assert decision.hint == ("Il bouge." if verb is Verb.WITHHOLD else "")
    assert review_answer(POLICY, Situation(solution=OPEN.solution), answer).verb is Verb.ANSWER


@pytest.mark.parametrize(
    ("answer", "verb"),
    [
        ("On trouve 72 km/h", Verb.WITHHOLD),
        ("soit 72.", Verb.WITHHOLD),
        ("Divise 144 par deux.", Verb.ANSWER),
        ("Il y en a 172", Verb.ANSWER),
    ],
)
def test_a_figure_is_withheld_too(answer: str, verb: Verb) -> None:
    assert review_answer(POLICY, Situation(has_open_attempt=True, solution=("72 km/h",)), answer).verb is verb


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_solution_itself_is_never_let_through(before: str, after: str) -> None:
    decision = review_answer(POLICY, OPEN, f"{before} énergie cinétique {after}")
    assert decision.verb is Verb.WITHHOLD


def test_a_red_flag_is_seen_with_its_last_word_and_lessons_are_not_cut_at_the_edge_of_what_is_looked_at() -> None:
    lesson = "Il faut lire la page. " * 40
    assert not alarm_at_end(f"{lesson}Je vais le")
    assert alarm_at_end(f"{lesson}Je vais le tuer")
    threat = "je vais le tuer"
    assert not alarm_at_end("ra" + threat.ljust(REACH, "."))  # a word cut where looking begins is no word
