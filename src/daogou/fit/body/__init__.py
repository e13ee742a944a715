"""A shopper's measures: the ones they gave, the ones a photo shows, and likely values for the rest.

::

    measures    Body: what is known, in cm and kg, each with how sure it is
    estimating  the missing ones from the known ones, by a published table (anthropometrics.toml)
    names       what measures are called
    reading     measures as people write them
    photo       lengths and girths from a photo of known height, with intervals
    shapes      how shoulders, waist and hips stand to each other, in neutral words
"""
