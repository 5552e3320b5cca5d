// Whose part a party is: a ministry, a wing.
UNWIND $rows AS row
MATCH (a:Actor {id: row.from})
MATCH (b:Actor {id: row.to})
MERGE (a)-[r:ORGAN_OF]->(b)
SET r.position = row.position
