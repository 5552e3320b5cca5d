// Links that are gone, or stand as another type now.
UNWIND $rows AS row
MATCH ()-[r:DISPUTED {id: row.id}]->()
DELETE r
