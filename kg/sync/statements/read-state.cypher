// Which store this database follows, and up to which revision.
MATCH (n:EscalationSync {id: 'ledger'}) RETURN n.identity AS identity, n.revision AS revision, n.mentions AS mentions
