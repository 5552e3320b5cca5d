// Places in the texts that tell of an act; only on request.
UNWIND $rows AS row
MERGE (n:Mention {id: row.id})
SET n = row
