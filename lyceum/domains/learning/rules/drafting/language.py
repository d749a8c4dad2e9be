"""What is said in each of the two languages: patterns, prompts, and words that carry nothing."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """``defining``: patterns with the groups ``term`` and ``meaning``. ``anaphora``: beginnings that lean on before."""

    defining: tuple[re.Pattern[str], ...]
    anaphora: re.Pattern[str]
    determiners: re.Pattern[str]
    stop_words: frozenset[str]
    orders: re.Pattern[str]
    prompts: dict[str, str]


_TERM_FR = r"(?P<term>[^\W\d_][\w’'\-]*(?: (?:de |d’|d'|du |des |à |en )?[\w’'\-]+){0,3}?)"
_TERM_EN = r"(?P<term>[^\W\d_][\w’'\-]*(?: (?:of (?:the )?)?[\w’'\-]+){0,3}?)"
_MEANING = r"(?P<meaning>.{20,260}?)[.;]?$"

FRENCH = Language(
    defining=tuple(
        re.compile(pattern)
        for pattern in (
            rf"^On (?:appelle|nomme) (?:un |une |le |la |l’|l')?{_TERM_FR},? (?=le |la |l’|l'|les |un |une |tout "
            r"|toute |ce )" + _MEANING,
            rf"^(?:Un |Une |Le |La |L’|L'|Les )?{_TERM_FR} (?:est définie? comme|se définit comme|désigne"
            rf"|signifie) {_MEANING}",
            rf"^(?:Un |Une |Le |La |L’|L')?{_TERM_FR} est (?=un |une |le |la |l’|l'|l’ensemble |ce )" + _MEANING,
            rf"^Les {_TERM_FR} sont (?=des |les )" + _MEANING,
        )
    ),
    anaphora=re.compile(
        r"^(?:il|elle|ils|elles|cela|ceci|ce|cet|cette|ces|celui|celle|ceux|celles|c['’]|ça|on|son|sa|ses"
        r"|leur|leurs|y|en "
        r"effet|ainsi|donc|mais|or|car|et|ou|puis|ensuite|enfin|cependant|toutefois|pourtant|de plus|par exemple|par "
        r"conséquent|alors|dès lors|lui|nous|vous|voici|voilà|dans ce|dans cette|à cette|à ce|pour cela|les"
        r" deux|l['’]un|"
        r"l['’]autre|autrement dit|au contraire|en revanche|à l['’]inverse|notre|votre)(?=\W|$)",
        re.I,
    ),
    determiners=re.compile(r"(?:\b(?:le|la|les|un|une|du|des|aux|au)\s+|\b[ld]['’]\s?)$", re.I),
    stop_words=frozenset(
        (
            "être avoir faire aussi autre autres toute toutes leurs entre chaque même mêmes plusieurs quelque quelques "
            "premier première second seconde dernier dernière grand grande grands petite petit nouveau nouvelle partie "
            "chose choses fois exemple façon manière moment temps jour jours année années suite fait plupart"
            " nombre cas "
            "point fin début côté ensemble type types sorte forme lieu chapitre figure page leçon cours exercice titre "
            "siècle depuis pendant contre celle celui ceux elles notre deux trois quatre cinq mois heures plus moins "
            "pays monde homme hommes raison effet part rôle place valeur"
        ).split()
    ),
    orders=re.compile(r"étape|ordre|success|chronolog|phase|déroul|d’abord|méthode", re.I),
    prompts={
        "define": "Définissez : {term}.",
        "name": "Quel terme correspond à cette définition ? « {meaning} »",
        "fill": "Quel mot ou quel nom manque ? « {sentence} »",
        "order": "Remettez dans l’ordre : {about}",
        "years": "Remettez ces faits dans l’ordre chronologique.",
        "match": "Reliez chaque terme à ce qui lui correspond.",
        "objective": "Connaître et savoir expliquer : {terms}.",
        "read": "Comprendre et retenir l’essentiel de « {title} ».",
    },
)

ENGLISH = Language(
    defining=tuple(
        re.compile(pattern)
        for pattern in (
            rf"^(?:An? |The )?{_TERM_EN} (?:is|are) (?:defined as|known as) {_MEANING}",
            rf"^(?:An? |The )?{_TERM_EN} (?:refers to|means|denotes) {_MEANING}",
            rf"^(?:An? |The )?{_TERM_EN} is (?=an? |the |any )" + _MEANING,
            rf"^{_TERM_EN} are (?=the |small |large |tiny |organisms |proteins |molecules |cells |structures )"
            + _MEANING,
        )
    ),
    anaphora=re.compile(
        r"^(?:it|its|they|their|this|that|these|those|he|she|his|her|such|there|here|and|but|or|so|then|thus"
        r"|hence|therefore"
        r"|however|moreover|furthermore|also|for example|for instance|in addition|as a result|in contrast"
        r"|instead|we|you|our"
        r"|your|one|both|another|the former|the latter|the other|in this|at this|by this|what|which|who"
        r"|others?|some)(?=\W|$)",
        re.I,
    ),
    determiners=re.compile(r"\b(?:the|an?|of|into|called)\s+$", re.I),
    stop_words=frozenset(
        (
            "other others every several first second third last great small large whole same different example thing "
            "things time times part parts number kind kinds type types form forms way ways place point case"
            " figure page "
            "chapter lesson course exercise century since during about their which where while there these those being "
            "between through called result other called amount process people world years year outside inside"
            " order end "
            "beginning more most less many much main rest name"
        ).split()
    ),
    orders=re.compile(r"\bsteps?\b|stage|order|sequence|phase|success|chronolog|method|proceeds", re.I),
    prompts={
        "define": "Define: {term}.",
        "name": "Which term has this definition? “{meaning}”",
        "fill": "Which word or name is missing? “{sentence}”",
        "order": "Put these in order: {about}",
        "years": "Put these facts in chronological order.",
        "match": "Match each term with what belongs to it.",
        "objective": "Know and be able to explain: {terms}.",
        "read": "Understand and remember the main points of “{title}”.",
    },
)

LANGUAGES = {"fr": FRENCH, "en": ENGLISH}
