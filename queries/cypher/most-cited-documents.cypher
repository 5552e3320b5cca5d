// Which documents does the graph rest on most?
MATCH (d:Document)
CALL (d) {
  RETURN COUNT { (:Event)-[:REPORTED_IN]->(d) } AS events, COUNT { (:Claim)-[:MADE_IN]->(d) } AS claims
}
WITH collect({document: d, events: events, claims: claims}) AS told
OPTIONAL MATCH ()-[r:RETALIATION_FOR|RESPONDS_TO|FOLLOWED|DISPUTED]->()
UNWIND coalesce(r.documents, [null]) AS id
WITH told, id, count(DISTINCT r.id) AS links
WITH told, collect({id: id, links: links}) AS tied
UNWIND told AS one
WITH one.document AS d, one.events AS events, one.claims AS claims,
  coalesce(head([t IN tied WHERE t.id = one.document.id | t.links]), 0) AS links
RETURN d.id AS document, d.source AS source, d.title AS title, events, claims, links, d AS paper
ORDER BY events + claims + links DESC, document
LIMIT 1000;
