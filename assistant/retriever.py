"""The hits of a question as a LangChain retriever, for those who build chains of their own."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.citations import page_url, slide_name
from assistant.pipeline import Assistant


class SlideRetriever(BaseRetriever):
    """Finds blocks of slides for a question, best first, each with the slide it stands on.

    `page_content` is the block's text; the metadata holds document_id, slide_number, slide_title,
    block_id, page_url and score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    limit: int = 8

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  LangChain passes it by name
    ) -> list[Document]:
        return [
            Document(
                page_content=hit.block.text,
                metadata={
                    "document_id": hit.slide.ref.document_id,
                    "slide_number": hit.slide.ref.number,
                    "slide_title": slide_name(hit.slide),
                    "block_id": hit.block.id,
                    "page_url": page_url(hit.slide.ref, hit.block.id),
                    "score": hit.score,
                },
            )
            for hit in self.assistant.find(query, self.limit)
        ]
