"""Cuts, necklines and lengths, each with what it does to the line of an outfit; only where they are asked
for.

::

    shapes      how shoulders, waist and hips stand to each other, by published rules, in neutral words
    rules       suggestions.toml: effects, and the attribute values that have them
    advisor     ``suggest``: by the effects wished, by shape, by what was liked
"""
