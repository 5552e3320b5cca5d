// What an act was tied to and is no more.
UNWIND $rows AS row
MATCH (:Event {id: row.id})-[r:ACTOR|TARGET|AT|REPORTED_IN|PART_OF|MENTIONED_AS]->(other)
WHERE NOT [type(r), other.id] IN row.ties
DELETE r
