// Links that somebody denies, or that the days of both acts speak against.
UNWIND $rows AS row
MATCH (a:Event {id: row.effect})
MATCH (b:Event {id: row.cause})
MERGE (a)-[r:DISPUTED {id: row.id}]->(b)
SET r = row {.*, effect: null, cause: null}
