"""A question as typed -> what it asks: greetings and thanks name nothing to search for."""

import re

_BEFORE_ASKING = r"(?:\s*:\s*|,?\ (?=[“\"'‘]?(?:who|what|when|where|which|why|how|whether)\b))"
"""What stands before a question word, and is taken off only there: "tell me about …" asks by itself."""

_PAPERS = (
    r"(?:notes?|piece|feature|article|report|briefing|diary|meeting|speech|agenda|records?|minutes|story|blog"
    r"|newsletter|post|research|column|leaflet|talk|presentation|email|letter|file|paper|bulletin|update)"
)
"""What a question is asked for: "for a piece I'm writing: …"."""

_OPENING = re.compile(
    rf"""^\W*(?:
      (?:hi|hello|hey|hiya|dear|greetings|good\ (?:morning|afternoon|evening|day)
        |(?:morning|afternoon|evening)(?=\s*[,.!]))\b
      (?:\ (?:there|all|team|everyone))?\W+
    | (?:this\ is\ )?for\ (?:my|our|the|an?|this)\ (?:[\w’'-]+\ )?{_PAPERS}\b[^:?.,]{{0,30}}[:,;–-]+\s*
    | (?:ok|okay|right|well|now|so|also|next|and\ this|in\ short|in\ brief|briefly|one\ more|question
        |(?:(?:one|another)\ (?:more\ )?|(?:just\ )?(?:a\ )?quick\ |(?:my|the)\ )
         (?:thing|question|one)(?:\ is)?
      )\s*[:,;–-]+\s*
    | (?:please|pls|plz|kindly)\b[\s:,]*
    | (?:according\ to|in|from|on|looking\ at|based\ on|going\ by)\ (?:the|this|these|your|our|my)
      \ (?:\w+\ )??(?:reports?|slides?|documents?|papers?|decks?|presentation|material)\s*,\s*
    | as\ an?\ (?:\w+\ )??\w+,?\ (?=i\b)
    | (?:can|could|would|will)\ (?:you|u|someone|anyone|somebody)
      \ (?:(?:please|kindly|possibly|perhaps|just)\ )*
      (?=(?:tell|show|give|list|explain|describe|summari[sz]e|name|remind)\b)
    | (?:can|could|may)\ (?:i|we)\ (?:(?:please|just|possibly)\ )*(?:have|get|see)
      \ (?=(?:an?|all|some)?\ ?(?:\w+\ )?(?:overview|summary|list|names?|figures?|details|totals?)\b
        |(?:all\ )?the\b)
    | (?:tell|remind|inform|advise|show)\ (?:me|us)(?:\ please)?{_BEFORE_ASKING}
    | let\ (?:me|us)\ know(?:\ please)?{_BEFORE_ASKING}
    | i(?:['’]d|['’]m|\ would|\ am)?\ (?:(?:just|really|also)\ )?(?:like|love|want|need|wish|trying|keen)\ to
      \ (?:know|ask|find\ out|understand|hear)(?:\ please)?
      (?:{_BEFORE_ASKING}|,?\ (?=(?:is|are|was|were|did|does|do|has|have|had|will)\b))
    | i(?:['’]d|\ would)\ be\ (?:(?:most|very|so|ever\ so|really)\ )?
      (?:obliged|grateful|glad|pleased|thankful)
      \ (?:for|if\ (?:you|someone)\ (?:could|would|can|might)(?:\ (?:please|kindly))?)\b[\s,]*
    | (?:i\ wonder|(?:(?:i['’]m|i\ am|just)\ )?wondering|any\ idea)\b{_BEFORE_ASKING}
    | (?:do|does|did)\ (?:you|u|we|anyone|anybody|someone)\ (?:happen\ to\ )?know{_BEFORE_ASKING}
    | (?:an?|the|one|our|another|my)\ (?:[\w’'-]+\ )??
      (?:members?|councillors?|residents?|colleagues?|officers?|constituents?|chair|committee|panel|boss)
      \ (?:asks?|asked|has\ asked|is\ asking|(?:wants?|needs?|would\ like)\ to\ (?:know|ask)){_BEFORE_ASKING}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CLOSING = re.compile(
    r"""(?:[\s.,;:!?–-]+(?:
      (?:many\ |with\ )?(?:thanks|thank\ you)(?:\ (?:very|so)\ much|\ in\ advance|\ a\ lot|\ for\ your\ help)?
    | (?:please|pls|plz)(?:\ (?:be\ brief|keep\ it\ (?:short|brief)|check|answer|help|advise|reply))?
    | be\ brief | keep\ it\ (?:short|brief)
    | cheers | ta | (?:kind\ |best\ )?regards | best\ wishes
    | if\ (?:you\ (?:can|could|would|will|know|have\ it|don['’]t\ mind)|possible)
    | (?:would|could|will|can)\ (?:you|u)
    | for\ (?:me|us)
    | to\ (?:one|two|three|[123])\ decimal\ places?
    | to\ the\ (?:nearest\ )?(?:pound|penny|per\ ?cent|whole\ number)
    ))+[\s.!?]*$""",
    re.IGNORECASE | re.VERBOSE,
)


def without_courtesy(question: str) -> str:
    """Return what a question asks, without what only wraps it; the question where nothing else is left.

    "Good morning, could you tell me who chairs it? Many thanks." asks "who chairs it?".
    """
    asked = question
    while found := _OPENING.match(asked):
        asked = asked[found.end() :]
    end = _CLOSING.search(asked)
    if end:
        asked = asked[: end.start()] + ("?" if "?" in end[0] else "")
    return asked if re.search(r"\w", asked) else question
