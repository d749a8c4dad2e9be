"""Words that an adult should hear of: folded, whole, with few false alarms (lessons speak of wars and diseases)."""

import re
from enum import StrEnum

from lyceum.domains.learning.rules.likeness import fold


class Alarm(StrEnum):
    SELF_HARM = "self_harm"
    VIOLENCE = "violence"
    HARASSMENT = "harassment"


_SPOKEN = {
    Alarm.SELF_HARM: (
        r"(?:je|j ai|j avais|envie|veux|vais|voudrais|pense a|songe a)\b.{0,25}\b(?:me (?:suicider|tuer|pendre|"
        r"flinguer|"
        r"scarifier|mutiler|faire du mal|couper les veines)|mourir|en finir)\b",
        r"je (?:me (?:suicide|tue|scarifie|mutile|coupe les veines|fais du mal)|veux plus vivre|ne veux plus vivre)",
        r"je (?:ne )?(?:sers|vaux) (?:a )?rien et .{0,30}\bmourir|envie de (?:mourir|disparaitre|plus vivre)",
        r"\b(?:kill|hurt|cut|harm|hang) myself\b|\bkms\b|\b(?:i|i m|me)\b.{0,25}\b(?:want to die|suicidal|end my "
        r"life)\b",
        r"\b(?:i|i m)\b.{0,25}\b(?:commit suicide|end it all)\b|\bdon t want to (?:live|be alive)\b",
    ),
    Alarm.VIOLENCE: (
        r"\bje (?:vais|veux|voudrais|compte)\b.{0,20}\b(?:le|la|les|te|vous|l) (?:tuer|frapper|poignarder|buter|"
        r"planter|tabasser)",
        r"\bje (?:vais|veux|voudrais) (?:tuer|frapper(?! a )|poignarder|tabasser|buter|me venger)\b",
        r"\b(?:apporter|ramener|amener|venir avec) (?:un|mon|le) (?:couteau|flingue|pistolet|fusil|"
        r"arme)\b.{0,25}\b(?:ecole|"
        r"college|lycee|classe)\b",
        r"\b(?:mon|ma) (?:pere|mere|beau pere|belle mere|oncle|frere|copain|cousin|prof)\b.{0,15}\b(?:me|m "
        r"a) ?(?:frappe|bat|"
        r"battue?|touchee?|viole|violee?|force|tape|tapee?)\b",
        r"\bi (?:m going to|will|want to|wanna|am going to|ll) (?:kill|stab|shoot|beat up|hurt) (?:him|her|them|"
        r"you|my|the|"
        r"everyone|someone)\b",
        r"\bbring (?:a|my) (?:knife|gun|weapon) (?:to|into) (?:school|class)\b",
        r"\bmy (?:dad|father|mum|mom|mother|stepdad|uncle|brother|teacher)\b.{0,15}\b(?:hits|beats|touches|hurts|"
        r"rapes) me\b",
    ),
    Alarm.HARASSMENT: (
        r"\b(?:on|ils|elles|il|elle|ma classe|tout le monde) (?:me|m) ?(?:harcele(?:nt)?|menace(?:nt)?|"
        r"insulte(?:nt)?|frappe(?:nt)?|rackette(?:nt)?|"
        r"humilie(?:nt)?|tape(?:nt)?|rackete(?:nt)?)\b",
        r"\b(?:je (?:suis|me fais)|j ai ete) (?:harcelee?|harceler|racketter|insulter|menacee?|insultee?|"
        r"rackettee?|frapper)\b",
        r"\b(?:photos?|videos?) (?:de moi|intimes?) .{0,25}\b(?:tourne|circule|publi|partag|envoy)",
        r"\b(?:they|he|she|people|everyone|my class)\b.{0,12}\b(?:bull(?:y|ies|ying)|harass(?:es|ing)?|"
        r"threaten(?:s|ing)?) me\b",
        r"\bi (?:am|m|am being|m being|get|was) (?:bullied|harassed|threatened|blackmailed)\b",
    ),
}
_PATTERNS = {alarm: re.compile("|".join(f"(?:{one})" for one in spoken)) for alarm, spoken in _SPOKEN.items()}


REACH = 400  # characters, in which every pattern has its place


def alarm_at_end(told: str) -> bool:
    """Asked with each word of a text that comes bit by bit, before the word is shown: whether it makes a red flag."""
    return alarm_in(told[-REACH:]) is not None and alarm_in(told) is not None


def alarm_in(text: str) -> Alarm | None:
    said = " ".join(re.findall(r"[^\W_]+", fold(text)))
    return next((alarm for alarm, pattern in _PATTERNS.items() if pattern.search(said)), None)
