"""Questions about a picture, in Chinese and English, answered from labels, neighbours, print and facts."""
