"""Does a heading say something itself? "Board – meets every six weeks" does, "Next steps" does not."""

import re

from corpus.model import Block, BlockKind

_LABELLED = re.compile(r"^(?P<label>[^:–—\d]{2,50}?)(?::| [–—-]) (?P<said>\S.*)$", re.DOTALL)
"""A label without a number and what stands after it: not "Priority 2: Domestic abuse"."""

_NUMBERING = re.compile(
    r"^(?:case (?:stud(?:y|ies)|examples?)|priorit(?:y|ies)|themes?|appendix|table|figure|chart|part|section"
    r"|invented)\b",
    re.IGNORECASE,
)

_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|must|may|does|do|did|meets?|met|sits?|runs?|ran|leads?|led"
    r"|chair(?:s|ed)|report(?:s|ed)|fell|rose|falls?|rises?|grew|dropped|doubled|halved|increased|decreased"
    r"|reduced|improved|funded|paid|costs?|began|started|opened|launched|ended|closed|agreed|approved"
    r"|exceeded|missed|remains?|delivered|moved|named|owned)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w'’-]+ [A-Z][\w'’-]+")
_FIGURE = re.compile(r"\d%|£\s?\d|(?<![\w/–-])(?!(?:19|20)\d\d\b)\d[\d,.]+(?![\w/])")
_SEVERAL = re.compile(r"[;,]")


def holds_verb(text: str) -> bool:
    """Tell whether a text has a verb of the kind that statements have."""
    return _VERB.search(text) is not None


def is_statement(block: Block) -> bool:
    """Tell whether a title or heading asserts something: it is then a place to answer from as well.

    A heading does where a label is followed by a name, a figure, a verb or several things. A title, or a
    heading without a label, does where it has a figure beside a verb ("Burglary fell 12%") or in several
    parts ("Survey, online, 1,946 replies").
    """
    if block.kind not in (BlockKind.TITLE, BlockKind.HEADING) or _NUMBERING.match(block.text):
        return False
    labelled = _LABELLED.match(block.text)
    if labelled and block.kind is BlockKind.HEADING:
        return any(sign.search(labelled["said"]) for sign in (_NAME, _FIGURE, _VERB, _SEVERAL))
    figure = _FIGURE.search(block.text)
    return bool(figure) and bool(_VERB.search(block.text) or len(_SEVERAL.findall(block.text)) > 1)
