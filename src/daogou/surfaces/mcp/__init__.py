"""The shop for programs that speak the Model Context Protocol: tools to search, advise, and fill a cart."""
