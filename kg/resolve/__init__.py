"""What mentions, and documents, speak of together."""
