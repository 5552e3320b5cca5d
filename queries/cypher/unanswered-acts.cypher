// Which hostile acts has nobody answered, so that a chain ends there?
MATCH (e:Event {factuality: 'asserted'})
WHERE e.family IN ['strike', 'ground', 'killing', 'seize']
  AND NOT EXISTS { (:Event)-[:RETALIATION_FOR|RESPONDS_TO]->(e) } AND NOT EXISTS { (e)-[:PART_OF]->(:Event) }
OPTIONAL MATCH path = (e)-[:RETALIATION_FOR|RESPONDS_TO]->(cause:Event)
RETURN e.id AS event, e.label AS label, e.start AS day, count(DISTINCT cause) AS answered, e AS act, collect(path) AS paths
ORDER BY answered DESC, day, event
LIMIT 1000;
