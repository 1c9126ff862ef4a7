import pytest
from langchain_core.embeddings import Embeddings

from corpus.scan import ExactScan
from corpus.vectorstore import ChunkVectorStore
from tests.fakes import FakeEmbedder, a_chunk

CHUNKS = (a_chunk("Hate crime fund", number=4), a_chunk("Youth work"))


class FakeEmbeddings(Embeddings):
    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [list(map(float, row)) for row in FakeEmbedder().embed(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


@pytest.fixture
def store() -> ChunkVectorStore:
    scan = ExactScan([chunk.id for chunk in CHUNKS], FakeEmbedder().embed([c.text for c in CHUNKS]))
    return ChunkVectorStore(CHUNKS, scan, FakeEmbeddings())


def test_langchain_finds_a_chunk_by_text_with_its_slide(store: ChunkVectorStore) -> None:
    (found,) = store.similarity_search("hate crime", k=1)

    assert found.page_content == "Hate crime fund"
    assert (found.metadata["document_id"], found.metadata["slide_number"]) == ("review", 4)


def test_it_serves_as_a_retriever(store: ChunkVectorStore) -> None:
    retriever = store.as_retriever(search_kwargs={"k": 1})

    assert [found.page_content for found in retriever.invoke("youth")] == ["Youth work"]


def test_texts_cannot_be_put_in() -> None:
    with pytest.raises(NotImplementedError, match="ssp ingest PATH"):
        ChunkVectorStore.from_texts(["text"], FakeEmbeddings())
