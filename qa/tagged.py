"""What the networks are told of the tagged words of a text, alike in all of them."""

FLAGS = (
    "anvmrqpcudfbstlijhkxwyzgeo"  # the letters of jieba's parts of speech, as they were numbered in training
)
ALONG = 3.0  # word vectors are of unit length, the other inputs larger
