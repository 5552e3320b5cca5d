// What was this act an answer to, and in whose words?
// param event: id, the act (default any)
:param event => null;
MATCH path = (effect:Event)-[r:RETALIATION_FOR|RESPONDS_TO|DISPUTED]->(cause:Event)
WHERE NOT r.denied AND r.kind <> 'followed' AND ($event IS NULL OR effect.id = $event)
UNWIND range(0, size(r.quotes) - 1) AS at
RETURN effect.id AS event, effect.label AS label, r.kind AS kind, cause.id AS cause, cause.label AS causeLabel, cause.start AS day,
  r.basis AS basis, r.confidence AS confidence, CASE r.speakers[at] WHEN 'narrator' THEN null ELSE r.speakers[at] END AS speaker,
  r.quotes[at] AS quote, path
ORDER BY event, confidence DESC, cause, quote
LIMIT 1000;
