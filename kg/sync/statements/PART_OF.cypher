// The wider act that it belongs to.
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
MATCH (b:Event {id: row.to})
MERGE (a)-[r:PART_OF]->(b)
SET r.position = row.position
