"""The way of one question, in one function.

question > query > hits > evidence > draft > citations > answer.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

import numpy as np

from assistant.citations import page_url, slide_name, verify_citations
from assistant.clock import Clock
from assistant.courtesy import without_courtesy
from assistant.drafts.extractive import write_extract
from assistant.evidence import select_evidence
from assistant.hits import find_candidates, find_hits, score_hits
from assistant.kept import Kept
from assistant.likeness import AskedWords
from assistant.model import (
    Answer,
    AnswerStatus,
    Citation,
    Draft,
    Evidence,
    Hit,
    NearSlide,
    Offer,
    Query,
    Sentence,
    Turn,
)
from assistant.offers import MOST_OFFERED, find_repeated, make_offers
from assistant.outcomes import ELSEWHERE, NEXT_STEPS, OF_SOME, SENTENCES, as_sentence
from assistant.pages import rank_pages
from assistant.preference import prefer
from assistant.query import clean, make_queries, make_query
from assistant.reading import asks_for_whole, find_numbered, read_slides
from assistant.reranking import Scores, is_unclear, rerank
from assistant.scope import find_scope, narrow
from assistant.screen import check_readable, find_refusal
from assistant.shelf import Indexed, Shelf, lay_out
from assistant.switches import ALL_ON, Switches
from assistant.themes import asks_for_theme
from assistant.titled import prefer_titled
from assistant.topicality import OFF_THE_SUBJECT, Topicality
from assistant.trace import SILENT, Recorder, Trace, Tracer
from assistant.worked.choose import work_out
from corpus.model import Document, Slide, SlideImage, SlideRef, WordPlace, content_id

WELL_COVERED = 0.5
"""Share of the question's words that the best block must hold itself, for the words that no document
holds to be passed over."""

MOST_KEPT = 5_000
"""Questions to offer of which it is kept what their answers cite, and words of askers of which the vector
is kept: about 2 kB each."""

SCOPES_KEPT = 32
"""Choices of documents of which the narrowed shelf is kept: about 1 MB for each 10,000 chunks they hold."""

MAY_STAND_ELSEWHERE = frozenset({AnswerStatus.NO_EVIDENCE, AnswerStatus.WRONG_PERIOD})
"""How a question asked of some documents ends for the others to be asked whether they answer it."""

ALL_FOUND = 1_000
"""More blocks than are ever proposed for a question."""

Encode = Callable[[Sequence[str]], np.ndarray]
"""Turns texts into unit vectors, in the order given: shape (texts, dimension), float32."""


class Assistant:
    """Answers questions from one generation. Safe to use from several threads at once."""

    def __init__(
        self,
        generation: Indexed,
        encode: Encode,
        *,
        reranker: Scores | None = None,
        topicality: Topicality | None = None,
        max_question_chars: int = 500,
        contact: str = "",
        switches: Switches = ALL_ON,
    ) -> None:
        self._shelf: Shelf = lay_out(generation, switches)
        self._encode = encode
        self._reranker = reranker
        fitting = topicality and switches.checks and topicality.fits(generation.vectors)
        self._topicality = topicality if fitting else None
        self._max_question_chars = max_question_chars
        self._contact = contact
        self._scopes = Kept[frozenset[str], Shelf](SCOPES_KEPT)
        self._repeated = find_repeated(self._shelf.slides.values())
        self._tried = Kept[tuple[frozenset[str], str], tuple[Citation, ...]](MOST_KEPT)
        self._words = Kept[str, np.ndarray](MOST_KEPT)

    @property
    def generation_id(self) -> str:
        """The generation that answers."""
        return self._shelf.generation.id

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that answers come from, in the manifest's order."""
        return self._shelf.generation.documents

    def slide(self, document_id: str, number: int) -> Slide | None:
        """Return one slide, or None when there is no such document or slide."""
        return self._shelf.generation.slides.get((document_id, number))

    def slides(self, document_id: str) -> tuple[Slide, ...]:
        """Return a document's slides in order; () when there is no such document."""
        return tuple(slide for ref, slide in self._shelf.slides.items() if ref.document_id == document_id)

    def read_image(self, image: SlideImage) -> bytes | None:
        """Return a slide's image as a WebP file's bytes, or None when it is missing or damaged."""
        return self._shelf.generation.read_image(image)

    def places_of(self, ref: SlideRef) -> Mapping[str, Sequence[WordPlace]]:
        """Return the places of a slide's words, by block id."""
        return self._shelf.generation.places_of(ref)

    def close(self) -> None:
        """Give back what the generation holds; ask nothing afterwards."""
        self._shelf.generation.close()

    def find(self, question: str, limit: int = 8, *, documents: Collection[str] = ()) -> tuple[Hit, ...]:
        """Return the blocks found for a question, before any is chosen to answer with.

        The best block of each slide comes first, slides by how well they match as a whole too. They are of
        the documents of those ids, if any are given.

        Raises:
            DocumentUnknown: there is no document of one of the ids.
        """
        shelf = self._shelf_of(documents)
        query = make_query(without_courtesy(clean(question)), (), self._shelf.lexicon)
        vector, words = self._encode_query(query), self._encode_words(query)
        hits = find_hits(query, vector, words, shelf, ALL_FOUND)
        return rank_pages(self._rerank(query, hits) if self._is_to_reread(query, hits) else hits)[:limit]

    def ask(self, question: str, earlier: Sequence[Turn] = (), *, documents: Collection[str] = ()) -> Answer:
        """Return the answer to a question, given the turns before it, oldest first.

        With ids of documents it is answered from these alone: whatever is said, cited, named as nearest or
        offered stands in them. Only that another one may answer is said, where these do not.

        Raises:
            QuestionRejected: the question cannot be read (empty, too long, not text).
            DocumentUnknown: there is no document of one of the ids.
        """
        return self._answer(question, earlier, SILENT, self._shelf_of(documents))

    def explain(
        self, question: str, earlier: Sequence[Turn] = (), *, documents: Collection[str] = ()
    ) -> tuple[Answer, Trace]:
        """Return the answer that `ask` gives, and stage by stage how it came about.

        Raises:
            QuestionRejected, DocumentUnknown: as `ask` does.
        """
        recorder = Recorder()
        answer = self._answer(question, earlier, recorder, self._shelf_of(documents))
        return answer, recorder.trace(answer)

    def _shelf_of(self, documents: Collection[str]) -> Shelf:
        """Return the shelf, narrowed to the documents of those ids, if any; the last few such are kept."""
        scope = find_scope(documents, self._shelf)
        if not scope:
            return self._shelf
        kept = self._scopes.find((scope,))
        if scope not in kept:
            kept[scope] = narrow(self._shelf, scope)
            self._scopes.keep(kept)
        return kept[scope]

    def _answer(self, question: str, earlier: Sequence[Turn], tracer: Tracer, shelf: Shelf) -> Answer:
        clock = Clock()
        check_readable(question, self._max_question_chars)
        asked = clean(question)
        refusal = find_refusal(asked, shelf.lexicon)
        if refusal is not None:
            tracer.refused(refusal[1])
            return self._unanswered(asked, *refusal, (), clock, shelf)
        queries = clock.timed("query", lambda: make_queries(asked, earlier, shelf.lexicon))
        found = [(query, self._find_evidence(query, clock, tracer, shelf)) for query in queries]
        draft = clock.timed("draft", lambda: _draft(found))
        sentences, citations = clock.timed("citations", lambda: _verify(draft, shelf))
        tracer.verified(draft, sentences)
        unanswered = [(query, evidence) for query, evidence in found if not evidence.hits]
        suggestions: tuple[str, ...] = ()
        if unanswered:
            suggestions = clock.timed("offers", lambda: self._suggest(unanswered, citations, shelf))
        if not sentences:
            query, evidence = (unanswered or found)[0]
            status = evidence.status if unanswered else AnswerStatus.NO_EVIDENCE
            nothing = self._unanswered(
                asked, status, evidence.reason, evidence.nearest, clock, shelf, query, evidence.support
            )
            notes = (*nothing.notes, *self._look_elsewhere(queries, status, clock, shelf))
            return replace(nothing, suggestions=suggestions, notes=notes)
        status = AnswerStatus.PARTIAL if unanswered else AnswerStatus.ANSWERED
        elsewhere = [self._look_elsewhere((query,), part.status, clock, shelf) for query, part in unanswered]
        return Answer(
            id=self._answer_id(asked, queries, shelf),
            status=status,
            question=asked,
            text="\n".join(sentence.text for sentence in sentences),
            sentences=sentences,
            citations=citations,
            unanswered=tuple(query.asked for query, _ in unanswered),
            next_step=NEXT_STEPS[status],
            nearest=tuple(self._near(hit) for _, evidence in unanswered for hit in evidence.nearest),
            suggestions=suggestions,
            notes=(
                *_notes(queries),
                *(_remark(query, part) for query, part in found if part.reason),
                *dict.fromkeys(chain.from_iterable(elsewhere)),
            ),
            topic=queries[-1].topic,
            support=min(evidence.support for _, evidence in found if evidence.hits),
            generation=self.generation_id,
            timings_ms=clock.timings_ms(),
        )

    def _find_evidence(self, query: Query, clock: Clock, tracer: Tracer, shelf: Shelf) -> Evidence:
        vector = clock.timed("encode", lambda: self._encode_query(query))
        evidence = self._search(query, vector, clock, tracer, shelf)
        tracer.concluded(evidence)
        return evidence

    def _look_elsewhere(
        self, queries: Sequence[Query], status: AnswerStatus, clock: Clock, shelf: Shelf
    ) -> tuple[str, ...]:
        """Return a note that names a document left out which may answer; () where none does or none is."""
        if not shelf.scope or status not in MAY_STAND_ELSEWHERE:
            return ()
        cited = clock.timed("elsewhere", lambda: self._cite_all(queries))
        titles = (one.document_title for one in cited if one.document_id not in shelf.scope)
        return tuple(ELSEWHERE.format(title=title) for title in islice(titles, 1))

    def _cite_all(self, queries: Sequence[Query]) -> tuple[Citation, ...]:
        """Return what the answer from all documents cites."""
        found = [(query, self._find_evidence(query, Clock(), SILENT, self._shelf)) for query in queries]
        return _verify(_draft(found), self._shelf)[1]

    def _search(
        self, query: Query, vector: np.ndarray, clock: Clock, tracer: Tracer, shelf: Shelf
    ) -> Evidence:
        """Return the evidence, none where the question is off the subject of such documents."""
        if query.slides:
            return self._search_slides(query, vector, clock, tracer, shelf)
        evidence = self._search_all(query, vector, clock, tracer, shelf)
        if not evidence.hits or query.leans_on_history or self._topicality is None:
            return evidence
        if not self._topicality.is_off(vector, evidence.hits):
            return evidence
        return Evidence((), 0.0, evidence.nearest, AnswerStatus.OUT_OF_SCOPE, OFF_THE_SUBJECT)

    def _search_all(
        self, query: Query, vector: np.ndarray, clock: Clock, tracer: Tracer, shelf: Shelf
    ) -> Evidence:
        """Return the evidence; words that no document holds are looked up only where that may matter."""
        words = shelf.matcher.place(query.words, {})
        rows = clock.timed("hits", lambda: find_candidates(query, vector, shelf))
        hits = clock.timed("hits", lambda: score_hits(query, vector, words, rows, shelf))
        unknown = shelf.matcher.find_unknown(query.words)
        if not unknown or _is_covered(hits):
            evidence = self._choose(query, hits, clock, tracer, shelf)
            if evidence.hits or not unknown:
                return evidence
        words = clock.timed("encode", lambda: self._encode_words(query))
        hits = clock.timed("hits", lambda: score_hits(query, vector, words, rows, shelf))
        return self._choose(query, hits, clock, tracer, shelf)

    def _search_slides(
        self, query: Query, vector: np.ndarray, clock: Clock, tracer: Tracer, shelf: Shelf
    ) -> Evidence:
        """Return the evidence from the slides that a question names by number, and from no others."""
        slides = find_numbered(query, shelf)
        if not slides or asks_for_whole(query):
            read = read_slides(query, slides, shelf)
            tracer.searched(query, read.hits)
            return read
        keys = ((slide.ref.document_id, slide.ref.number) for slide in slides)
        rows = [row for key in keys for row in shelf.block_rows.get(key, ())]
        words = clock.timed("encode", lambda: self._encode_words(query))
        hits = clock.timed("hits", lambda: score_hits(query, vector, words, rows, shelf))
        return self._choose(query, hits, clock, tracer, shelf)

    def _choose(
        self, query: Query, hits: tuple[Hit, ...], clock: Clock, tracer: Tracer, shelf: Shelf
    ) -> Evidence:
        hits = prefer_titled(query.mended, hits, shelf.documents)
        worked = clock.timed("evidence", lambda: work_out(query, hits, shelf))
        ranked = clock.timed("evidence", lambda: prefer(query, hits, shelf.lexicon))
        if not worked and self._is_to_reread(query, ranked):
            ranked = clock.timed("rerank", lambda: self._rerank(query, ranked))
        tracer.searched(query, ranked)
        return worked or clock.timed("evidence", lambda: select_evidence(query, ranked, shelf, tracer))

    def _is_to_reread(self, query: Query, hits: Sequence[Hit]) -> bool:
        """Tell whether the reranker is to order the hits: the best shares little with what is asked."""
        return bool(self._reranker) and is_unclear(hits) and not asks_for_theme(query.form)

    def _rerank(self, query: Query, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        return rerank(query, hits, self._reranker) if self._reranker else hits

    def _suggest(
        self, unanswered: Sequence[tuple[Query, Evidence]], said: Sequence[Citation], shelf: Shelf
    ) -> tuple[str, ...]:
        """Return questions that are answered, for those that are not; none that is answered by what is said.

        Each is asked as an asker would, and offered where its answer stands on what it was made from.
        """
        made = [self._offers(query, evidence, shelf) for query, evidence in unanswered]
        most = max(MOST_OFFERED, *(len(evidence.offers) for _, evidence in unanswered))
        asked = [(offer, self._queries_of(offer)) for offer in dict.fromkeys(chain.from_iterable(made))]
        tried = [(offer, queries[0]) for offer, queries in asked if len(queries) == 1]
        cited = self._try([query for _, query in tried], shelf)
        known = {citation.id for citation in said}
        answered = (offer.question for offer, query in tried if _is_met(offer, cited[query.asked], known))
        return tuple(islice(answered, most))

    def _try(self, queries: Sequence[Query], shelf: Shelf) -> dict[str, tuple[Citation, ...]]:
        """Return what the answers to questions cite, kept: the same few are made of a slide each time."""
        kept = self._tried.find((shelf.scope, query.asked) for query in queries)
        cited = {asked: citations for (_, asked), citations in kept.items()}
        fresh = [query for query in queries if query.asked not in cited]
        vectors = self._encode([query.text for query in fresh]) if fresh else ()
        for query, vector in zip(fresh, vectors, strict=True):
            evidence = self._search(query, vector, Clock(), SILENT, shelf)
            cited[query.asked] = _verify(_draft([(query, evidence)]), shelf)[1]
        self._tried.keep({(shelf.scope, query.asked): cited[query.asked] for query in fresh})
        return cited

    def _offers(self, query: Query, evidence: Evidence, shelf: Shelf) -> tuple[Offer, ...]:
        return make_offers(query, evidence, shelf.documents, self._repeated, shelf.lexicon)

    def _queries_of(self, offer: Offer) -> tuple[Query, ...]:
        refused = find_refusal(offer.question, self._shelf.lexicon)
        return () if refused else make_queries(offer.question, (), self._shelf.lexicon)

    def _encode_query(self, query: Query) -> np.ndarray:
        """Return the query's unit vector, half that of its own words where it names something itself.

        Its words that no document holds are encoded beside it, which takes a tenth of their time alone.
        """
        texts = [query.text, query.focus] if query.focus else [query.text]
        fresh = self._find_words(query)[1]
        vectors = self._encode([*texts, *fresh])
        self._keep_words(fresh, vectors[len(texts) :])
        vector = vectors[: len(texts)].mean(axis=0)
        return np.asarray(vector / np.linalg.norm(vector))

    def _encode_words(self, query: Query) -> AskedWords:
        """Return the vectors of a query's words, those that the documents lack encoded."""
        encoded, fresh = self._find_words(query)
        if fresh:
            encoded |= self._keep_words(fresh, self._encode(fresh))
        return self._shelf.matcher.place(query.words, encoded)

    def _find_words(self, query: Query) -> tuple[dict[str, np.ndarray], list[str]]:
        """Return the vectors that are kept of words which no document holds, and the words without one."""
        unknown = self._shelf.matcher.find_unknown(query.words)
        encoded = self._words.find(unknown)
        return encoded, [word for word in unknown if word not in encoded]

    def _keep_words(self, words: Sequence[str], vectors: np.ndarray) -> dict[str, np.ndarray]:
        made = {word: vector.copy() for word, vector in zip(words, vectors, strict=True)}
        self._words.keep(made)
        return made

    def _unanswered(
        self,
        asked: str,
        status: AnswerStatus,
        reason: str,
        nearest: Sequence[Hit],
        clock: Clock,
        shelf: Shelf,
        query: Query | None = None,
        support: float = 0.0,
    ) -> Answer:
        ask_whom = f" You can also ask {self._contact}." if self._contact else ""
        return Answer(
            id=self._answer_id(asked, (query,) if query else (), shelf),
            status=status,
            question=asked,
            text=(OF_SOME if shelf.scope else SENTENCES)[status],
            unanswered=(asked,),
            next_step=NEXT_STEPS[status] + ask_whom,
            nearest=tuple(self._near(hit) for hit in nearest),
            notes=((as_sentence(reason),) if reason else ()) + _notes((query,) if query else ()),
            topic=query.topic if query else "",
            support=support,
            generation=self.generation_id,
            timings_ms=clock.timings_ms(),
        )

    def _near(self, hit: Hit) -> NearSlide:
        ref = hit.slide.ref
        title = self._shelf.documents[ref.document_id].title
        return NearSlide(
            ref.document_id, title, ref.number, ref.inferred, slide_name(hit.slide), page_url(ref)
        )

    def _answer_id(self, asked: str, queries: Sequence[Query], shelf: Shelf) -> str:
        searched = (query.text for query in queries)
        return content_id(self.generation_id, asked, *searched, *sorted(shelf.scope))


def turn_of(answer: Answer) -> Turn:
    """Return the turn that a follow-up to this answer leans on."""
    periods = {citation.period for citation in answer.citations}
    period = periods.pop() if len(periods) == 1 else ""
    titles = tuple(near.slide_title for near in answer.nearest)
    offer = next(iter((*answer.suggestions, *titles)), "")
    choices = answer.suggestions if answer.status is AnswerStatus.AMBIGUOUS else ()
    return Turn(answer.question, answer.text, answer.topic, period, offer, choices)


def _is_met(offer: Offer, citations: Sequence[Citation], known: Collection[str]) -> bool:
    """Tell whether an offered question's citations answer it, and are not all known."""
    new = any(citation.id not in known for citation in citations)
    return new and any(offer.is_met_by(citation) for citation in citations)


def _is_covered(hits: Sequence[Hit]) -> bool:
    return bool(hits) and hits[0].signals["place_words"] >= WELL_COVERED


def _verify(draft: Draft, shelf: Shelf) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    return verify_citations(draft, shelf.slides, shelf.documents, shelf.generation.places_of)


def _draft(found: Sequence[tuple[Query, Evidence]]) -> Draft:
    """Return the claims of every part, each once."""
    claims = (evidence.claims or write_extract(query.text, evidence).claims for query, evidence in found)
    return Draft(tuple(dict.fromkeys(claim for part in claims for claim in part)))


def _remark(query: Query, evidence: Evidence) -> str:
    """Return what the asker should know of a part: why it has no answer, or what its answer leaves off."""
    said = as_sentence(evidence.reason)
    return said if evidence.hits else f"{query.asked} {said}"


def _notes(queries: Sequence[Query]) -> tuple[str, ...]:
    return tuple(
        f"“{written}” was read as “{right}”" for query in queries for written, right in query.corrections
    )
