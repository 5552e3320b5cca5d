// The places in the texts that tell of it; only on request.
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
MATCH (b:Mention {id: row.to})
MERGE (a)-[r:MENTIONED_AS]->(b)
SET r.position = row.position
