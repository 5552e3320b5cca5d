"""What one document says: mentions with their arguments, and the relations its sentences state."""
