"""The drawn shop's photo studio: from outlines in centimetres to a lit picture, a mask and landmarks."""
