// Which acts does somebody deny, and who?
MATCH path = (e:Event)<-[:ABOUT]-(c:Claim {stance: 'denies'})-[:MADE_IN]->(d:Document)
WHERE c.kind IN ['occurrence', 'responsibility']
RETURN e.id AS event, e.label AS label, c.speaker AS speaker, d.source AS source, c.quote AS quote, path
ORDER BY event, speaker, source, quote
LIMIT 1000;
