"""How the adapter of the encoder is made: pages > examples > training > figures."""
