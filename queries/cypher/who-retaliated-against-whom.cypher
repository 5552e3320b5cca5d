// Who retaliated against whom, and how often?
// param basis: word, stated or inferred (default any)
:param basis => null;
MATCH path = (a:Actor)<-[:ACTOR]-(effect:Event)-[r:RETALIATION_FOR|DISPUTED {kind: 'retaliationFor', denied: false}]->(:Event)-[:ACTOR]->(b:Actor)
WHERE $basis IS NULL OR r.basis = $basis
RETURN a.side AS side, b.side AS against, count(DISTINCT effect) AS retaliations, collect(path)[..25] AS paths
ORDER BY retaliations DESC, side, against
LIMIT 1000;
