// Those that are gone from the ledger, by id.
UNWIND $rows AS row
MATCH (n:Actor {id: row.id})
DETACH DELETE n
