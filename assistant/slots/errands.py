"""Is it the asker's own errand, and not what the documents report?"""

import re

from assistant.slots.held import LIKE, PUT_OTHERWISE, Held, split_sentences
from assistant.slots.light import LIGHT

_MINE = re.compile(
    r"\b(?:how|where|when|what|who|which|why) (?:\w+ ){0,3}?(?:do|can|could|should|would|must|may|did"
    r"|am) i\b"
    r"|\b(?:can|could|should|may|must|do|am) i\b"
    r"|\bi (?:can|could|should|might) (?!quote|tell|say|show|use|give|cite)\w+"
    r"|\bmy\b|\bnear(?:est)? (?:to )?me\b|\bi (?:want|need"
    r"|have|am|would)\b(?! (?:like |love )?to (?:know|understand|hear|learn|ask|find out)\b)"
    r"|\b(?:can|could|will|would) you (?:recommend|book|order|help|send|find|suggest)\b|^\W*how to\b",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"\b(?:tomorrow|tonight|yesterday|right now|this (?:morning|afternoon|evening|weekend)"
    r"|last (?:night|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b",
    re.IGNORECASE,
)
"""Times of which no paper tells that was written before the question."""
_PRESENT = re.compile(r"\b(?:current(?:ly)?|now|ongoing|at present|at the moment)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:can|may|eligible|entitled|apply|applications?|available|free|open to|you|your|able to"
    r"|everyone|anyone|requests?"
    r"|contact|reports?|reported|visit|call|book(?:ed|ing)?|online|helpline|hotline|number|ask|tell"
    r"|appointments?|drop[- ]?ins?|needed|sign up|join|offer\w*|fees?|subscriptions?|charges?)\b"
    r"|@|www\.|https?:|\b0\d{3,}",
    re.IGNORECASE,
)
"""What a text says that tells people what they can do."""
_RING = (
    r"\b(?:what|which|the|a) (?:\w+ )?(?:phone|telephone|helpline|hotline|contact) numbers?\b"
    r"(?!.*\b(?:used|calls|called|people)\b)"
    r"|\bnumbers? (?:do|can|should|to) .*\b(?:call|ring|phone|dial)\b"
)
_WEB = (
    r"\bwhat(?:['’]s| is) (?:the |your |its )?(?:\w+ )?(?:web ?site|web address|url)\b"
    r"|\bwhat(?:['’]s| is) the (?:link|url)\b"
)
_CONTACTS = tuple(
    (name, re.compile(asked, re.IGNORECASE), re.compile(given, re.IGNORECASE))
    for name, asked, given in (
        ("number to ring", _RING, r"\b(?:0\d[\d ]{5,}|999|101|111|\d{3} \d{3,} \d{3,})\b"),
        ("e-mail address", r"\be-?mail (?:address|do|can|should|is)\b", r"\S@\S"),
        ("web address", _WEB, r"www\.|https?:|\.(?:gov|org|co)\b|\bwebsite\b"),
    )
)
"""What reaches somebody: its name, how it is asked for, and what gives it."""
MEANT_FOR_ANYONE = 0.28
"""The cosine from which a block tells what the asker wants, whoever asks. (Over six invented places the
blocks that answer such a question reach it, and no near miss or question off the subject does.)"""

_OWN_LIGHT = frozenset({"want", "need", "find", "get", "help"})


def find_not_yet(held: Held) -> str:
    """Return that a time is asked about of which no paper can tell that was written before, or "".

    "Right now" is also the time of the paper: of that tells what it calls current.
    """
    live = _LIVE.search(held.asked)
    if live and live[0].lower() == "right now" and _PRESENT.search(held.text):
        return ""
    if live and live[0].lower() not in held.text.lower():
        return f"no paper written before can tell of {live[0][:1].lower()}{live[0][1:]}"
    return ""


def find_no_contact(held: Held) -> str:
    """Return that a number to ring or an address to write to is asked for, and none is given, or ""."""
    return next(
        (
            f"what comes nearest gives no {name}"
            for name, asked, given in _CONTACTS
            if asked.search(held.asked) and not given.search(held.text)
        ),
        "",
    )


def find_errand(held: Held) -> str:
    """Return what the asker wants for themselves and the block does not hold, or "".

    "How do I renew my passport?" is answered only by a block that speaks of all that it names:
    such questions go past the documents' subject more often than not.
    """
    signals = held.hit.signals
    if signals["block"] >= MEANT_FOR_ANYONE and signals["place_words"] < PUT_OTHERWISE:
        return ""
    if not _MINE.search(split_sentences(held.asked)[-1]):
        return ""
    if not _TELLS.search(held.text):
        return "nothing in the documents tells what you can do yourself"
    keys = [
        word
        for term, word in held.words.items()
        if term not in LIGHT | _OWN_LIGHT and held.match(term) < LIKE
    ]
    return f"nothing in the documents is about {keys[0]}" if keys else ""
