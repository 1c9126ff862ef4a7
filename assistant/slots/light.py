"""Words of a question that name nothing: a block need not hold them to answer it.

Closed lists of general English. What they leave of a question are the words that say what is asked about.
"""

from corpus.terms import find_terms

LIGHT = frozenset(
    find_terms(
        """
        ins outs terms go going gone went come coming came done doing do happen happening happened take
        taken took get got getting see saw seen look looks looking put set sit stay stand keep kept hold
        become became turn work working deal dealing tackle tackled use used run running help helping change
        changed start begin end stop find call called name named list show tell say said mean meant want
        need try give receive received spend spent spending pay paid cost fund funded record recorded report
        reported count counted total many much number figure amount percentage percent proportion share rate
        level average sum quantity size value worth money cash budget big bigger biggest large larger
        largest small smaller smallest high higher highest low lower lowest long often far soon quickly year
        month week day time date period last past recent recently now today current currently previous early
        late new old first better best good well hand handed issue issued grant borough town overall roughly
        approximately about exactly actual actually really still already ever yet altogether across around
        within per each every other another different same thing things part parts kind type sort way area
        place people person someone anyone everybody public local community service services document
        documents slide slides review plan paper say information detail details three two one compare
        compared comparison difference versus please also wot wat what's that's there's who's let's live
        lives lived living make making made provide provided carry carried complete support supported affect
        affected involve involved include included bring brought reach achieve achieved lead leading manage
        without among against despite during following according per via entire whole alongside toward
        towards beyond besides amid throughout onto nearby former various several particular certain back up
        down out off away together again forward ahead rather quite nearly almost instead maybe perhaps
        simply basically anyway whatever whoever either responsible charge describe explain update overview
        summary
        """
    )
)
"""Terms of words that ask, do duty for any verb, measure, or stand for anything."""

RELATIONS = frozenset(
    find_terms(
        """
        effect impact result outcome purpose aim goal role reason cause source state status situation nature
        scale extent head title top bottom start beginning rest majority half third quarter most point focus
        benefit trend pattern increase decrease rise fall drop reduction growth spike jump surge use lack need
        importance progress development future history background context meaning definition
        content theme process system
        """
    )
)
"""Terms of nouns that stand before "of" and say how one looks at a thing, not which."""
