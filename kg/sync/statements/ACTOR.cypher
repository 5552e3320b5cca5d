// Who did it; position 0 is the surest.
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
MATCH (b:Actor {id: row.to})
MERGE (a)-[r:ACTOR]->(b)
SET r.position = row.position
