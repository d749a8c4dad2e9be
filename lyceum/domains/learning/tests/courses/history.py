"""A lesson of history, in French, written for the tests."""

from lyceum.domains.learning.rules.drafting.page import PageText

TITLE = "La Révolution française"

PAGES = [
    PageText(
        4,
        """La crise de l’Ancien Régime

L’Ancien Régime est l’organisation politique et sociale de la France avant 1789. La
société d’ordres est une hiérarchie qui distingue le clergé, la noblesse et le tiers
état. Les cahiers de doléances sont des registres où les sujets notent leurs plaintes et
leurs vœux.

En 1788, la récolte est mauvaise et le prix du pain double à Paris. Le roi Louis XVI
convoque les états généraux à Versailles pour le mois de mai 1789. Necker dirige alors
les finances du royaume. Celui-ci est populaire.
""",
        (TITLE, "La crise de l’Ancien Régime"),
    ),
    PageText(
        5,
        """De la monarchie à la république

Les députés du tiers état jurent le 20 juin 1789 de ne pas se séparer avant d’avoir
donné une constitution au royaume. On appelle monarchie constitutionnelle le régime où
une constitution limite les pouvoirs du roi. La monarchie tombe le 10 août 1792, quand
les sans-culottes prennent les Tuileries.

Les dates à retenir
1789 : prise de la Bastille par les Parisiens
1791 : fuite du roi arrêtée à Varennes
1792 : proclamation de la République
1793 : exécution de Louis XVI
1794 : chute de Robespierre
""",
        (TITLE, "De la monarchie à la république"),
    ),
    PageText(
        6,
        """Les acteurs

La Convention est l’assemblée qui gouverne la France de 1792 à 1795. La Terreur désigne
la période où le gouvernement révolutionnaire élimine ses adversaires par la force.
Robespierre siège au Comité de salut public avec Saint-Just. À Nantes, Carrier fait noyer
des prisonniers en 1793.

Personnage | Action
Danton | organise la défense de Paris en 1792
Marat | publie le journal L’Ami du peuple
Sieyès | écrit Qu’est-ce que le tiers état ?
Olympe de Gouges | rédige les droits de la femme
""",
        (TITLE, "Les acteurs"),
    ),
]
