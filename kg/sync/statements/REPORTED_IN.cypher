// Which articles tell of it.
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
MATCH (b:Document {id: row.to})
MERGE (a)-[r:REPORTED_IN]->(b)
SET r.position = row.position
