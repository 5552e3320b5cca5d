// Which links rest on a single source?
// param kind: word, retaliationFor, respondsTo or followed (default any)
//
// A source is who is quoted for the link, else the outlet, else the article, by its title or file.
:param kind => null;
MATCH path = (effect:Event)-[r:RETALIATION_FOR|RESPONDS_TO|FOLLOWED|DISPUTED]->(cause:Event)
WHERE $kind IS NULL OR r.kind = $kind
UNWIND range(0, size(r.documents) - 1) AS at
MATCH (d:Document {id: r.documents[at]})
WITH path, r, effect, cause, coalesce(d.source, d.title, d.origin) AS paper, r.speakers[at] AS speaker
WITH path, r, effect, cause, collect(DISTINCT CASE speaker WHEN 'narrator' THEN paper ELSE speaker END) AS sources
WHERE size(sources) = 1
RETURN r.id AS link, r.kind AS relation, effect.label AS effectLabel, cause.label AS causeLabel, sources[0] AS source, path
ORDER BY link
LIMIT 1000;
