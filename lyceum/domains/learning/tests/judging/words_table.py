"""Answers in words: accepted | given | is it right? | reason. A human judged them; the reason is the page's."""

WORDS = """
mitochondrie | mitochondrie | yes | exact
mitochondrie | Mitochondrie | yes | same
mitochondrie | la mitochondrie. | yes | same
mitochondrie | C'est la mitochondrie ! | yes | same
mitochondrie | mitocondrie | yes | typo
mitochondrie | mitohcondrie | yes | typo
mitochondrie | mitocondri | yes | typo
mitochondrie | les mitochondries | yes | plural
mitochondrie | chloroplaste | no | different
la cellule | cellule | yes | same
cellule | celulle | yes | typo
cellule | celule | yes | typo
l’électron | electron | yes | accent
électron | Electron | yes | accent
électron | életcron | yes | typo
Révolution française | revolution francaise | yes | accent
Révolution française | la Révolution Française | yes | same
Révolution française | revolution francaize | yes | typo
Révolution française | Révolution | no | incomplete
Révolution française | révolution russe | no | different
Révolution française | révolution industrielle | no | different
Œuvre | oeuvre | yes | same
cœur | coeur | yes | same
porte-avions | porte avions | yes | same
porte-avions | porteavions | yes | same
chevaux | cheval | yes | plural
cheval | chevaux | yes | plural
des noyaux | noyau | yes | plural
perméable | imperméable | no | opposite
imperméable | perméable | no | opposite
réversible | irréversible | no | opposite
correct | incorrect | no | opposite
légal | illégal | no | opposite
hypotonique | hypertonique | no | opposite
anabolisme | catabolisme | no | opposite
anaphase | métaphase | no | opposite
prophase | métaphase | no | opposite
mitose | méiose | no | different
mitose | mytose | yes | typo
sulfate | sulfite | no | opposite
nitrate | nitrite | no | opposite
lactase | lactose | no | opposite
éthane | éthène | no | opposite
éthanol | éthanal | no | opposite
importation | exportation | no | opposite
émigration | immigration | no | opposite
intérieur | extérieur | no | opposite
interne | externe | no | opposite
colonisation | décolonisation | no | opposite
latitude | altitude | no | different
million | billion | no | different
absorption | adsorption | no | opposite
conduction | convection | no | opposite
réflexion | réfraction | no | opposite
fission | fusion | no | opposite
proton | photon | no | opposite
lait | laid | no | different
lait | liat | yes | typo
mur | mer | no | different
sel | le sel | yes | same
sel | cel | no | different
ADN | adn | yes | same
ADN | ARN | no | different
ATP | ADP | no | different
CO2 | co₂ | yes | same
CO2 | CO | no | different
H2O | H₂O | yes | same
H2O | H3O | no | different
Louis XIV | louis 14 | yes | equivalent
Louis XIV | Louis XVI | no | different
Louis XIV | Louis xiv | yes | same
Napoléon Ier | Napoléon 1er | yes | equivalent
Napoléon Ier | Napoléon III | no | different
trois électrons | 3 électrons | yes | equivalent
trois électrons | quatre électrons | no | different
azote et oxygène | oxygène et azote | yes | same
azote et oxygène | oxygene, azote | yes | accent
azote et oxygène | oxygène et hydrogène | no | different
azote et oxygène | azote | no | incomplete
vitamine C | vitamine c | yes | same
vitamine C | vitamine D | no | different
la vitamine D | vitamine d | yes | same
Charles de Gaulle | charles degaulle | yes | same
Charles de Gaulle | Charle de Gaule | yes | typo
Charles de Gaulle | Charles de Foucauld | no | different
non | oui | no | different
vrai | faux | no | different
énergie cinétique | énergie potentielle | no | different
énergie cinétique | energie cinetique | yes | accent
en énergie cinétique | énergie cinétique | no | incomplete
photosynthèse | photosinthese | yes | typo
mitochondrion | Mitochondrion | yes | same
mitochondrion | the mitochondrion | yes | same
mitochondrion | mitochondrian | yes | typo
the cell membrane | cell membrane | yes | same
cell membrane | cell membranes | yes | plural
cell membrane | cell mebrane | yes | typo
cell membrane | membrane | no | incomplete
cell membrane | nuclear membrane | no | different
mouse | mice | yes | plural
bacteria | bacterium | yes | plural
bodies | body | yes | plural
photosynthesis | photosyntesis | yes | typo
photosynthesis | It's photosynthesis. | yes | same
meiosis | mitosis | no | different
genotype | phenotype | no | different
endothermic | exothermic | no | opposite
internal | external | no | opposite
prokaryote | eukaryote | no | opposite
hypothesis | hypotheses | yes | plural
complement | compliment | no | opposite
principal | principle | no | opposite
afferent | efferent | no | opposite
careful | careless | no | opposite
employer | employee | no | opposite
possible | impossible | no | opposite
lawful | unlawful | no | opposite
monopoly | oligopoly | no | different
transcription | translation | no | opposite
Abraham Lincoln | abraham lincon | yes | typo
Abraham Lincoln | Lincoln | no | incomplete
World War II | world war 2 | yes | equivalent
World War II | World War I | no | different
Henry VIII | Henry VII | no | different
a cell | cell | yes | same
stomata | stomatas | yes | plural
ribosome | | no | empty
ribosome | ... | no | empty
DNA | RNA | no | different
red and white | white & red | yes | same
not soluble | soluble | no | incomplete
soluble | insoluble | no | opposite
"""
