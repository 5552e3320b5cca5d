// Parties, each with the side it stands on.
UNWIND $rows AS row
MERGE (n:Actor {id: row.id})
SET n = row
