"""How each kind of product is cut: outlines, seams, folds and landmarks in centimetres."""
