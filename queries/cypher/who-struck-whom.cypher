// How many hostile acts did each side aim at each other side?
// param since: date, the first day (default any)
// param until: date, the last day (default any)
//
// An act that is part of a wider one is not counted again.
:param since => null;
:param until => null;
MATCH path = (a:Actor)<-[:ACTOR]-(e:Event {factuality: 'asserted'})-[:TARGET]->(b:Actor)
WHERE e.family IN ['strike', 'ground', 'killing', 'seize'] AND NOT EXISTS { (e)-[:PART_OF]->(:Event) }
  AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.end <= $until)
RETURN a.side AS side, b.side AS target, e.family AS family, count(DISTINCT e) AS acts, collect(path)[..25] AS paths
ORDER BY acts DESC, side, target, family
LIMIT 1000;
