// Ties that the ledger does not have (--prune).
UNWIND $rows AS row
MATCH (a:Event|Actor|Claim {id: row.from})-[r]->(b:Event|Actor|Place|Document|Mention {id: row.to})
WHERE type(r) = row.type
DELETE r
