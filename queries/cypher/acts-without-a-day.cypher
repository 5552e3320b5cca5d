// Which acts can no source date?
MATCH path = (e:Event {factuality: 'asserted'})-[:REPORTED_IN]->(d:Document)
WHERE e.start IS NULL
WITH e, count(DISTINCT d) AS documents, collect(path) AS paths
RETURN e.id AS event, e.label AS label, documents, paths
ORDER BY documents DESC, event
LIMIT 1000;
