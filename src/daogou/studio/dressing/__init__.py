"""Putting garments on people: the body, warps of cut pieces, light, skin that appears, what is in front."""
