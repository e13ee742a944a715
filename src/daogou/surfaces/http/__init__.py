"""What the API and the pages share: the shop being served, parsing of requests, photos, limits, failures."""
