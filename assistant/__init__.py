"""The way of one question: question > query > hits > evidence > draft > citations > answer."""
