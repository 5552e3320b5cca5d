// Who says what of this act, and in which article?
// param event: id, the act (default any)
:param event => null;
MATCH path = (e:Event)<-[:ABOUT]-(c:Claim)-[:MADE_IN]->(d:Document)
WHERE $event IS NULL OR e.id = $event
RETURN e.id AS event, e.label AS label, c.label AS claim, c.stance AS stance, c.speaker AS speaker, d.source AS source, c.quote AS quote, path
ORDER BY event, claim, speaker, source, quote
LIMIT 250;
