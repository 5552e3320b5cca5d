"""The world looks in: a SPARQL endpoint, a page to ask from, and a page for each thing."""
