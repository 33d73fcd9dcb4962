"""The small trained network that reads a question beside its best passages and weighs each candidate."""

from qa.reader.network import Network, load_network
from qa.reader.second_reading import read_again

__all__ = ["Network", "load_network", "read_again"]
