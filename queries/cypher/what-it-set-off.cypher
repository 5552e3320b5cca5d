// What did this act set off, step by step?
// param event: id, the act (default any)
//
// Without an act it starts from those that answer nothing.
:param event => null;
MATCH path = (first:Event) ((x:Event)<-[r:RETALIATION_FOR|RESPONDS_TO]-(y:Event)){1,10} (last:Event)
WHERE CASE WHEN $event IS NULL THEN NOT EXISTS { (first)-[:RETALIATION_FOR|RESPONDS_TO]->(:Event) } ELSE first.id = $event END
RETURN first.id AS event, first.label AS label, last.id AS act, last.label AS actLabel, size(r) AS steps,
  reduce(sure = 1.0, one IN r | sure * one.confidence) AS confidence, path
ORDER BY event, steps, confidence DESC, act
LIMIT 100;
