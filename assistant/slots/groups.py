"""Is the block about the group of people that the question is restricted to?"""

import re

from assistant.slots.held import Held

_GROUPS: tuple[tuple[str, str], ...] = (
    ("women", r"wom[ae]n|females?|girls?|mothers?|wives|wife"),
    ("men", r"m[ae]n|males?|boys?|fathers?|husbands?"),
    (
        "young people",
        (
            r"young(?:er|sters?)?|youths?|child(?:ren)?|kids?|teen(?:age)?s?|teenagers?|adolescents?"
            r"|juveniles?"
            r"|pupils?|school\w*|infants?|bab(?:y|ies)|under[- ]?\d\ds?|boys?|girls?|minors?|students?"
            r"|aged? (?:of )?(?:\d|1\d)|(?:\d|1\d) ?(?:-|–|to) ?\d\ds?"
        ),
    ),
    (
        "older people",
        (
            r"older|elderly|pensioners?|retired|seniors|senior citizens?|old age|over[- ]?(?:5|6|7|8)\ds?"
            r"|ag(?:e|eing) well"
        ),
    ),
    (
        "disabled people",
        (
            r"disab\w+|wheelchair\w*|impair\w+|special needs|(?-i:SEND)|autis\w+|deaf|blind"
            r"|learning difficult\w+|mobility"
        ),
    ),
    ("Muslims", r"muslims?|islam\w*|mosques?"),
    ("Jewish people", r"jew(?:s|ish)?|antisemit\w*|anti-semit\w*|synagogues?"),
    ("Christians", r"christians?|church\w*|catholics?"),
    ("Hindus", r"hindus?"),
    ("Sikhs", r"sikhs?"),
    ("religion", r"religio\w*|faiths?|muslims?|jew\w*|christian\w*|hindu\w*|sikh\w*|belief"),
    (
        "ethnicity",
        (
            r"ethnic\w*|rac(?:e|ial|ially|ism|ist)|BAME|BME|minorit(?:y|ies)|black|asian|white"
            r"|global majority"
            r"|nationalit\w+|heritage"
        ),
    ),
    ("Black people", r"black|BAME|BME|african|caribbean"),
    ("Asian people", r"asians?|BAME|BME|indian|pakistani|bangladeshi|chinese"),
    (
        "gay, bi or trans people",
        (
            r"LGB\S*|gay|lesbians?|bisexual\w*|transgender|trans|queer|homophob\w*|transphob\w*"
            r"|sexual orientation|sexuality"
        ),
    ),
    ("tenants", r"tenan\w+|rent(?:ers?|ed|ing)?|landlords?|council (?:homes|housing)|social housing"),
    ("homeowners", r"home ?owners?|owner[- ]occupiers?|mortgag\w+|leaseholders?"),
    (
        "homeless people",
        r"homeless\w*|rough[- ]sleep\w*|street homeless|temporary accommodation|housed|unhoused",
    ),
    ("refugees", r"refugees?|asylum|migrants?|resettle\w*"),
    ("Gypsies and Travellers", r"gyps\w+|roma\b|travellers?"),
    ("veterans", r"veterans?|ex-service\w*"),
    ("carers", r"carers?|caring|caregivers?"),
    ("repeat victims", r"repeat victims?|repeat(?:ed|s)?(?:ly)?"),
    ("first-time offenders", r"first[- ]time(?= (?:offend\w*|entrants?|users?|buyers?))"),
    ("tourists", r"tourists?|visitors?"),
    (
        "after dark",
        (
            r"after dark|in the dark|at night|nights?|night-?time|evenings?|midnight|nocturnal|\w+day-nights?"
            r"|\d{1,2}(?:[.:]\d\d)? ?pm"
        ),
    ),
    ("the weekend", r"weekends?|saturdays?|sundays?"),
)
_NAMES = tuple(
    (name, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)) for name, words in _GROUPS
)
_UNLESS = re.compile(
    r"\b(?:black (?:market|cab|spot|box|bin|country|friday)|white (?:paper|collar|board)"
    r"|race (?:course|track|day)"
    r"|nights? out"
    r"|night['’]s sleep|good night"
    r"|blind spot|man(?:ned|age\w*)|children'?s services|mobility scooter|men'?s shed"
    r"|staff (?:officer|college))\b",
    re.IGNORECASE,
)


def find_missing_group(held: Held) -> str:
    """Return which group of people the block says nothing of, or "".

    A question that is restricted to people of an age, sex, faith, ethnicity, sexuality, disability,
    tenure or standing is not answered by what is said of everybody. The groups are those that the
    Equality Act 2010 protects, and those that public papers report by.
    """
    asked = _UNLESS.sub(" ", held.named)
    asked_of = [(name, words) for name, words in _NAMES if words.search(asked)]
    said = f"{held.document.title}\n{held.document.publisher}\n{held.around}"
    silent = [name for name, words in asked_of if not words.search(said)]
    covered = [found for _, words in asked_of if words.search(said) for found in words.findall(asked)]
    left = [name for name in silent if not any(dict(_NAMES)[name].search(word) for word in covered)]
    return f"what comes nearest says nothing of {left[0]}" if left else ""
