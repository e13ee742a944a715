"""Size systems of the world: what a label means, how people write it, and the same size elsewhere.

::

    labels      one spelling of a label: full-width, case, XXL and 2XL
    tables      the tables of data.toml and of the shoe formulas
    parsing     "EU 38", "165/88A", "US women's 8", "欧码38", "M码"
    converting  the same size in other systems, with what is ambiguous said
"""
