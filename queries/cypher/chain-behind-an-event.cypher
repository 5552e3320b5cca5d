// What chain of answers led to this act, as far back as ten steps?
// param event: id, the act (default any)
// param depth: number, the most steps to go back (default 10)
//
// Without an act it starts from those that nothing has answered. A step against time is never taken.
:param event => null;
:param depth => 10;
MATCH path = (last:Event) ((x:Event)-[r:RETALIATION_FOR|RESPONDS_TO]->(y:Event)){1,10} (first:Event)
WHERE CASE WHEN $event IS NULL THEN NOT EXISTS { (:Event)-[:RETALIATION_FOR|RESPONDS_TO]->(last) } ELSE last.id = $event END
  AND size(r) <= $depth AND NOT EXISTS { (first)-[:RETALIATION_FOR|RESPONDS_TO]->(:Event) }
RETURN last.id AS event, last.label AS label, first.id AS first, first.label AS firstLabel, size(r) AS steps,
  reduce(sure = 1.0, one IN r | sure * one.confidence) AS confidence, path
ORDER BY steps DESC, confidence DESC, event, first
LIMIT 100;
