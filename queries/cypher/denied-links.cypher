// Which answers does somebody deny to be one, and does anybody say that they are?
MATCH path = (effect:Event)-[r:DISPUTED {denied: true}]->(cause:Event)
UNWIND range(0, size(r.quotes) - 1) AS at
WITH DISTINCT path, effect, cause, CASE r.speakers[at] WHEN 'narrator' THEN null ELSE r.speakers[at] END AS deniedBy, r.quotes[at] AS quote
RETURN effect.id AS effect, effect.label AS effectLabel, cause.id AS cause, cause.label AS causeLabel, deniedBy, quote,
  COUNT { (effect)-[o:RETALIATION_FOR|RESPONDS_TO|DISPUTED]->(cause) WHERE NOT o.denied AND o.kind <> 'followed' } AS saidElsewhere, path
ORDER BY effect, cause, deniedBy, quote
LIMIT 1000;
