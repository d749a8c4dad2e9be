// What the judging knows of units; the same as rules/likeness_words.py, as a test makes sure.

export const UNITS = {"m": [1, "m"], "g": [0.001, "kg"], "s": [1, "s"], "A": [1, "A"], "K": [1, "K"], "mol": [1, "mol"], "L": [0.001,
"m3"], "N": [1, "kg m s-2"], "J": [1, "kg m2 s-2"], "W": [1, "kg m2 s-3"], "Hz": [1, "s-1"], "V": [1,
"kg m2 s-3 A-1"], "Ω": [1, "kg m2 s-3 A-2"], "C": [1, "s A"], "F": [1, "kg-1 m-2 s4 A2"], "T": [1, "kg s-2 A-1"],
"Pa": [1, "kg m-1 s-2"], "bar": [100000.0, "kg m-1 s-2"], "eV": [1.602176634e-19, "kg m2 s-2"], "cal": [4.184,
"kg m2 s-2"], "Wh": [3600, "kg m2 s-2"], "o": [8, "bit"], "b": [1, "bit"], "Bq": [1, "s-1"]};

export const WHOLE_UNITS = {"min": [60, "s"], "h": [3600, "s"], "j": [86400, "s"], "d": [86400, "s"], "an": [31557600, "s"], "y": [31557600,
"s"], "t": [1000, "kg"], "ha": [10000, "m2"], "atm": [101325, "kg m-1 s-2"], "%": [0.01, ""], "‰": [0.001, ""], "°":
[0.017453292519943295, "rad"], "rad": [1, "rad"], "€": [1, "€"], "$": [1, "$"], "£": [1, "£"], "mi": [1609.344,
"m"], "ft": [0.3048, "m"], "in": [0.0254, "m"], "lb": [0.45359237, "kg"], "°C": [1, "°C"], "°F":
[0.5555555555555556, "°C"], "al": [9460730472580800.0, "m"], "ua": [149597870700, "m"]};

export const UNIT_PREFIXES = {"p": 1e-12, "n": 1e-09, "µ": 1e-06, "m": 0.001, "c": 0.01, "d": 0.1, "h": 100.0, "k": 1000.0, "M": 1000000.0, "G":
1000000000.0, "T": 1000000000000.0};

export const UNIT_WORDS = {"metre": "m", "meter": "m", "gramme": "g", "gram": "g", "seconde": "s", "second": "s", "ampere": "A", "kelvin":
"K", "mole": "mol", "litre": "L", "liter": "L", "newton": "N", "joule": "J", "watt": "W", "hertz": "Hz", "volt":
"V", "ohm": "Ω", "coulomb": "C", "farad": "F", "tesla": "T", "pascal": "Pa", "electronvolt": "eV", "calorie": "cal",
"wattheure": "Wh", "octet": "o", "byte": "o", "bit": "b", "becquerel": "Bq"};

export const WHOLE_WORDS = {"minute": "min", "heure": "h", "hour": "h", "hr": "h", "jour": "j", "day": "d", "annee": "an", "year": "y", "yr":
"y", "tonne": "t", "ton": "t", "hectare": "ha", "atmosphere": "atm", "pour cent": "%", "pourcent": "%", "percent":
"%", "per cent": "%", "degre": "°", "degree": "°", "deg": "°", "radian": "rad", "euro": "€", "eur": "€", "dollar":
"$", "usd": "$", "pound": "lb", "mile": "mi", "foot": "ft", "feet": "ft", "inch": "in", "degre celsius": "°C",
"degree celsius": "°C", "celsius": "°C", "degre fahrenheit": "°F", "degree fahrenheit": "°F", "fahrenheit": "°F",
"annee lumiere": "al", "light year": "al", "sec": "s", "l": "L", "ohms": "Ω"};

export const PREFIX_WORDS = {"pico": "p", "nano": "n", "micro": "µ", "milli": "m", "centi": "c", "deci": "d", "hecto": "h", "kilo": "k", "mega":
"M", "giga": "G", "tera": "T"};
