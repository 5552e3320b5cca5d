// From the answer to what it was revenge for.
UNWIND $rows AS row
MATCH (a:Event {id: row.effect})
MATCH (b:Event {id: row.cause})
MERGE (a)-[r:RETALIATION_FOR {id: row.id}]->(b)
SET r = row {.*, effect: null, cause: null}
