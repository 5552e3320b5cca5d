// Which hostile acts has nobody been named for?
MATCH (e:Event {factuality: 'asserted'})
WHERE e.family IN ['strike', 'ground', 'killing', 'seize'] AND NOT EXISTS { (e)-[:ACTOR]->(:Actor) }
OPTIONAL MATCH path = (e)-[:AT]->(p:Place)
RETURN e.id AS event, e.label AS label, e.start AS day, p.name AS place, e AS act, path
ORDER BY day, event, place
LIMIT 1000;
