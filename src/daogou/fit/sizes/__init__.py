"""Which size of a garment: from its chart, the shopper's measures, what they kept and what others said.

::

    ordering   sizes from small to large
    charts     SizeChart: body measures in cm per size, from the shop's feed
    garments   SizedGarment: a product's chart with its cut, and purchases of the past
    placing    where on a chart a body lies, counted in sizes, with its doubt
    chances    how likely a size is small, right or large, from there; what verdicts say of the place
    advisor    all of it: ``SizeAdvisor(garment).advise(body, history, ease)``
    reasons    why, each with its evidence, in two languages (words.toml)
"""
