"""The reranker as it is trained: a cross-encoder over question and passage, started from MiniLM's weights."""

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

HEAD_STD = 0.02

LAYERS = 4
"""How many of the six layers are kept, from the words up: a third of the time for little of the skill."""


class CrossEncoder(nn.Module):
    """One score a pair: how likely the passage answers the question, as a logit.

    Question and passage are read together. Beside the usual head over their common mean, two
    comparisons come in that the started weights are already good at: the cosine of the question's
    mean with the passage's, and the mean over the question's tokens of their best cosine in the
    passage. Without them a small set does not teach the model to compare.
    """

    def __init__(self, folder: Path, layers: int = LAYERS) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(folder), local_files_only=True)
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.config.num_hidden_layers = layers
        width = self.encoder.config.hidden_size
        self.dense = nn.Linear(2 * width, width)
        self.head = nn.Linear(width + 2, 1)
        nn.init.normal_(self.head.weight, std=HEAD_STD)
        with torch.no_grad():
            self.head.weight[:, -2:] = 5.0
            self.head.bias.fill_(-5.0)

    def freeze_words(self) -> None:
        """Leave the word embeddings as they are: they are half of the weights, and most words are rare."""
        self.encoder.embeddings.word_embeddings.requires_grad_(requires_grad=False)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """Return the logits, shape (pairs,); the token types are 0 for the question, 1 for the passage."""
        states = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state.float()
        passage = (token_type_ids * attention_mask).unsqueeze(-1).float()
        asked = ((1 - token_type_ids) * attention_mask).unsqueeze(-1).float()
        question_mean, passage_mean = _mean(states, asked), _mean(states, passage)
        cosine = nn.functional.cosine_similarity(question_mean, passage_mean).unsqueeze(-1)
        best = _best_cosines(states, asked, passage)
        pooled = torch.cat([_mean(states, asked + passage), question_mean * passage_mean], dim=-1)
        hidden = torch.tanh(self.dense(pooled))
        logits: Tensor = self.head(torch.cat([hidden, cosine, best], dim=-1)).squeeze(-1)
        return logits


def _mean(states: Tensor, weights: Tensor) -> Tensor:
    return (states * weights).sum(dim=1) / weights.sum(dim=1).clamp(min=1.0)


def _best_cosines(states: Tensor, asked: Tensor, passage: Tensor) -> Tensor:
    """Return the mean over the question's tokens of the best cosine with a passage's, shape (pairs, 1)."""
    unit = states / states.norm(dim=-1, keepdim=True).clamp(min=1e-6)
    cosines = (unit @ unit.transpose(1, 2)) - 2.0 * (1.0 - passage.transpose(1, 2))
    return _mean(cosines.max(dim=-1).values.unsqueeze(-1), asked)
