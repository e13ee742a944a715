"""Putting garments on people: the body's shape, warps of cut pieces, light, skin that appears, what is in front."""
