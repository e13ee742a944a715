"""Pictures made and changed: garments tried on, products cut out, recoloured, generated, turned round."""
