"""What a word nobody wrote may have been meant to be: everything one slip of the finger away (after Norvig)."""

from string import ascii_lowercase

SHORTEST, LONGEST, MOST_WORDS = 4, 24, 6  # letters; words of one question that are mended


def may_be_slip(word: str) -> bool:
    """A number is what it is; a short word is one slip away from everything."""
    return word.isascii() and word.isalpha() and SHORTEST <= len(word) <= LONGEST


def one_slip_away(word: str) -> set[str]:
    """A letter missing, too many, another, or two exchanged: some 54 × letters + 25 words, normalised."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    missing = {head + tail[1:] for head, tail in cuts if tail}
    exchanged = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    another = {head + letter + tail[1:] for head, tail in cuts if tail for letter in ascii_lowercase}
    added = {head + letter + tail for head, tail in cuts for letter in ascii_lowercase}
    return (missing | exchanged | another | added) - {word}
