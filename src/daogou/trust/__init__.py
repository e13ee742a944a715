"""Can I believe this? The catalogue doctor, and later privacy, fairness and attack drills."""
