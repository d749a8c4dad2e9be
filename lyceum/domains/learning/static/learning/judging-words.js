// What the judging knows of words; the same as rules/likeness_words.py and rules/numeral.py, as a test makes sure.

export const ARTICLES = ["le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "the", "a", "an", "of"];

export const LEADS = ["c est", "ce sont", "il s agit", "it is", "it s", "this is", "they are", "these are"];

export const PREFIXES = ["in", "im", "il", "ir", "un", "non", "dis", "de", "des", "mal", "anti", "contre", "counter", "a", "an", "hyper",
"hypo", "inter", "intra", "intro", "extra", "extro", "endo", "exo", "macro", "micro", "nano", "milli", "centi",
"deci", "kilo", "mega", "giga", "sub", "super", "sur", "sous", "over", "under", "pre", "post", "pro", "ex", "em",
"e", "re", "mono", "bi", "di", "tri", "tetra", "penta", "poly", "uni", "multi", "ana", "cata", "meta", "telo",
"homo", "hetero", "auto", "allo", "eu", "ab", "ad", "af", "ef", "iso", "aniso", "ortho", "para", "out", "up",
"down"];

export const ENDINGS = [["ase", "ose", "ate", "ite", "ide", "ane", "ene", "ine", "yne", "yle", "ol", "al", "one", "yse", "ese", "ure"],
["ique", "eux"], ["ic", "ous"], ["ful", "less"], ["er", "ee", "or"], ["eur", "e", "ant"], ["isme", "iste", "ism",
"ist"]];

export const CONFUSED = [["absorption", "adsorption"], ["complement", "compliment"], ["principal", "principle"], ["conjoncture",
"conjecture"], ["fission", "fusion"], ["prescription", "proscription"], ["perpetrer", "perpetuer"], ["desert",
"dessert"], ["poison", "poisson"], ["cousin", "coussin"], ["venimeux", "veneneux"], ["stationary", "stationery"],
["evaporation", "evacuation"], ["collision", "collusion"], ["infection", "injection"], ["reaction", "redaction"],
["concave", "convexe"], ["concave", "convex"], ["concentration", "consternation"], ["convection", "conviction"],
["conduction", "convection"], ["diffusion", "diffraction"], ["reflexion", "refraction"], ["reflection",
"refraction"], ["artere", "artiere"], ["uretre", "uretere"], ["urethra", "ureter"], ["astronomie", "astrologie"],
["astronomy", "astrology"], ["religion", "region"], ["simulation", "stimulation"], ["transcription", "translation"],
["proton", "photon"], ["proton", "protein"], ["neutron", "neuron"], ["nucleus", "nucleolus"], ["revolution",
"resolution"], ["constitution", "institution"], ["croissance", "croyance"], ["planet", "plane"], ["quality",
"quantity"], ["qualite", "quantite"], ["weather", "whether"], ["trachea", "tracker"], ["chromatin", "chromatid"],
["chromatine", "chromatide"], ["vitesse", "vieillesse"], ["masse", "matiere"], ["metal", "metel"]];

export const PLURALS = {"mice": "mouse", "men": "man", "women": "woman", "feet": "foot", "teeth": "tooth", "children": "child", "people":
"person", "yeux": "oeil", "cieux": "ciel", "nuclei": "nucleus", "bacteria": "bacterium", "data": "datum",
"phenomena": "phenomenon", "hypotheses": "hypothesis", "fungi": "fungus", "wolves": "wolf", "leaves": "leaf"};

export const MONTHS = {"janvier": 1, "janv": 1, "january": 1, "jan": 1, "fevrier": 2, "fevr": 2, "february": 2, "feb": 2, "mars": 3,
"march": 3, "mar": 3, "avril": 4, "avr": 4, "april": 4, "apr": 4, "mai": 5, "may": 5, "juin": 6, "june": 6, "jun":
6, "juillet": 7, "juil": 7, "july": 7, "jul": 7, "aout": 8, "august": 8, "aug": 8, "septembre": 9, "sept": 9,
"september": 9, "sep": 9, "octobre": 10, "oct": 10, "october": 10, "novembre": 11, "nov": 11, "november": 11,
"decembre": 12, "dec": 12, "december": 12};

export const WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "monday", "tuesday", "wednesday",
"thursday", "friday", "saturday", "sunday"];

export const SCALES = {"mille": 1000.0, "millier": 1000.0, "thousand": 1000.0, "million": 1000000.0, "milliard": 1000000000.0, "billion":
1000000000.0};

export const CARDINALS = {"zero": 0, "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
"dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "dix sept": 17,
"dix huit": 18, "dix neuf": 19, "une": 1, "cent": 100, "hundred": 100, "one hundred": 100, "quatre vingts": 80,
"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
"twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
"nineteen": 19, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "huitante": 80,
"septante": 70, "nonante": 90, "vingt un": 21, "vingt et un": 21, "vingt deux": 22, "vingt et deux": 22,
"vingt trois": 23, "vingt et trois": 23, "vingt quatre": 24, "vingt et quatre": 24, "vingt cinq": 25,
"vingt et cinq": 25, "vingt six": 26, "vingt et six": 26, "vingt sept": 27, "vingt et sept": 27, "vingt huit": 28,
"vingt et huit": 28, "vingt neuf": 29, "vingt et neuf": 29, "trente un": 31, "trente et un": 31, "trente deux": 32,
"trente et deux": 32, "trente trois": 33, "trente et trois": 33, "trente quatre": 34, "trente et quatre": 34,
"trente cinq": 35, "trente et cinq": 35, "trente six": 36, "trente et six": 36, "trente sept": 37, "trente et sept":
37, "trente huit": 38, "trente et huit": 38, "trente neuf": 39, "trente et neuf": 39, "quarante un": 41,
"quarante et un": 41, "quarante deux": 42, "quarante et deux": 42, "quarante trois": 43, "quarante et trois": 43,
"quarante quatre": 44, "quarante et quatre": 44, "quarante cinq": 45, "quarante et cinq": 45, "quarante six": 46,
"quarante et six": 46, "quarante sept": 47, "quarante et sept": 47, "quarante huit": 48, "quarante et huit": 48,
"quarante neuf": 49, "quarante et neuf": 49, "cinquante un": 51, "cinquante et un": 51, "cinquante deux": 52,
"cinquante et deux": 52, "cinquante trois": 53, "cinquante et trois": 53, "cinquante quatre": 54,
"cinquante et quatre": 54, "cinquante cinq": 55, "cinquante et cinq": 55, "cinquante six": 56, "cinquante et six":
56, "cinquante sept": 57, "cinquante et sept": 57, "cinquante huit": 58, "cinquante et huit": 58, "cinquante neuf":
59, "cinquante et neuf": 59, "soixante un": 61, "soixante et un": 61, "soixante deux": 62, "soixante et deux": 62,
"soixante trois": 63, "soixante et trois": 63, "soixante quatre": 64, "soixante et quatre": 64, "soixante cinq": 65,
"soixante et cinq": 65, "soixante six": 66, "soixante et six": 66, "soixante sept": 67, "soixante et sept": 67,
"soixante huit": 68, "soixante et huit": 68, "soixante neuf": 69, "soixante et neuf": 69, "soixante dix": 70,
"soixante et dix": 70, "soixante onze": 71, "soixante et onze": 71, "soixante douze": 72, "soixante et douze": 72,
"soixante treize": 73, "soixante et treize": 73, "soixante quatorze": 74, "soixante et quatorze": 74,
"soixante quinze": 75, "soixante et quinze": 75, "soixante seize": 76, "soixante et seize": 76, "soixante dix sept":
77, "soixante et dix sept": 77, "soixante dix huit": 78, "soixante et dix huit": 78, "soixante dix neuf": 79,
"soixante et dix neuf": 79, "quatre vingt un": 81, "quatre vingt et un": 81, "quatre vingt deux": 82,
"quatre vingt et deux": 82, "quatre vingt trois": 83, "quatre vingt et trois": 83, "quatre vingt quatre": 84,
"quatre vingt et quatre": 84, "quatre vingt cinq": 85, "quatre vingt et cinq": 85, "quatre vingt six": 86,
"quatre vingt et six": 86, "quatre vingt sept": 87, "quatre vingt et sept": 87, "quatre vingt huit": 88,
"quatre vingt et huit": 88, "quatre vingt neuf": 89, "quatre vingt et neuf": 89, "quatre vingt dix": 90,
"quatre vingt et dix": 90, "quatre vingt onze": 91, "quatre vingt et onze": 91, "quatre vingt douze": 92,
"quatre vingt et douze": 92, "quatre vingt treize": 93, "quatre vingt et treize": 93, "quatre vingt quatorze": 94,
"quatre vingt et quatorze": 94, "quatre vingt quinze": 95, "quatre vingt et quinze": 95, "quatre vingt seize": 96,
"quatre vingt et seize": 96, "quatre vingt dix sept": 97, "quatre vingt et dix sept": 97, "quatre vingt dix huit":
98, "quatre vingt et dix huit": 98, "quatre vingt dix neuf": 99, "quatre vingt et dix neuf": 99, "septante un": 71,
"septante et un": 71, "septante deux": 72, "septante et deux": 72, "septante trois": 73, "septante et trois": 73,
"septante quatre": 74, "septante et quatre": 74, "septante cinq": 75, "septante et cinq": 75, "septante six": 76,
"septante et six": 76, "septante sept": 77, "septante et sept": 77, "septante huit": 78, "septante et huit": 78,
"septante neuf": 79, "septante et neuf": 79, "huitante un": 81, "huitante et un": 81, "huitante deux": 82,
"huitante et deux": 82, "huitante trois": 83, "huitante et trois": 83, "huitante quatre": 84, "huitante et quatre":
84, "huitante cinq": 85, "huitante et cinq": 85, "huitante six": 86, "huitante et six": 86, "huitante sept": 87,
"huitante et sept": 87, "huitante huit": 88, "huitante et huit": 88, "huitante neuf": 89, "huitante et neuf": 89,
"nonante un": 91, "nonante et un": 91, "nonante deux": 92, "nonante et deux": 92, "nonante trois": 93,
"nonante et trois": 93, "nonante quatre": 94, "nonante et quatre": 94, "nonante cinq": 95, "nonante et cinq": 95,
"nonante six": 96, "nonante et six": 96, "nonante sept": 97, "nonante et sept": 97, "nonante huit": 98,
"nonante et huit": 98, "nonante neuf": 99, "nonante et neuf": 99, "twenty": 20, "twenty one": 21, "twenty two": 22,
"twenty three": 23, "twenty four": 24, "twenty five": 25, "twenty six": 26, "twenty seven": 27, "twenty eight": 28,
"twenty nine": 29, "thirty": 30, "thirty one": 31, "thirty two": 32, "thirty three": 33, "thirty four": 34,
"thirty five": 35, "thirty six": 36, "thirty seven": 37, "thirty eight": 38, "thirty nine": 39, "forty": 40,
"forty one": 41, "forty two": 42, "forty three": 43, "forty four": 44, "forty five": 45, "forty six": 46,
"forty seven": 47, "forty eight": 48, "forty nine": 49, "fifty": 50, "fifty one": 51, "fifty two": 52,
"fifty three": 53, "fifty four": 54, "fifty five": 55, "fifty six": 56, "fifty seven": 57, "fifty eight": 58,
"fifty nine": 59, "sixty": 60, "sixty one": 61, "sixty two": 62, "sixty three": 63, "sixty four": 64, "sixty five":
65, "sixty six": 66, "sixty seven": 67, "sixty eight": 68, "sixty nine": 69, "seventy": 70, "seventy one": 71,
"seventy two": 72, "seventy three": 73, "seventy four": 74, "seventy five": 75, "seventy six": 76, "seventy seven":
77, "seventy eight": 78, "seventy nine": 79, "eighty": 80, "eighty one": 81, "eighty two": 82, "eighty three": 83,
"eighty four": 84, "eighty five": 85, "eighty six": 86, "eighty seven": 87, "eighty eight": 88, "eighty nine": 89,
"ninety": 90, "ninety one": 91, "ninety two": 92, "ninety three": 93, "ninety four": 94, "ninety five": 95,
"ninety six": 96, "ninety seven": 97, "ninety eight": 98, "ninety nine": 99};

export const ORDINAL_WORDS = {"premier": 1, "premiere": 1, "second": 2, "seconde": 2, "cinquieme": 5, "neuvieme": 9, "first": 1, "third": 3,
"fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12, "twentieth": 20, "twenty first": 21, "deuxieme": 2, "deuxth": 2,
"troisieme": 3, "troisth": 3, "quatrieme": 4, "quatreth": 4, "cinqieme": 5, "cinqth": 5, "sixieme": 6, "sixth": 6,
"septieme": 7, "septth": 7, "huitieme": 8, "huitth": 8, "neufieme": 9, "neufth": 9, "dixieme": 10, "dixth": 10,
"onzieme": 11, "onzeth": 11, "douzieme": 12, "douzeth": 12, "treizieme": 13, "treizeth": 13, "quatorzieme": 14,
"quatorzeth": 14, "quinzieme": 15, "quinzeth": 15, "seizieme": 16, "seizeth": 16, "dix septieme": 17, "dix septth":
17, "dix huitieme": 18, "dix huitth": 18, "dix neufieme": 19, "dix neufth": 19, "twoieme": 2, "twoth": 2,
"threieme": 3, "threeth": 3, "fourieme": 4, "fourth": 4, "fivieme": 5, "fiveth": 5, "sevenieme": 7, "seventh": 7,
"eightieme": 8, "eightth": 8, "ninieme": 9, "nineth": 9, "tenieme": 10, "tenth": 10, "elevenieme": 11, "eleventh":
11, "twelvieme": 12, "twelveth": 12, "thirteenieme": 13, "thirteenth": 13, "fourteenieme": 14, "fourteenth": 14,
"fifteenieme": 15, "fifteenth": 15, "sixteenieme": 16, "sixteenth": 16, "seventeenieme": 17, "seventeenth": 17,
"eighteenieme": 18, "eighteenth": 18, "nineteenieme": 19, "nineteenth": 19, "vingtieme": 20, "vingtth": 20,
"trentieme": 30, "trenteth": 30, "vingt unieme": 21, "vingt unth": 21, "vingt et unieme": 21, "vingt et unth": 21,
"vingt deuxieme": 22, "vingt deuxth": 22, "vingt et deuxieme": 22, "vingt et deuxth": 22, "vingt troisieme": 23,
"vingt troisth": 23, "vingt et troisieme": 23, "vingt et troisth": 23, "vingt quatrieme": 24, "vingt quatreth": 24,
"vingt et quatrieme": 24, "vingt et quatreth": 24, "vingt cinqieme": 25, "vingt cinqth": 25, "vingt et cinqieme":
25, "vingt et cinqth": 25, "vingt sixieme": 26, "vingt sixth": 26, "vingt et sixieme": 26, "vingt et sixth": 26,
"vingt septieme": 27, "vingt septth": 27, "vingt et septieme": 27, "vingt et septth": 27, "vingt huitieme": 28,
"vingt huitth": 28, "vingt et huitieme": 28, "vingt et huitth": 28, "vingt neufieme": 29, "vingt neufth": 29,
"vingt et neufieme": 29, "vingt et neufth": 29, "trente unieme": 31, "trente unth": 31, "trente et unieme": 31,
"trente et unth": 31, "twentyieme": 20, "twentyth": 20, "twenty onieme": 21, "twenty oneth": 21, "twenty twoieme":
22, "twenty twoth": 22, "twenty threieme": 23, "twenty threeth": 23, "twenty fourieme": 24, "twenty fourth": 24,
"twenty fivieme": 25, "twenty fiveth": 25, "twenty sixieme": 26, "twenty sixth": 26, "twenty sevenieme": 27,
"twenty seventh": 27, "twenty eightieme": 28, "twenty eightth": 28, "twenty ninieme": 29, "twenty nineth": 29,
"thirtyieme": 30, "thirtyth": 30, "thirty onieme": 31, "thirty oneth": 31};
