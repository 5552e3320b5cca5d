"""The room of Neo4j: the ledger's changes, told to a database that is to hold exactly the same.

What is hard: being exact and safe at once. The pure half (`rows`, `steps`) says what to write; the thin half (`server`,
`run`) writes it in batches that may be cut off anywhere and repeated; `verify` looks whether it is so.
"""
