"""Complete the look: what is worn with a product, or with what a shopper owns, and why.

::

    pieces      a product, or "blue jeans", as facts: slot, colours, styles, occasions …
    families    what two facts say about being worn together, each number in -1..1
    features    those numbers for many pairs at once; tables and counts of what was worn together
    taste       how much each number weighs: by default, or taught on a shop's outfits (teaching)
    looks       which slots an outfit needs, by occasion and season
    search      the best outfits within a budget: exact, by branch and bound
    maker       all of it: ``OutfitMaker.complete``
    reasons     why each piece was chosen, in two languages
"""
