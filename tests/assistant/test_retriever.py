from assistant.pipeline import Assistant
from assistant.retriever import SlideRetriever
from tests.assistant.small_corpus import embed, index


def test_langchain_gets_blocks_with_the_slide_they_stand_on() -> None:
    retriever = SlideRetriever(assistant=Assistant(index(), embed), limit=2)

    documents = retriever.invoke("How much was the Harbour Fund?")

    assert len(documents) == 2
    assert documents[0].page_content.startswith("Harbour Fund")
    assert documents[0].metadata["slide_number"] == 1
