"""What the judging knows of words, units and dates; its twin in the browser is static/learning/judging-words.js."""

ARTICLES = "le la les l un une des du de d the a an of".split()
LEADS = ["c est", "ce sont", "il s agit", "it is", "it s", "this is", "they are", "these are"]

# Said with another beginning or end, the word means something else: never a slip of the finger.
PREFIXES = (
    "in im il ir un non dis de des mal anti contre counter a an hyper hypo inter intra intro extra extro endo exo "
    "macro micro nano milli centi deci kilo mega giga sub super sur sous over under pre post pro ex em e re mono bi "
    "di tri tetra penta poly uni multi ana cata meta telo homo hetero auto allo eu ab ad af ef iso aniso ortho "
    "para out up down"
).split()
ENDINGS = [
    "ase ose ate ite ide ane ene ine yne yle ol al one yse ese ure".split(),
    "ique eux".split(),
    "ic ous".split(),
    "ful less".split(),
    "er ee or".split(),
    "eur e ant".split(),
    "isme iste ism ist".split(),
]
CONFUSED = [
    pair.split()
    for pair in (
        "absorption adsorption,complement compliment,principal principle,conjoncture conjecture,fission fusion,"
        "prescription proscription,perpetrer perpetuer,desert dessert,poison poisson,cousin coussin,venimeux veneneux,"
        "stationary stationery,evaporation evacuation,collision collusion,infection injection,reaction redaction,"
        "concave convexe,concave convex,concentration consternation,convection conviction,conduction convection,"
        "diffusion diffraction,reflexion refraction,reflection refraction,artere artiere,uretre uretere,"
        "urethra ureter,astronomie astrologie,astronomy astrology,religion region,simulation stimulation,"
        "transcription translation,proton photon,proton protein,neutron neuron,nucleus nucleolus,revolution resolution,"
        "constitution institution,croissance croyance,planet plane,quality quantity,qualite quantite,weather whether,"
        "trachea tracker,chromatin chromatid,chromatine chromatide,vitesse vieillesse,masse matiere,metal metel"
    ).split(",")
]
PLURALS = {"mice": "mouse", "men": "man", "women": "woman", "feet": "foot", "teeth": "tooth", "children": "child"} | {
    "people": "person", "yeux": "oeil", "cieux": "ciel", "nuclei": "nucleus", "bacteria": "bacterium", "data": "datum",
    "phenomena": "phenomenon", "hypotheses": "hypothesis", "fungi": "fungus", "wolves": "wolf", "leaves": "leaf",
}  # fmt: skip

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan,fevrier fevr february feb,mars march mar,avril avr april apr,mai may,"
            "juin june jun,juillet juil july jul,aout august aug,septembre sept september sep,octobre oct october,"
            "novembre nov november,decembre dec december"
        ).split(","),
        1,
    )
    for name in names.split()
}
WEEKDAYS = (
    "lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday"
).split()

FRENCH = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix_sept dix_huit "
    "dix_neuf vingt trente quarante cinquante soixante"
).split()
ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
).split()
ORDINALS = {
    "premier": 1, "premiere": 1, "second": 2, "seconde": 2, "cinquieme": 5, "neuvieme": 9, "first": 1, "third": 3,
    "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12, "twentieth": 20, "twenty first": 21,
}  # fmt: skip
SCALES = {"mille": 1e3, "millier": 1e3, "thousand": 1e3, "million": 1e6, "milliard": 1e9, "billion": 1e9}

# symbol: factor to the base units, and those with their powers
UNITS: dict[str, tuple[float, str]] = {
    "m": (1, "m"), "g": (0.001, "kg"), "s": (1, "s"), "A": (1, "A"), "K": (1, "K"), "mol": (1, "mol"),
    "L": (0.001, "m3"), "N": (1, "kg m s-2"), "J": (1, "kg m2 s-2"), "W": (1, "kg m2 s-3"), "Hz": (1, "s-1"),
    "V": (1, "kg m2 s-3 A-1"), "Ω": (1, "kg m2 s-3 A-2"), "C": (1, "s A"), "F": (1, "kg-1 m-2 s4 A2"),
    "T": (1, "kg s-2 A-1"), "Pa": (1, "kg m-1 s-2"), "bar": (1e5, "kg m-1 s-2"), "eV": (1.602176634e-19, "kg m2 s-2"),
    "cal": (4.184, "kg m2 s-2"), "Wh": (3600, "kg m2 s-2"), "o": (8, "bit"), "b": (1, "bit"), "Bq": (1, "s-1"),
}  # fmt: skip
WHOLE_UNITS: dict[str, tuple[float, str]] = {
    "min": (60, "s"), "h": (3600, "s"), "j": (86400, "s"), "d": (86400, "s"), "an": (31557600, "s"),
    "y": (31557600, "s"), "t": (1000, "kg"), "ha": (10000, "m2"), "atm": (101325, "kg m-1 s-2"), "%": (0.01, ""),
    "‰": (0.001, ""), "°": (0.017453292519943295, "rad"), "rad": (1, "rad"), "€": (1, "€"), "$": (1, "$"),
    "£": (1, "£"), "mi": (1609.344, "m"), "ft": (0.3048, "m"), "in": (0.0254, "m"), "lb": (0.45359237, "kg"),
    "°C": (1, "°C"), "°F": (0.5555555555555556, "°C"), "al": (9.4607304725808e15, "m"), "ua": (149597870700, "m"),
}  # fmt: skip
UNIT_PREFIXES = {
    "p": 1e-12, "n": 1e-9, "µ": 1e-6, "m": 1e-3, "c": 1e-2, "d": 1e-1, "h": 1e2, "k": 1e3, "M": 1e6, "G": 1e9,
    "T": 1e12,
}  # fmt: skip
UNIT_WORDS = {
    "metre": "m", "meter": "m", "gramme": "g", "gram": "g", "seconde": "s", "second": "s", "ampere": "A", "kelvin": "K",
    "mole": "mol", "litre": "L", "liter": "L", "newton": "N", "joule": "J", "watt": "W", "hertz": "Hz", "volt": "V",
    "ohm": "Ω", "coulomb": "C", "farad": "F", "tesla": "T", "pascal": "Pa", "electronvolt": "eV", "calorie": "cal",
    "wattheure": "Wh", "octet": "o", "byte": "o", "bit": "b", "becquerel": "Bq",
}  # fmt: skip
WHOLE_WORDS = {
    "minute": "min", "heure": "h", "hour": "h", "hr": "h", "jour": "j", "day": "d", "annee": "an", "year": "y",
    "yr": "y",
    "tonne": "t", "ton": "t", "hectare": "ha", "atmosphere": "atm", "pour cent": "%", "pourcent": "%", "percent": "%",
    "per cent": "%", "degre": "°", "degree": "°", "deg": "°", "radian": "rad", "euro": "€", "eur": "€", "dollar": "$",
    "usd": "$", "pound": "lb", "mile": "mi", "foot": "ft", "feet": "ft", "inch": "in", "degre celsius": "°C",
    "degree celsius": "°C", "celsius": "°C", "degre fahrenheit": "°F", "degree fahrenheit": "°F", "fahrenheit": "°F",
    "annee lumiere": "al", "light year": "al", "sec": "s", "l": "L", "ohms": "Ω",
}  # fmt: skip
PREFIX_WORDS = {
    "pico": "p", "nano": "n", "micro": "µ", "milli": "m", "centi": "c", "deci": "d", "hecto": "h", "kilo": "k",
    "mega": "M", "giga": "G", "tera": "T",
}  # fmt: skip
