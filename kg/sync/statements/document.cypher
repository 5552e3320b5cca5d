// Articles. `SET n = row` takes off what is known no more.
UNWIND $rows AS row
MERGE (n:Document {id: row.id})
SET n = row
