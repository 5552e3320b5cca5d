// What happened in this place, day by day?
// param place: text, its name (default any)
// param since: date, the first day (default any)
// param until: date, the last day (default any)
:param place => null;
:param since => null;
:param until => null;
MATCH path = (e:Event)-[:AT]->(p:Place)
WHERE ($place IS NULL OR p.name = $place) AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.end <= $until)
RETURN p.name AS place, e.start AS from, e.end AS to, e.id AS event, e.label AS label, e.factuality AS factuality, path
ORDER BY place, from, to, event
LIMIT 1000;
