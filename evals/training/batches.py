"""Groups -> batches: some passages of each question, groups of like length together, as tokens."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from corpus.reranker import encode_pairs
from evals.training.pairs import Group

MOST_OTHERS = 2
"""Passages that do not answer, of those a question has, seen in one epoch."""

PAIRS_IN_BATCH = 64
JITTER = 40
"""By how many characters, at random, the order by length is disturbed, so that batches differ by epoch."""


@dataclass(frozen=True, slots=True)
class Row:
    """One pair of a batch; `group` numbers its question within the batch, from 0."""

    question: str
    passage: str
    label: int
    group: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Some groups' pairs as tokens, padded to the longest; `labels` and `groups` have shape (pairs,)."""

    input_ids: Tensor
    attention_mask: Tensor
    token_type_ids: Tensor
    labels: Tensor
    groups: Tensor


def make_batches(groups: Sequence[Group], seed: int) -> list[list[Row]]:
    """Return the batches of one epoch, in random order, none with a part of a group."""
    chance = random.Random(seed)  # noqa: S311 - an order, no secret
    sampled = [_sample(group, chance) for group in groups]
    sampled.sort(key=lambda pairs: _length(pairs) + chance.random() * JITTER)
    batches: list[list[Row]] = [[]]
    for pairs in sampled:
        if len(batches[-1]) + len(pairs) > PAIRS_IN_BATCH:
            batches.append([])
        number = batches[-1][-1].group + 1 if batches[-1] else 0
        batches[-1] += [Row(question, passage, label, number) for question, passage, label in pairs]
    chance.shuffle(batches)
    return batches


def tokenize(tokenizer: Tokenizer, rows: Sequence[Row]) -> Batch:
    """Return the rows as tokens."""
    ids, mask, types = encode_pairs(tokenizer, [(row.question, row.passage) for row in rows])
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(mask),
        torch.from_numpy(types),
        torch.tensor([float(row.label) for row in rows]),
        torch.tensor([row.group for row in rows]),
    )


def _sample(group: Group, chance: random.Random) -> list[tuple[str, str, int]]:
    others = list(group.others)
    chance.shuffle(others)
    pairs = [(group.question, passage, 0) for passage in others[:MOST_OTHERS]]
    if group.answering:
        pairs.insert(0, (group.question, chance.choice(group.answering), 1))
    return pairs


def _length(pairs: Sequence[tuple[str, str, int]]) -> int:
    return max(len(question) + len(passage) for question, passage, _ in pairs)
