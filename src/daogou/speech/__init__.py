"""Sound: bounded decoding, hearing words and their tone, speaking; knows no catalogue."""
