// Time alone, never a cause.
UNWIND $rows AS row
MATCH (a:Event {id: row.effect})
MATCH (b:Event {id: row.cause})
MERGE (a)-[r:FOLLOWED {id: row.id}]->(b)
SET r = row {.*, effect: null, cause: null}
