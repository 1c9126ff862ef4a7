"""Question -> the reason not to look for an answer, where its wording alone gives one."""

import re

from assistant.errors import QuestionRejected
from assistant.lexicon import Lexicon
from assistant.model import AnswerStatus
from corpus.terms import STOP_WORDS, split_words

_COMMANDS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}"
    r"\b(?:instruction|rule|prompt|guideline|previous|above|document|slide|source|everything"
    r"|safeguard|filter)"
    r"|\bwithout (?:using|reading|citing|quoting|looking at|regard to) (?:the |any "
    r"|your )?(?:document|slide|source|citation)"
    r"|\b(?:system|hidden|initial|secret|original) (?:prompt|instructions?|message)\b"
    r"|\byour (?:own )?(?:\w+ )?(?:instructions?|prompt|rules|configuration|settings|training|model)\b"
    r"|\bi authori[sz]e you\b|^\W*as (?:an? |the )?(?:admin(?:istrator)?|developer|superuser)\b"
    r"|(?:^|[.;,] |\b(?:and|please|then|now) )(?:write|turn|make) (?:it|that|this|them)"
    r" (?:up )?(?:as|into) an?\b"
    r"|^\W*(?:please |just |now |can you |could you )*"
    r"(?:change|alter|edit|round|adjust|inflate|massage|fiddle|tweak|doctor|remove|delete|erase|wipe"
    r"|redact|rewrite|replace|swap|hide|overwrite) (?:the|every|all|any|this|that|those|these|my|our|it"
    r"|them)\b"
    r"|\b(?:last|other|previous|another) users?\b.{0,30}\b(?:typed?|queried|queries|searched|prompts?)\b"
    r"|\b(?:jailbreak|developer mode|debug mode|admin mode)\b"
    r"|\b(?:repeat|print|reveal|output|display|show|copy|translate)\b.{0,30}\b(?:(?:text|words"
    r"|message|lines?|everything) (?:above|before)"
    r"|above|prompt|verbatim|your instructions)\b"
    r"|(?:^\W*(?:please |now |just )*|[.;,] )(?:play the (?:part|role) of|pose as)\b|\bin the style of\b"
    r"|\b(?:pretend|(?:^|and |please |must |to )act (?:as|like)|role ?-?play|you are now|you're now"
    r"|from now on,? (?:you|please|answer|say|act|ignore|speak|only|reply|respond)|imagine you)\b"
    r"|\b(?:speak|talk|write|answer|respond|reply) (?:only )?(?:as|like) (?:a|an|the|if)\b"
    r"|\b(?:what would|how would) [^?]{2,40} say\b"
    r"|\brepeat after me\b|\b(?:respond|reply|answer) (?:only )?with\b|\bjust (?:say|answer|reply"
    r"|tell me) (?:yes|no|that)\b"
    r"|^\W*(?:please |just |now )*say (?:that|yes|no|hello|the)\b|\band (?:say|answer|reply|state"
    r"|write) (?:that|yes|no|£|\d)"
    r"|\b(?:can|could|will|would) you (?:please )?(?:confirm|agree|admit)\b"
    r"|^\W*(?:please |now |can you |could you )*translate\b"
    r"|\b(?:write|generate|run|execute) (?:me )?(?:some |a |the )?"
    r"(?:code|script|program|query|sql|python|javascript)\b"
    r"|^\W*(?:select|insert|update|delete|drop)\b.{0,40}\b(?:from|into|table|set)\b",
    re.IGNORECASE | re.DOTALL,
)
_INVENT = re.compile(
    r"\b(?:make|making) (?:it|one|some|something|this|that|them|figures?|numbers?) up\b(?! (?:of|for"
    r"|to|\d))"
    r"|\bmake up (?:a|an|some|any|plausible|figures|numbers|something)\b"
    r"|^\W*(?:please |can you |could you |now |and )*(?:invent|fabricate|fake|concoct|forge|falsify)\b"
    r"|\b(?:invent|fabricate|fake|concoct) (?:a|an|some|me|your)\b"
    r"|^\W*an? (?:\w+ )?(?:haiku|poem|song|limerick|joke|story|rap|sonnet|ode|press release|press statement"
    r"|speech|tweet|slogan) (?:on|about|for|from|praising)\b"
    r"|\b(?:write|compose|draft|create|give me|generate) (?:me |us )?(?:a|an|some|the)? ?(?:\w+ ){0,2}"
    r"(?:fiction\w*|imaginary|made-up|hypothetical|plausible|poem|song|joke|story|tale|rap|limerick"
    r"|haiku|speech|press release"
    r"|essay|letter|leaflet|flyer|poster|blog|tweet|advert|script|novel|lyrics|statement|quote|recipe)\b"
    r"|(?:^\W*|\b(?:please|can you|could you|will you|would you) )"
    r"(?:write|draft|compose|produce|generate|knock (?:up|out)|put together|mock up|rustle up|whip up)"
    r" (?:me |us )?(?:a|an|some|the)? ?(?:[\w-]+ ){0,2}"
    r"(?:propaganda|e-?mail|resignation|apology|memo|slogan|eulogy|press statement|statement|press release"
    r"|speech|haiku|poem)\b"
    r"|(?:^\W*|\b(?:please|can you|could you|and|now) )"
    r"(?:write|compose|draft|create|generate|make|post|put out)\b"
    r"[^.?]{0,40}\b(?:claiming|alleging|accusing|suggesting|implying|insinuating|smearing)\b"
    r"|\btell (?:me|us) (?:a|an|another|some) (?:\w+ )?(?:joke|story|riddle|poem)s?\b"
    r"|^\W*(?:please |just |now )*(?:guess|estimate|predict|speculate|extrapolate|hazard a guess)\b"
    r"|\b(?:your best guess|(?:take|have|make) a (?:wild )?(?:guess|prediction|stab at))\b"
    r"|^(?!\W*(?:did|does|do|has|have|had|was|were|is|are|will|would|why|how|who|what|when|where|which)\b)"
    r".*(?:[.,;:] |\band (?:just )?)(?:admit|confess|concede)\b"
    r"|\b(?:assume|suppose|imagine|claim|confirm|admit|agree)\b.{0,80}\b(?:confirm|says? so|anyway)\b"
    r"|^\W*(?:please |now |just |and )*"
    r"(?:confirm(?! (?:the|how|what|who|when|where|which|whether|if)\b)"
    r"|admit|agree|acknowledge|assume|suppose|imagine)\b",
    re.IGNORECASE | re.DOTALL,
)
_PERSON = r"(?-i:(?:Mr|Mrs|Ms|Dr|Sir|Cllr|[A-Z][\w'’-]+) [A-Z][\w'’-]+)"
_CONTACT = r"(?:(?:e-?mail|phone|telephone|mobile|contact|postal)(?: (?:address|number|details))?|address)"
_PERSONAL = re.compile(
    r"\b(?<!my )(?:home|private|personal) (?:address|addresses|phone|number|numbers|mobile|email|life|details"
    r"|telephone)\b"
    r"|\bmobile (?:phone )?numbers?\b"
    rf"|\b{_CONTACT} (?:of|for) (?:the )?(?:\w+ )?{_PERSON}|(?-i:[A-Z][a-z]+)['’]s {_CONTACT}\b"
    r"|\b(?:real|true|actual) (?:names?|identit(?:y|ies))\b"
    r"|\b(?:date of birth|dates of birth|birthday|national insurance number|bank details)\b"
    r"|\b(?:give|tell|send|find|get|show|what(?:['’]s| is))\b.{0,20}"
    r"\b(?:his|her|their) (?:(?:new|home|current|real|private|exact) )*"
    r"(?:address|whereabouts|(?:phone|mobile|telephone) number|e-?mail address)\b"
    r"|\bwhere (?:does )?(?:he|she|(?:his|her) \w+) (?:lives?|goes? to school)\b"
    r"|\b(?:salary|wages?|pay|religion|sexuality|nationality|ethnicity|age|spouse|wife|husband"
    r"|children|health|criminal record)"
    rf" of (?:the )?{_PERSON}|\b(?:salary|salaries|religion|sexuality|marital status) of\b"
    r"|(?-i:[A-Z][a-z]+)['’]s (?:salary|wages?|pay|religion|sexuality|age|wife|husband|partner"
    r"|birthday)\b|'s salary\b"
    r"|\bhow (?:old|tall) is (?:the )?(?-i:[A-Z][\w'’-]+) (?-i:[A-Z])|\bwhere does .{2,40} live\b"
    rf"|\bhow much (?:does|do|is|did) {_PERSON} (?:earn|get paid|take home|paid\b)"
    rf"|\bis {_PERSON} (?:married|gay|straight|single|divorced|ill|pregnant|religious|a (?:christian"
    rf"|muslim|jew))\b"
    r"|\bnames? (?:and|or) (?:home )?(?:address|phone|contact|email|number|ages?|photo)"
    r"|\b(?:identify|names? of|name) (?:all )?(?:the |each |every )?(?:individual |named )?"
    r"(?:(?!(?:for|of|to|with|by|on|in|and)\b)[\w-]+ ){0,2}"
    r"(?:victims?|informants?|witnesses|complainants?|suspects?)\b"
    r"|\b(?:identify|names? of|name) (?:all )?(?:the |each |every )?(?:children|child|pupils?|young people"
    r"|offenders?|patients?|people|men|women) (?:who|that|referred|arrested|convicted|involved|treated)\b"
    rf"|\b(?:has|have|does|did|is) {_PERSON} (?:got |have |had )?(?:any |an? )?"
    r"(?:children|kids|sons?|daughters?|wife|husband|boyfriend|girlfriend|criminal record)\b"
    r"|\bmy (?:\w+ )?(?:neighbour|ex|boss|landlord|teacher|boyfriend|girlfriend|colleague|mate)\b.{0,40}"
    r"\b(?:criminal record|convict\w+|arrested|done time|been inside)\b"
    r"|\bnames? of (?:(?:the|all|any|every|those) )*(?:children|victims|informants?|suspects?|patients"
    r"|service users)\b"
    r"(?!['’]| (?:services?|projects?|programmes?|schemes?|charit\w+))"
    r"|\b(?:list|identify|name) (?:(?:all|the|any|every) )*(?:informants?|suspects|witnesses|complainants)\b"
    r"|\b(?:send|show|give|get|read|e-?mail|fetch) (?:me|us)\b.{0,20}"
    r"\b(?:medical|health|patient|personal|case) (?:records?|files|notes)\b"
    r"|\bwho (?:reported|grassed(?: up| on)?|(?:told|snitched) on|shopped|complained about"
    r"|called the police on)"
    r" (?:me|him|her)\b"
    r"|\bhaving an affair\b|\bsecrets? (?:about|of)\b|\bgossip\b"
    r"|\b(?:political )?part(?:y|ies) (?:does|do|did|is|are) (?:the |our )?(?:[\w-]+ ){1,4}"
    r"(?:support|vote|belong|in\b)"
    r"|\bwho did .{2,60} vote for\b",
    re.IGNORECASE,
)
_JUDGED = (
    r"any good|good at|bad at|incompetent|competent|useless|lazy|corrupt|stupid|trustworthy|honest"
    r"|dishonest|lying|a liar"
    r"|to blame|racist|sexist|bigoted|biased|guilty|evil|pathetic|clueless|negligent|overpaid|fit for"
    r"|a waste of|(?<!dump )(?<!dumping )(?<!dumped )rubbish(?! (?:collect|bin|dump|bags?|tips?))"
    r"|a disgrace|doing a (?:good|bad|great|poor|terrible) job|up to the job|hiding|covering up"
    r"|telling the truth|a joke"
    r"|a failure|incapable|unfit|out of (?:his|her|their) depth"
)
_OPINIONS = re.compile(
    rf"\b(?:is|are|was|were|isn't|aren't) [^?]{{2,60}}?\b(?:{_JUDGED})\b"
    r"|\b(?:what|how) do you (?:(?:personally|really|honestly|yourself) )?(?:think|feel|reckon)\b"
    r"|\bdo you (?:(?:personally|really|secretly) )?(?:think|believe|agree|like|support|fancy|love|hate"
    r"|rate|admire"
    r"|trust|reckon|prefer)\b"
    r"|\b(?:your|in your|honest) (?:\w+ )?(?:opinion|view|verdict|favourite|advice)\b"
    r"|\bwould you (?:say|agree|vote|recommend|prefer)\b"
    r"|\bshould (?:i|we|you|they) (?:vote|sack|trust|believe|fire|punish)\b"
    r"|\bshould [^?]{2,60}?\b(?:resign|be (?:sacked|fired|dismissed|jailed|ashamed|prosecuted|sued"
    r"|replaced|abolished|punished)|step down"
    r"|go to (?:prison|jail)|lose (?:his|her|their) jobs?|apologi[sz]e)\b"
    r"|\b(?:who|which)\b[^?]{0,60}\b(?:the )?(?:most|least|worst|best|more|is) (?:\w+ )?(?:useless"
    r"|incompetent|corrupt|lazy|stupid|performing officer"
    r"|to blame|lying|dishonest|trustworthy|hated|popular)\b"
    r"|\bwhat an? (?:\w+ )?(?:disgrace|joke|shame|fool|idiot|liar|failure)\b"
    r"|\bwho(?:m)? (?:to|i should|we should) vote for\b"
    r"|\b(?:deserves?|deserved) to\b|\bwho (?:should|shall|do) (?:i|we) (?:vote|blame|trust)\b"
    r"|\bwhich (?:political )?party\b.*\b(?:best|vote|better)\b"
    r"|\bshould [\w ]{2,40} vote\b|\bto blame for\b"
    r"|\b(?:which|what) (?:ethnic|racial|religious|immigrant)\b[^?]{0,40}\b(?:commits?|most|worst|more)\b"
    r"|\b(?:rank|sort|grade)\b.*\bby (?:nationality|race|religion|ethnicity|skin colou?r|faith)\b"
    r"|^\W*(?:please )?(?:rate|judge|criticise|insult|praise|mock|slag off"
    r"|roast)\b [^?]{0,40}\b(?:performance|leadership|officer|council|councillor|partnership|police|chief"
    r"|(?-i:[A-Z][a-z]+ [A-Z][a-z]+))\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\bhow (?:can|do|could|would|should|to) (?:i |you |we |one |someone )?(?:\w+ )?(?:hack|steal"
    r"|make (?:a |an |my )?(?:\w+ )?(?:bomb|knife|gun|weapon|drugs?|explosive)"
    r"|buy (?:drugs|weapons?|a gun)|avoid (?:being caught|the police|arrest|paying)|get away with"
    r"|launder|kill|hurt|evade|forge|break into|sell drugs|stalk)\b"
    r"|\bhow (?:an? |the )?(?:[\w-]+ ){0,2}(?:dealers?|burglars?|thie(?:f|ves)|gangs?|criminals?|offenders?"
    r"|robbers?|fraudsters?) (?:can|could|might|would|should)\b"
    r"|\bhow (?:(?:can|do|could|would|should|might) (?:i|you|we|one|someone)|to) (?:\w+ly )?"
    r"(?:get (?:round|around|out of) (?:an?|my|the|his|her) (?:[\w-]+ ){0,2}"
    r"(?:orders?|ban|curfew|injunction|tag|checks?|search|tests?|rules?|law|licence|fine|cameras?)"
    r"|breach (?:an?|my|the)|dodge (?:the|a|my)"
    r"|(?:beat|fool|cheat|pass) (?:an?|the|my) (?:\w+ )?(?:test|tag|search|police|check)"
    r"|break (?:my|the|a) (?:curfew|order|bail|licence|ban|injunction)|spy on"
    r"|find out who (?:reported|told|grassed)"
    r"|(?:hide|conceal|smuggle|disguise) (?:my |the |some |a |any )?(?:\w+ ){0,2}"
    r"(?:cash|money|drugs?|gear|weapons?|knife|blade|gun|assets|evidence|stash|goods))\b"
    r"|\b(?:trick|secret|way) to (?:pass|beat|dodg|cheat|evad)\w* (?:an?|the|my) (?:\w+ )?"
    r"(?:test|search|police|patrols?|cameras?|tag|curfew|arrest|fine)\b"
    r"|\b(?:easiest|best|safest|good) (?:shops?|streets?|places?|spots?|houses?|time) (?:to|for)"
    r" (?:nick|steal|rob|burgl|shoplift|sell(?:ing)? drugs|deal(?:ing)? drugs)\w*\b"
    r"|\beasiest to (?:nick|steal|rob|burgle|con|scam)\b"
    r"|\bso (?:that )?i can (?:\w+ )?(?:park up|do a bit of|nick|rob|steal|get away)\b"
    r"|\bwithout (?:the |any )?(?:police|cops?|coppers|officers?|wardens?|bobbies|probation|security|courts?)"
    r" (?:noticing|finding out|realising|catching|suspecting)\b"
    r"|\bwithout (?:being|getting) (?:caught|arrested|noticed|seen)\b"
    r"|\bhow (?:can|do|does|could|would|should) (?:an? |the )?(?:[\w-]+ ){0,2}"
    r"(?:dealers?|burglars?|thie(?:f|ves)|gangs?|criminals?|offenders?|robbers?|fraudsters?) "
    r"(?:avoid|evade|beat|escape|get (?:round|around|past))\b",
    re.IGNORECASE,
)
_REFUSALS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_COMMANDS, "It asks for something other than what the documents say."),
    (_INVENT, "It asks for something to be made up or taken as read, and the documents are quoted."),
    (_PERSONAL, "It asks for private facts about a person."),
    (_OPINIONS, "It asks for an opinion, and the documents are quoted, not judged."),
    (_HARM, "It asks how to do harm."),
)
_MIN_WORDS_TO_JUDGE = 3
_FUNCTION_WORDS, _KNOWN_WORDS = 0.2, 0.5
"""An English question has at least a fifth of function words, or more than half of its words are known."""


def check_readable(question: str, max_chars: int) -> None:
    """Raise QuestionRejected when a question cannot be read as a line of English text.

    Raises:
        QuestionRejected: empty, longer than `max_chars`, or mostly not text.
    """
    if not question.strip():
        raise QuestionRejected("The question is empty. Type a question about the documents.")
    if len(question) > max_chars:
        raise QuestionRejected(
            f"The question has {len(question):,} characters; at most {max_chars:,} are read. "
            "Ask one thing in a sentence or two."
        )
    unreadable = sum(not (char.isprintable() or char.isspace()) for char in question)
    if unreadable * 10 > len(question):
        raise QuestionRejected(
            f"The question holds {unreadable} characters that are not text. Type it as plain words."
        )
    if not any(char.isalnum() for char in question):
        raise QuestionRejected("The question holds no word. Type a question about the documents.")


def find_refusal(question: str, lexicon: Lexicon) -> tuple[AnswerStatus, str] | None:
    """Return the status and reason to refuse a question by its wording, or None to go and look."""
    refusal = next((reason for asked, reason in _REFUSALS if asked.search(question)), "")
    if refusal:
        return AnswerStatus.REFUSED, refusal
    if not _is_english(question, lexicon):
        return AnswerStatus.OUT_OF_SCOPE, "It does not read as English, the language of the documents."
    return None


def _is_english(question: str, lexicon: Lexicon) -> bool:
    words = [word.lower() for word in split_words(question) if word.isalpha()]
    if len(words) < _MIN_WORDS_TO_JUDGE:
        return not _mostly_foreign_letters(question)
    function_words = sum(word in STOP_WORDS for word in words) / len(words)
    known = sum(lexicon.knows(lexicon.correct(word)) for word in words) / len(words)
    return function_words >= _FUNCTION_WORDS or known > _KNOWN_WORDS


def _mostly_foreign_letters(question: str) -> bool:
    letters = [char for char in question if char.isalpha()]
    return sum(not char.isascii() for char in letters) * 2 > len(letters)
