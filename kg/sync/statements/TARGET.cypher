// Whom it was aimed at.
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
MATCH (b:Actor {id: row.to})
MERGE (a)-[r:TARGET]->(b)
SET r.position = row.position
