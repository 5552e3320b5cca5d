// Links that are gone, or stand as another type now.
UNWIND $rows AS row
MATCH ()-[r:RETALIATION_FOR {id: row.id}]->()
DELETE r
