// Who claimed, confirmed or denied responsibility for what?
// param event: id, the act (default any)
:param event => null;
MATCH path = (e:Event)<-[:ABOUT]-(c:Claim {kind: 'responsibility'})-[:MADE_IN]->(d:Document)
WHERE $event IS NULL OR e.id = $event
RETURN e.id AS event, e.label AS label, c.stance AS stance, c.speaker AS speaker, d.source AS source, c.quote AS quote, path
ORDER BY event, stance, speaker, source, quote
LIMIT 1000;
