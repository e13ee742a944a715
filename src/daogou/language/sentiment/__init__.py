"""What a text thinks: for or against, of which aspect and in which words, and how its writer feels."""
