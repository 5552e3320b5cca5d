// Links that are gone, or stand as another type now.
UNWIND $rows AS row
MATCH ()-[r:RESPONDS_TO {id: row.id}]->()
DELETE r
