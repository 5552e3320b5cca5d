// How many days pass before each side retaliates against the other?
// param basis: word, stated or inferred (default any)
//
// Days that a source leaves open give two bounds: the least and the greatest wait that its words allow.
:param basis => null;
MATCH path = (a:Actor)<-[:ACTOR]-(effect:Event)-[r:RETALIATION_FOR|DISPUTED {kind: 'retaliationFor', denied: false}]->(cause:Event)-[:ACTOR]->(b:Actor)
WHERE ($basis IS NULL OR r.basis = $basis) AND effect.start IS NOT NULL AND cause.start IS NOT NULL
WITH path, r, a, b, duration.inDays(cause.start, effect.end).days AS most, duration.inDays(cause.end, effect.start).days AS least
WHERE most >= 0
WITH path, r, a, b, most, CASE WHEN least > 0 THEN least ELSE 0 END AS least
RETURN a.side AS side, b.side AS against, count(DISTINCT r.id) AS retaliations, min(least) AS shortest, avg(least) AS meanAtLeast,
  avg(most) AS meanAtMost, max(most) AS longest, collect(path)[..25] AS paths
ORDER BY side, against
LIMIT 1000;
