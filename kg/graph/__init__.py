"""The memory: the ledger, and the forms it is shown in."""
