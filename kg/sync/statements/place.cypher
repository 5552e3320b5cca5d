// Places; a place of unknown coordinates has no location.
UNWIND $rows AS row
MERGE (n:Place {id: row.id})
SET n = row
SET n.location = point({latitude: row.latitude, longitude: row.longitude})
REMOVE n.latitude, n.longitude
