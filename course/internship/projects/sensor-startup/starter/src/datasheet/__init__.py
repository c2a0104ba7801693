"""What the data sheet of a street sensor may claim."""
