"""Learning from what was kept and what came back: how sizes of this shop's garments fit its shoppers.

::

    wearings   who wore which garment in which size, what was known of them before, and the verdict
    effects    by how much a product or a shopper departs from the rest, counted so that no row sees itself
    model      VerdictModel: gradient-boosted trees over body, size and those effects
    keeping    the model in a file
    verdicts   from events: which sizes were kept, which came back too small or too large
    proving    a model is asked only where it told more than chart and counts on purchases it had not seen
    shop       ShopFit: the model fed from charts, bodies and purchases; plays advisor.LearnedFit

No learnt numbers ship: the model learns from the shop's own purchases and returns.
"""
