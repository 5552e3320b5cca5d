"""What the names of this world mean: who belongs to whom, and where places are."""
