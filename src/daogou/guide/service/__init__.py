"""Service after the sale: orders cancelled, changed, returned, exchanged by the shop's policy file."""
