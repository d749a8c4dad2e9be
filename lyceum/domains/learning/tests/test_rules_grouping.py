from lyceum.domains.learning.rules.grouping import Alike, group_alike


def test_questions_that_share_a_word_stand_together_the_biggest_group_first() -> None:
    asked = ["Et le volcan ?", "Qu'est-ce qu'une éclipse ?", "Quand ont lieu les éclipses ?", "Les éclipses de Lune ?"]
    assert group_alike(asked) == [Alike("éclipse", (1, 2, 3)), Alike("volcan", (0,))]


def test_a_question_without_a_word_of_its_own_is_not_lost() -> None:
    assert group_alike(["Quoi ?", "Ah ?"]) == [Alike("", (0, 1))]
    assert group_alike([]) == []
