// Which places were struck most often?
// param since: date, the first day (default any)
// param until: date, the last day (default any)
//
// A strike that is part of a wider one on the same place is not counted again.
:param since => null;
:param until => null;
MATCH path = (e:Event {family: 'strike', factuality: 'asserted'})-[:AT]->(p:Place)
WHERE NOT EXISTS { (e)-[:PART_OF]->(:Event)-[:AT]->(p) }
  AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.end <= $until)
WITH p, count(DISTINCT e) AS strikes, min(e.start) AS from, max(e.end) AS to, collect(path)[..25] AS paths
RETURN p.id AS place, p.name AS name, strikes, from, to, paths
ORDER BY strikes DESC, name, place
LIMIT 1000;
