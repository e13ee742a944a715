"""What shoppers click: rates with intervals, and whether one recommender is liked better than another.

``rates`` counts showings and clicks; ``outcomes`` reduces an experiment to one number a shopper;
``sequential`` compares, valid however often one looks; ``sample_ratio`` doubts the assignment; ``power``
plans; ``standing`` puts them together for the owner.
"""
