"""A lesson of physics, in French, written for the tests."""

from lyceum.domains.learning.rules.drafting.page import PageText

TITLE = "Mouvement et énergie"

PAGES = [
    PageText(
        1,
        """Décrire un mouvement

Un référentiel est un objet de référence par rapport auquel on étudie un mouvement.
Il est souvent lié au sol. On appelle trajectoire l’ensemble des positions occupées
par un point au cours du temps. La vitesse moyenne est le quotient de la distance
parcourue par la durée du parcours.

Dans le référentiel terrestre, un train qui roule à 300 km/h parcourt 5 km en une
minute. Cela paraît rapide. Le mouvement d’un point est dit rectiligne lorsque la
trajectoire est une droite. Galilée a étudié la chute des corps à Pise vers 1590, bien
avant que Newton ne publie ses Principia en 1687.

Voir la figure 3 page 12 pour un exemple de trajectoire.
""",
        (TITLE, "Décrire un mouvement"),
    ),
    PageText(
        2,
        """Les formes d’énergie

On appelle énergie cinétique l’énergie que possède un corps du fait de son mouvement.
L’énergie potentielle de pesanteur est l’énergie que possède un corps du fait de son alti-
tude. L’énergie mécanique est la somme de ces deux formes.

Le joule est l’unité légale de travail et de chaleur. Le watt est l’unité légale de
puissance. En 1845, Joule mesure à Manchester l’équivalence entre travail et chaleur.
L’intensité de la pesanteur vaut 9,81 N/kg à Paris.

Lorsqu’un frottement agit sur le solide, une partie du travail devient de la chaleur. Le
travail du frottement diminue la vitesse du solide. La puissance d’un appareil
multipliée par la durée donne le travail reçu.
""",
        (TITLE, "Les formes d’énergie"),
    ),
    PageText(
        3,
        """Mesurer une vitesse

Pour mesurer une vitesse en classe, on suit ces étapes, dans l’ordre :
1. Choisir un référentiel et le noter.
2. Filmer le mobile avec une règle dans le champ.
3. Relever les positions image par image.
4. Calculer le quotient de la distance par la durée.

Vocabulaire
Force : action capable de modifier un mouvement ou de déformer un corps.
Masse : quantité de matière d’un objet, exprimée en kilogrammes.
Poids : attraction exercée par un astre sur un objet proche de sa surface.
Frottement : action de contact qui s’oppose au glissement d’un solide.
""",
        (TITLE, "Mesurer une vitesse"),
    ),
]
