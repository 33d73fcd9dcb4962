"""The small trained network that tells which characters and words of a text name a person."""

from qa.namer.inputs import Tokens, tokens_of
from qa.namer.network import Namer, load_namer, names_in

__all__ = ["Namer", "Tokens", "load_namer", "names_in", "tokens_of"]
