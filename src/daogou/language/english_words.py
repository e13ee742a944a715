"""Ordinary English words, so that "bride" is not taken for a slip of "beige"."""

from functools import cache

from spellchecker import SpellChecker

_OFTEN = 300  # times in the package's corpus: rarer ones are as likely slips as words


@cache
def ordinary_english() -> frozenset[str]:
    """Some 32,000 words in lower case, by the frequencies that ``pyspellchecker`` carries (MIT)."""
    counted = SpellChecker(language="en").word_frequency.dictionary
    return frozenset(word for word, count in counted.items() if count >= _OFTEN)
