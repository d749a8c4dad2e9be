"""The tutor without a model, and what rules leave of what a model says."""

from typing import Any

import pytest

from lyceum.domains.learning.actions.asking import Asking, Piece, ask_tutor
from lyceum.domains.learning.models import Exchange, Outcome, Path
from lyceum.domains.learning.tests.school import draft_path, open_path
from lyceum.domains.learning.tests.tutoring import REFRACTION, Jobs, asked, question_of, speaks, tutored_path
from lyceum.kernel.ai.tests.chains import link
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.search.queries.documents import page_text

ASKS = "Qu'est-ce que la réfraction ?"


def kinds(world: World) -> list[str]:
    rows = Announcement.objects.filter(organisation_id=world.student.organisation_id)
    return [
        kind for kind in rows.order_by("id").values_list("kind", flat=True) if "question" in kind or "adult" in kind
    ]


def told(world: World, path: Path, question: str = ASKS, **more: Any) -> list[Piece]:
    return list(ask_tutor(world.student, Asking(new_identifier(), path.id, question, **more)))


def shown(pieces: list[Piece]) -> str:
    """What the student reads in the end."""
    text = ""
    for piece in pieces:
        text = text + piece.text if piece.whole is None else piece.whole + piece.text
    return text


@pytest.mark.wish("D10", "D11", "D15", "D17", "D20", "E17", "E18")
def test_without_a_model_the_course_is_quoted_letter_by_letter(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    exchange = asked(world.student, path, ASKS)
    assert (exchange.outcome, exchange.provider) == (Outcome.QUOTED, "")
    assert REFRACTION in [cited["text"] for cited in exchange.citations]
    for cited in exchange.citations:
        page = page_text(world.student, cited["document_id"], cited["page"], cited["version"]).text
        assert page[cited["start"] : cited["end"]] == cited["text"]
    assert Exchange.objects.within(world.teacher).get().question == ASKS
    assert kinds(world) == ["learning.question_asked"]


@pytest.mark.wish("D16")
def test_how_complex_a_question_was_is_kept_with_the_parts_it_is_made_of(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    easy = asked(world.student, path, ASKS)
    hard = asked(world.student, path, "Compare la réfraction et la dispersion, et explique pourquoi elles diffèrent.")
    assert (easy.complexity, hard.complexity > easy.complexity) == (1, True)
    assert set(hard.parts) == {"length", "concepts", "bloom", "doubt"}


def test_what_the_course_does_not_speak_of_is_said_so(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    exchange = asked(world.student, path, "Qui a gagné la bataille de Marignan en 1515 ?")
    assert (exchange.outcome, exchange.citations) == (Outcome.UNCOVERED, [])
    assert exchange.coverage < 0.5


@pytest.mark.wish("D10")
def test_naming_the_subject_does_not_make_the_course_speak_of_it(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    exchange = asked(world.student, path, "En géographie, qui a gagné la coupe du monde de 1998 ?")
    assert (exchange.outcome, exchange.citations) == (Outcome.UNCOVERED, [])


def test_documents_of_another_path_are_never_quoted(world: World, run_jobs: Jobs) -> None:
    tutored_path(world, run_jobs)
    other = open_path(world)
    exchange = asked(world.student, other, ASKS)
    assert (exchange.outcome, exchange.citations) == (Outcome.UNCOVERED, [])


@pytest.mark.wish("D12", "D18")
def test_while_an_attempt_is_open_there_are_hints_and_no_quotation(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    item = question_of(path)
    said = [
        asked(
            world.student, path, "L'indice de réfraction de l'eau ?", item_id=item.id, attempt_open=True, hints_given=n
        )
        for n in range(2)
    ]
    assert [one.answer for one in said] == ["Un peu plus que 1.", "4/3."]
    assert [one.outcome for one in said] == [Outcome.GUIDED] * 2
    assert [one.citations for one in said] == [[], []]
    after = asked(world.student, path, "L'indice de réfraction de l'eau ?", item_id=item.id)
    assert "1,33" in " ".join(cited["text"] for cited in after.citations)


def test_words_of_distress_call_an_adult_before_any_lesson(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    exchange = asked(world.student, path, "Je veux mourir, je ne comprends rien à la réfraction")
    assert (exchange.outcome, "3114" in exchange.answer) == (Outcome.ALERTED, True)
    assert kinds(world) == ["learning.question_asked", "learning.adult_alerted"]


def test_a_question_sent_again_is_answered_once(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    one = Asking(new_identifier(), path.id, ASKS)
    first, again = (list(ask_tutor(world.student, one))[-1] for _ in range(2))
    assert first.exchange == again.exchange
    assert first.citations == again.citations
    assert Exchange.objects.within(world.student).count() == 1
    Exchange.objects.within(world.student).update(person_id=world.members[Role.TEACHER].person_id)
    with pytest.raises(Conflict):
        list(ask_tutor(world.student, one))


def test_who_may_not_ask_is_told_so_and_nothing_is_kept(world: World, run_jobs: Jobs) -> None:
    path, draft = tutored_path(world, run_jobs), draft_path(world)
    for caller, path_id, question, refusal in (
        (world.teacher, path.id, ASKS, NotAllowed),
        (world.as_role(Role.ATHLETE), path.id, ASKS, NotFound),
        (world.student, draft.id, ASKS, NotFound),
        (world.student, path.id, " ", Invalid),
        (world.student, path.id, "x" * 2001, Invalid),
    ):
        with pytest.raises(refusal):
            ask_tutor(caller, Asking(new_identifier(), path_id, question))
    assert Exchange.objects.within(world.teacher).count() == 0


@pytest.mark.wish("D13", "D18")
def test_of_what_a_model_quotes_only_what_the_page_says_is_a_citation(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    false = "La réfraction fait rebondir la lumière vers sa source."
    with speaks("Ton cours : ", f"« {REFRACTION} » ", "et aussi ", f"« {false} ».") as server:
        link(world.owner, server, "well")
        pieces = told(world, path)
    exchange = pieces[-1].exchange
    assert exchange
    assert [cited["text"] for cited in exchange.citations] == [REFRACTION]
    assert (exchange.outcome, exchange.provider != "") == (Outcome.ANSWERED, True)
    assert exchange.answer == f"Ton cours : « {REFRACTION} » et aussi {false}."
    assert shown(pieces) == exchange.answer


def test_no_quotation_is_streamed_before_its_page_was_looked_up(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    false = "L'eau réfracte mieux que tout autre milieu connu."
    with speaks(f"« {REFRACTION[:20]}", f"{REFRACTION[20:]} » Et « {false[:9]}", f"{false[9:]} »") as server:
        link(world.owner, server, "well")
        pieces = told(world, path)
    streamed = "".join(piece.text for piece in pieces if piece.whole is None)
    assert f"« {REFRACTION} »" in streamed
    assert false in streamed
    assert f"« {false}" not in streamed


def test_a_model_that_quotes_nothing_of_the_course_is_not_believed(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    with speaks("La lumière ", "tourne ", "parce que ", "c'est ainsi.") as server:
        link(world.owner, server, "well")
        pieces = told(world, path)
    exchange = pieces[-1].exchange
    assert exchange
    assert (exchange.outcome, "tourne" in shown(pieces)) == (Outcome.QUOTED, False)
    assert REFRACTION in [cited["text"] for cited in exchange.citations]


def test_a_model_that_tells_the_solution_of_an_open_attempt_is_not_heard(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    with speaks("C'est ", "1,33 : ", "« L'indice de réfraction de l'eau vaut 1,33. »", "") as server:
        link(world.owner, server, "well")
        open_one = {"item_id": question_of(path).id, "attempt_open": True, "hints_given": 4}
        pieces = told(world, path, "Quel est l'indice de réfraction de l'eau ?", **open_one)
    assert all("1,33" not in piece.text and "1,33" not in (piece.whole or "") for piece in pieces)
    exchange = pieces[-1].exchange
    assert exchange
    assert (exchange.outcome, exchange.answer, exchange.citations) == (Outcome.GUIDED, "4/3.", [])


def test_a_red_flag_of_a_model_is_noticed_before_it_is_shown(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    with speaks("La réfraction. ", "Je ", "vais ", "le ", "tuer", " demain, ", "dit-il.") as server:
        link(world.owner, server, "well")
        pieces = list(ask_tutor(world.student, Asking(new_identifier(), path.id, "Qu'est-ce que la réfraction ?")))
    shown, taken_back = [piece.text for piece in pieces[:-1]], [piece.whole for piece in pieces]
    assert "".join(shown[:4]) == "La réfraction. Je vais le "
    assert all("tuer" not in text and "demain" not in text for text in shown)
    assert taken_back[4] == ""
    kept = pieces[-1].exchange
    assert kept
    assert (kept.outcome, "tuer" in kept.answer) == ("guided", False)


def test_an_answer_that_is_cut_in_the_middle_is_marked(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    with speaks(f"« {REFRACTION} » ", "Et puis ", "encore", "…") as server:
        link(world.owner, server, "cuts")
        pieces = told(world, path)
    exchange = pieces[-1].exchange
    assert exchange
    assert [piece.interrupted for piece in pieces].count(True) == 1
    assert (exchange.outcome, "encore" in exchange.answer) == (Outcome.INTERRUPTED, False)
    assert [cited["text"] for cited in exchange.citations] == [REFRACTION]


def test_a_student_who_leaves_in_the_middle_leaves_what_they_were_shown(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    with speaks("Ton cours ", f"dit « {REFRACTION} »", " et", "…") as server:
        link(world.owner, server, "well")
        pieces = ask_tutor(world.student, Asking(new_identifier(), path.id, ASKS))
        assert next(pieces).text == "Ton cours "
        pieces.close()  # type: ignore[attr-defined]
    kept = Exchange.objects.within(world.student).get()
    assert (kept.outcome, kept.answer, kept.citations) == (Outcome.INTERRUPTED, "Ton cours", [])
