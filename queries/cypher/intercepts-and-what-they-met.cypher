// What was intercepted, how many of how many, and what attack was it?
MATCH (i:Event {family: 'intercept'})
OPTIONAL MATCH path = (i)-[:RESPONDS_TO|FOLLOWED|PART_OF]->(a:Event)
OPTIONAL MATCH (sent:Claim {kind: 'launched'})-[:ABOUT]->(a) WHERE sent.low IS NOT NULL
OPTIONAL MATCH (c:Claim {kind: 'intercepted'})-[:ABOUT]->(i) WHERE c.low IS NOT NULL
RETURN i.id AS intercept, i.label AS label, a.id AS attack, a.label AS attackLabel, sent.low AS launched,
  c.low AS stopped, c.speaker AS speaker, i AS act, path
ORDER BY intercept, attack, launched, stopped, speaker
LIMIT 1000;
