// How many links of each kind are stated, how many inferred, how many denied?
MATCH path = (:Event)-[r:RETALIATION_FOR|RESPONDS_TO|FOLLOWED|DISPUTED]->(:Event)
RETURN r.kind AS kind, r.basis AS basis, r.denied AS denied, count(r) AS links,
  round(avg(r.confidence) * 1000) / 1000 AS meanConfidence, collect(path)[..25] AS paths
ORDER BY kind, basis, denied
LIMIT 1000;
