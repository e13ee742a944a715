"""What every surface shows of a graph: names for ids, reasons as sentences, nothing of shoppers."""
