"""An English course of our own: each of twenty questions, as pupils write them, finds its page first or second."""

import pytest

from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.search.queries.answering import answer_sentences
from lyceum.kernel.search.queries.retrieval import passages_for
from lyceum.kernel.search.tests.test_retrieval import shelved

CELL = [
    "Cells are the smallest units of life. Every living thing is made of one cell or of many. Robert Hooke named them "
    "in 1665, when he looked at cork through a microscope.",
    "The nucleus holds the chromosomes, long threads of DNA. They carry the instructions by which the cell is built.",
    "Mitochondria release the energy of glucose by respiration. A muscle cell, which works hard, has thousands.",
    "In plants, chloroplasts catch the light of the sun. Photosynthesis turns water and carbon dioxide into sugar, and "
    "gives off oxygen.",
    "The membrane surrounds the cell and decides what enters and what leaves. Water crosses it by osmosis.",
    "A cell wall of cellulose stands outside the membrane of plants. It keeps a stem stiff; animals have none.",
    "When a cell divides by mitosis, two daughter cells are born, each with the same chromosomes as the mother.",
    "Meiosis makes eggs and sperm. It halves the number of chromosomes, from 46 to 23 in humans.",
    "Bacteria have no nucleus. Their ring of DNA lies free in the cytoplasm, and they split every twenty minutes.",
    "Viruses are not cells. They have to enter one and use its machinery to be copied; antibiotics do nothing to them.",
]
QUESTIONS = [
    ("Who gave cells their name?", 1),
    ("what is the smallest unit of life", 1),
    ("Where is the DNA of the cell kept in chromosomes?", 2),
    ("what does the nucleus hold", 2),
    ("Why do muscles have so many mitochondria?", 3),
    ("how is energy released from glucose", 3),
    ("What does photosynthesis make?", 4),
    ("which part of a plant catches sunlight chloroplast", 4),
    ("photosinthesis oxigen", 4),
    ("How does water get through the membrane?", 5),
    ("osmosis", 5),
    ("What is the cell wall made of?", 6),
    ("do animals have a cell wall", 6),
    ("How many daughter cells does mitosis make?", 7),
    ("mitossis daughters", 7),
    ("How many chromosomes are there in a human sperm?", 8),
    ("what halves the number of chromosomes", 8),
    ("How often do bacteria split?", 9),
    ("Why don't antibiotics work on a virus?", 10),
    ("are viruses cells", 10),
]


def test_twenty_questions_find_their_page(world: World) -> None:
    caller = world.owner
    with scope.entered(caller.organisation_id):
        course = [shelved(caller, "en", CELL)]
        found = {asked: [hit.page for hit in passages_for(caller, asked, course)] for asked, _page in QUESTIONS}
    ranks = {asked: found[asked].index(page) + 1 if page in found[asked] else 0 for asked, page in QUESTIONS}
    assert {asked: rank for asked, rank in ranks.items() if rank not in {1, 2}} == {}
    assert sum(rank == 1 for rank in ranks.values()) >= 18


@pytest.mark.parametrize("asked", ["How far away is the moon?", "Who won the battle of Waterloo?"])
def test_what_the_course_does_not_speak_of_is_said_not_to_be_covered(world: World, asked: str) -> None:
    caller = world.owner
    with scope.entered(caller.organisation_id):
        assert not answer_sentences(caller, asked, [shelved(caller, "en", CELL)]).is_covered
