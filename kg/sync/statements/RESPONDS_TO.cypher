// From the answer to what it was a reaction to.
UNWIND $rows AS row
MATCH (a:Event {id: row.effect})
MATCH (b:Event {id: row.cause})
MERGE (a)-[r:RESPONDS_TO {id: row.id}]->(b)
SET r = row {.*, effect: null, cause: null}
