// Acts, labelled by their family (:Strike, :Ground, …), once each, whatever they were before.
UNWIND $rows AS row
MERGE (n:Event {id: row.id})
SET n = row
REMOVE n:Strike:Ground:Killing:Intercept:Seize:Move:Threat:Sanction:Deal:Incident:Statement
SET n:$(toUpper(left(row.family, 1)) + substring(row.family, 1))
