from lyceum.domains.learning.rules.quoting import quotes_of, without_faults

TRUE = "la force est le produit de la masse par l’accélération"


def test_quotations_are_found_in_french_and_english_marks() -> None:
    answer = f"Selon le cours, « {TRUE} », and “mass is not weight at all”, mais « non »."
    assert quotes_of(answer) == [TRUE, "mass is not weight at all"]


def test_what_no_page_holds_loses_its_quotation_marks_and_numbers_go() -> None:
    answer = f"« {TRUE} » [1], donc « une pomme tombe toujours vers le haut » [2]."
    assert without_faults(answer, [TRUE + " du corps."]) == (f"« {TRUE} », donc une pomme tombe toujours vers le haut.")
