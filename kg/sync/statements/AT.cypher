// Where.
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
MATCH (b:Place {id: row.to})
MERGE (a)-[r:AT]->(b)
SET r.position = row.position
