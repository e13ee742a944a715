"""One shopper in, a ranking out, with the reasons of the model that ranked.

``recommenders`` is the role: each learns from a ``Lesson`` (what shoppers did, what products are) and then
scores all products for a ``History``. Nothing is kept per shopper in a model: whoever comes with a history is
served, known or not, and an event counts at once. Around it: which products may be shown, how varied they
are, what is tried out, and how reasons become sentences.
"""
