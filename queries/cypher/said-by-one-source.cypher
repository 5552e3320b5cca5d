// Which links rest on a single source?
// param kind: word, retaliationFor, respondsTo or followed (default any)
:param kind => null;
MATCH path = (effect:Event)-[r:RETALIATION_FOR|RESPONDS_TO|FOLLOWED|DISPUTED]->(cause:Event)
WHERE $kind IS NULL OR r.kind = $kind
UNWIND r.documents AS id
MATCH (d:Document {id: id})
WITH path, r, effect, cause, collect(DISTINCT d.source) AS sources
WHERE size(sources) = 1
RETURN r.id AS link, r.kind AS relation, effect.label AS effectLabel, cause.label AS causeLabel, sources[0] AS source, path
ORDER BY link
LIMIT 1000;
