"""How the reranker's weights are made: pairs > model > training > export > comparison."""
