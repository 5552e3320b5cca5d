// What one source says of one act. Neither the act nor the document of a claim ever changes: its id is made of them.
UNWIND $rows AS row
MERGE (n:Claim {id: row.id})
SET n = row
REMOVE n.about
WITH n, row
MATCH (e:Event {id: row.about})
MATCH (d:Document {id: row.document})
MERGE (n)-[:ABOUT]->(e)
MERGE (n)-[:MADE_IN]->(d)
