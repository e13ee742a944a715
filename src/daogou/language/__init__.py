"""Words: cutting, stemming, concepts in Chinese and English; knows no catalogue."""
