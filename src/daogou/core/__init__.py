"""Words everyone uses: products, events, queries, hits, errors, settings, roles, assets."""
